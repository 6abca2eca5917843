// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look.h"

#include "store/run_marks.h"

#include <QCoreApplication>
#include <QFile>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QRegularExpression>
#include <QSvgRenderer>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>

// The macro declares a function in the global namespace, so its caller must stand there too.
static void initAlphascopeResources() {
    Q_INIT_RESOURCE(alphascope);
}

namespace alphascope {

namespace {

// Okabe and Ito 2008, without black and yellow, which vanish on one of the two grounds.
constexpr std::array<QRgb, 6> kHues{0xFFE69F00, 0xFF0072B2, 0xFF009E73,
                                    0xFFD55E00, 0xFFCC79A7, 0xFF56B4E9};
static_assert(kPaletteSize == 3 * kHues.size());  // three lightnesses
/// The same six in the order of kMarkColours.
constexpr std::array<QRgb, kMarkColours.size()> kMarkHues{0xFFE69F00, 0xFF56B4E9, 0xFF009E73,
                                                          0xFFD55E00, 0xFF0072B2, 0xFFCC79A7};

std::uint64_t fnv1a(const std::string& text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash ^ (hash >> 32U);
}

/// Selected runs that have another colour than their uuid says, and its place.
std::unordered_map<std::string, int>& movedRuns() {
    static std::unordered_map<std::string, int> moved;
    return moved;
}

/// The place of the palette's colour that a mark is, see markColour().
int markPlace(const std::string& name) {
    const auto* mark = std::find(kMarkColours.begin(), kMarkColours.end(), name);
    if (mark == kMarkColours.end()) return palettePlace(name);
    const QRgb hue = kMarkHues.at(static_cast<std::size_t>(mark - kMarkColours.begin()));
    const auto* place = std::find(kHues.begin(), kHues.end(), hue);
    constexpr int kMiddle = kPaletteSize / 3;  // the middle one of the three lightnesses
    return kMiddle + static_cast<int>(place - kHues.begin());
}

void addPixmaps(QIcon& icon, const QByteArray& svg, QIcon::Mode mode) {
    QSvgRenderer renderer(svg);
    // Each also twice as large, for screens with two pixels a unit: Qt draws none larger than it
    // is.
    for (const int size : {16, 20, 24, 32, 40, 48, 64, 96}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap, mode);
    }
}

QByteArray readIcon(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

}  // namespace

void initResources() {
    initAlphascopeResources();
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::WindowText).lightnessF() >
           palette.color(QPalette::Window).lightnessF();
}

QColor blend(const QColor& over, const QColor& ground, double share) {
    const auto mix = [share](double a, double b) {
        return static_cast<float>(share * a + (1.0 - share) * b);
    };
    return QColor::fromRgbF(mix(over.redF(), ground.redF()), mix(over.greenF(), ground.greenF()),
                            mix(over.blueF(), ground.blueF()));
}

QColor paletteColour(int place, bool dark) {
    const auto at = static_cast<std::size_t>(place);
    const QColor hue = QColor::fromRgb(kHues[at % kHues.size()]);
    const auto step = static_cast<int>(at / kHues.size());
    return dark ? hue.lighter(115 + 20 * step) : hue.darker(105 + 28 * step);
}

int palettePlace(const std::string& name) {
    return static_cast<int>(fnv1a(name) % kPaletteSize);
}

std::vector<int> separatePlaces(const std::vector<int>& wanted) {
    std::array<bool, kPaletteSize> taken{};
    std::vector<int> places;
    for (int place : wanted) {
        for (int tries = 0; tries < kPaletteSize && taken.at(static_cast<std::size_t>(place));
             ++tries)
            place = (place + 1) % kPaletteSize;
        taken.at(static_cast<std::size_t>(place)) = true;
        places.push_back(place);
    }
    return places;
}

QColor runColour(const std::string& uuid, bool dark) {
    return paletteColour(palettePlace(uuid), dark);
}

QColor differenceColour(bool more, bool dark) {
    if (more) return dark ? QColor(0x56, 0xB4, 0xE9) : QColor(0x00, 0x72, 0xB2);
    return dark ? QColor(0xE6, 0x9F, 0x00) : QColor(0xD5, 0x5E, 0x00);
}

QColor markColour(std::string_view name, bool dark) {
    const auto* place = std::find(kMarkColours.begin(), kMarkColours.end(), name);
    if (place == kMarkColours.end()) return runColour(std::string(name), dark);
    const auto hue = kMarkHues.at(static_cast<std::size_t>(place - kMarkColours.begin()));
    const QColor colour = QColor::fromRgb(hue);
    return dark ? colour.lighter(135) : colour.darker(133);  // the middle lightness
}

QColor runColour(const RunRow& run, bool dark) {
    if (!run.marks.colour.empty()) return markColour(run.marks.colour, dark);
    const auto moved = movedRuns().find(run.uuid);
    return moved == movedRuns().end() ? runColour(run.uuid, dark)
                                      : paletteColour(moved->second, dark);
}

bool separateRunColours(const std::vector<const RunRow*>& selected) {
    std::vector<const RunRow*> order = selected;
    std::stable_partition(order.begin(), order.end(),
                          [](const RunRow* run) { return !run->marks.colour.empty(); });
    std::vector<int> wanted;
    for (const RunRow* run : order)
        wanted.push_back(run->marks.colour.empty() ? palettePlace(run->uuid)
                                                   : markPlace(run->marks.colour));
    const std::vector<int> places = separatePlaces(wanted);
    std::unordered_map<std::string, int> moved;
    for (std::size_t i = 0; i < order.size(); ++i)
        if (places[i] != wanted[i]) moved[order[i]->uuid] = places[i];
    return std::exchange(movedRuns(), moved) != moved;
}

QColor focusColour(const QPalette& palette) {
    constexpr double kLeastContrast = 3.0;  // WCAG 2.1, 1.4.11
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](float part) { return std::pow(static_cast<double>(part), 2.2); };
        return 0.05 + 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const QColor mark = palette.color(QPalette::Highlight);
    const double one = luminance(mark), other = luminance(palette.color(QPalette::Base));
    const bool seen = std::max(one, other) / std::min(one, other) >= kLeastContrast;
    return seen ? mark : palette.color(QPalette::Text);
}

QIcon stateIcon(RunState state) {
    const QByteArray svg =
        readIcon(QStringLiteral("state-%1").arg(QLatin1String(runStateName(state))));
    QIcon icon;
    addPixmaps(icon, svg, QIcon::Normal);
    // On a selected row the ground is coloured, and the shape alone tells the state.
    static const QRegularExpression colour(QStringLiteral("#[0-9a-f]{6}"));
    const QString white = QString::fromLatin1(svg).replace(colour, QStringLiteral("#ffffff"));
    addPixmaps(icon, white.toLatin1(), QIcon::Selected);
    return icon;
}

QString clockText(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0.0) return {};
    const auto whole = static_cast<long long>(std::llround(seconds));
    const auto two = [](long long value) {
        return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
    };
    if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60));
}

QString runTitle(const std::string& label, std::uint64_t seed) {
    return QCoreApplication::translate("runs", "%1 · seed %2")
        .arg(QString::fromStdString(label))
        .arg(seed);
}

QString leftToRight(const QString& text) {
    const bool turned = QGuiApplication::isRightToLeft();
    return turned ? QChar(0x2066) + text + QChar(0x2069) : text;  // isolate, and its end
}

QString percentText(double share) {
    return numberText(share * 100.0, 1);
}

QString numberText(double value, int decimals) {
    if (!std::isfinite(value)) return QStringLiteral("–");
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

}  // namespace alphascope
