// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map_panel.h"

#include "report/alpha_shares.h"
#include "widgets/look.h"
#include "widgets/map_cursor.h"
#include "widgets/plot_pane.h"
#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace alphascope {

namespace {
constexpr std::size_t kManyPoints = 20000;  // more than this are drawn as dots
constexpr int kRoomForLegend = 220;         // pixels of height
/// Cividis (Nuñez et al. 2018), which colour-blind readers see in the same order, from always right
/// to never right; the end that would vanish on the ground is left out.
constexpr std::array<QRgb, 6> kOnLight{0xFFD2C164, 0xFFA59C74, 0xFF7C7B78,
                                       0xFF575C6D, 0xFF213D6B, 0xFF00204D};
constexpr std::array<QRgb, 6> kOnDark{0xFF4C628C, 0xFF6C7282, 0xFF8B8779,
                                      0xFFB0A473, 0xFFD9C668, 0xFFFFEA46};
constexpr double kMostSpread = 0.5;  // the standard deviation of values in [0, 1]
}  // namespace

MapPanel::MapPanel(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      tool_(new QComboBox(this)),
      colour_(new QComboBox(this)),
      pane_(new PlotPane(QStringLiteral("map_plot"), tr("Map of the samples"), this)),
      cursor_(new MapCursor(pane_->plot())) {
    setObjectName(QStringLiteral("map"));
    title_->setObjectName(QStringLiteral("map_title"));
    title_->setTextFormat(Qt::PlainText);
    title_->setWordWrap(true);
    title_->setContentsMargins(6, 2, 6, 2);
    title_->setForegroundRole(QPalette::PlaceholderText);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->addWidget(title_, 1);
    top->addWidget(colour_);
    top->addWidget(tool_);
    all->addLayout(top);
    all->addWidget(pane_, 1);
    QCustomPlot& plot = pane_->plot();
    plot.xAxis->setLabel(tr("variability of α over epochs (standard deviation)"));
    for (int kind = 0; kind < kKinds; ++kind) {
        graphs_.push_back(plot.addGraph());
        graphs_.back()->setLineStyle(QCPGraph::lsNone);
        graphs_.back()->setAdaptiveSampling(false);
    }
    rings_ = plot.addGraph();
    rings_->setLineStyle(QCPGraph::lsNone);
    rings_->setAdaptiveSampling(false);
    line_ = new QCPCurve(plot.xAxis, plot.yAxis);
    buildTools();
    rebuild();
}

void MapPanel::buildTools() {
    colour_->setObjectName(QStringLiteral("map_colour"));
    colour_->setAccessibleName(tr("Colour of the samples"));
    colour_->addItems({tr("label and noise"), tr("correctness")});
    colour_->setToolTip(
        tr("Correctness is the share of epochs in which the student gave the label more than ½; "
           "with more than two classes it was right at least as often"));
    connect(colour_, &QComboBox::currentIndexChanged, this, &MapPanel::rebuild);
    tool_->setObjectName(QStringLiteral("map_tool"));
    tool_->setAccessibleName(tr("Choose samples with"));
    tool_->addItems({tr("rectangle"), tr("lasso")});
    QCustomPlot& plot = pane_->plot();
    connect(tool_, &QComboBox::currentIndexChanged, this,
            [this](int tool) { setLasso(tool == 1); });
    connect(plot.selectionRect(), &QCPSelectionRect::accepted, this,
            qOverload<const QRect&>(&MapPanel::choose));
    connect(&plot, &QCustomPlot::mousePress, this, &MapPanel::press);
    connect(&plot, &QCustomPlot::mouseMove, this, &MapPanel::drag);
    connect(&plot, &QCustomPlot::mouseRelease, this, &MapPanel::release);
    connect(cursor_, &MapCursor::chosen, this,
            [this](std::uint32_t sample) { choose(QPolygonF(), {sample}); });
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &MapPanel::escape);
    setLasso(false);
}

void MapPanel::setLasso(bool on) {
    pane_->plot().setSelectionRectMode(on ? QCP::srmNone : QCP::srmCustom);
    pane_->plot().setCursor(on ? Qt::PointingHandCursor : Qt::CrossCursor);
}

QJsonObject MapPanel::state() const {
    return {{QStringLiteral("colour"), colour_->currentIndex()},
            {QStringLiteral("tool"), tool_->currentIndex()}};
}

void MapPanel::restore(const QJsonObject& state) {
    const auto choose = [&state](QComboBox& box, const char* key) {
        box.setCurrentIndex(std::clamp(state[QLatin1String(key)].toInt(), 0, box.count() - 1));
    };
    choose(*colour_, "colour");
    choose(*tool_, "tool");
}

void MapPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const auto next = snapshot->selected.empty() ? nullptr : snapshot->selected.front();
    const bool same = run_ && next && run_->row.uuid == next->row.uuid;
    const bool repaint = same && run_->row.marks.colour != next->row.marks.colour;
    run_ = next;
    pane_->plot().yAxis->setLabel(
        run_ && alphaIsShare(run_->row.scheme) ? tr("mean α (teacher's share)") : tr("mean α"));
    if (!same) {
        points_.reset();
        cursor_->setPoints(points_);
        asked_at_ = 0;
        marked_.clear();
        chosen_.clear();
        showLine({});
    }
    if (!same || repaint) rebuild();
    ask();
}

/// Once an epoch or so, and only while somebody can see it: a map reads all records of the run.
void MapPanel::ask() {
    if (!run_ || !run_->hasAlpha() || !isVisible()) return;
    const std::size_t now = run_->evaluations.size() + 1;
    if (now == asked_at_) return;
    asked_at_ = now;
    emit mapWanted(run_->row.id);
}

void MapPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    ask();
}

void MapPanel::showMap(qint64 run_id, const std::shared_ptr<const Points>& points) {
    if (!run_ || run_->row.id != run_id) return;  // an answer to a question of earlier
    points_ = points;
    cursor_->setPoints(points_);
    rebuild();
}

/// In regression there is no right and wrong.
bool MapPanel::byCorrectness() const {
    return colour_->currentIndex() == 1 && points_ && !points_->empty() &&
           !std::isnan(points_->front().correctness);
}

QString MapPanel::nameOf(int kind, float least, float most) const {
    if (byCorrectness()) {
        const auto low = std::lround(100.0F * least), high = std::lround(100.0F * most);
        const QString shares =
            low == high ? QString::number(low) : QStringLiteral("%1–%2").arg(low).arg(high);
        return tr("right in %1 % of epochs").arg(leftToRight(shares));
    }
    const std::array names{tr("student favours another label"), tr("student favours the label"),
                           tr("known noise, another label"), tr("known noise, the label")};
    return kind < static_cast<int>(names.size()) ? names.at(static_cast<std::size_t>(kind))
                                                 : QString();
}

QColor MapPanel::colourOf(int kind) const {
    const bool dark = isDark(palette());
    const auto at = static_cast<std::size_t>(kind);
    if (byCorrectness()) return QColor::fromRgb((dark ? kOnDark : kOnLight).at(at));
    if (kind < 2) return runColour(run_->row, dark);
    return dark ? QColor(0xFF, 0x8A, 0x50) : QColor(0xD5, 0x5E, 0x00);
}

int MapPanel::kindOf(const SamplePoint& point) const {
    if (byCorrectness())
        return kKinds - 1 -
               static_cast<int>(std::lround(point.correctness * static_cast<float>(kKinds - 1)));
    // In regression nothing is favoured: all are drawn alike.
    const bool favoured = !(point.correctness < 0.5F);
    return (point.flags != 0 ? 2 : 0) + (favoured ? 1 : 0);
}

void MapPanel::rebuild() {
    if (!points_ || points_->empty()) {
        title_->clear();
        const bool waits = run_ && run_->hasAlpha() && !points_;
        pane_->showMessage(!run_   ? tr("Select a run to see the map of its samples.")
                           : waits ? tr("Reading the samples…")
                                   : tr("This run has no samples with an α."));
        return;
    }
    std::array<QVector<double>, kKinds> x, y;
    std::array<float, kKinds> least{}, most{};
    least.fill(1.0F);
    for (const SamplePoint& point : *points_) {
        const auto kind = static_cast<std::size_t>(kindOf(point));
        x[kind].push_back(static_cast<double>(point.spread));
        y[kind].push_back(static_cast<double>(point.alpha));
        least[kind] = std::min(least[kind], point.correctness);
        most[kind] = std::max(most[kind], point.correctness);
    }
    QCustomPlot& plot = pane_->plot();
    plot.legend->clearItems();
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        graphs_[kind]->setData(x[kind], y[kind]);
        graphs_[kind]->setName(nameOf(static_cast<int>(kind), least[kind], most[kind]));
        if (!x[kind].isEmpty()) graphs_[kind]->addToLegend();
    }
    showLegend();
    plot.xAxis->setRange(-0.02, kMostSpread + 0.02);
    plot.yAxis->setRange(-0.05, 1.05);
    placeLegend(plot);
    title_->setText(tr("%Ln sample(s); draw around some to read them", nullptr,
                       static_cast<int>(points_->size())));
    style();
    showRings();
    pane_->showPlot();
    plot.replot(QCustomPlot::rpQueuedReplot);
}

void MapPanel::style() {
    const QColor ground = palette().color(QPalette::Base);
    const bool many = points_->size() > kManyPoints, shades = byCorrectness();
    for (int kind = 0; kind < kKinds; ++kind) {
        const QColor colour = colourOf(kind);
        const bool filled = shades || kind % 2 == 1;
        // A dot is neither filled nor hollow: what would be filled is paler.
        const double strength = shades ? 1.0 : many && filled ? 0.45 : 0.8;
        const QCPScatterStyle mark(
            many     ? QCPScatterStyle::ssDot
            : filled ? QCPScatterStyle::ssDisc
                     : QCPScatterStyle::ssCircle,
            QPen(blend(colour, ground, strength), 1),
            filled ? QBrush(blend(colour, ground, shades ? 1.0 : 0.6)) : Qt::NoBrush, 5);
        graphs_[static_cast<std::size_t>(kind)]->setScatterStyle(mark);
    }
}

std::vector<std::uint32_t> MapPanel::within(double left, double right, double low,
                                            double high) const {
    std::vector<std::uint32_t> ids;
    if (!points_) return ids;
    for (const SamplePoint& point : *points_) {
        const auto spread = static_cast<double>(point.spread);
        const auto alpha = static_cast<double>(point.alpha);
        if (spread >= left && spread <= right && alpha >= low && alpha <= high)
            ids.push_back(point.id);
    }
    return ids;
}

std::vector<std::uint32_t> MapPanel::within(const QPolygonF& line) const {
    std::vector<std::uint32_t> ids;
    if (!points_) return ids;
    for (const SamplePoint& point : *points_) {
        const QPointF place(static_cast<double>(point.spread), static_cast<double>(point.alpha));
        if (line.containsPoint(place, Qt::OddEvenFill)) ids.push_back(point.id);
    }
    return ids;
}

void MapPanel::choose(const QRect& rectangle) {
    const QCustomPlot& plot = pane_->plot();
    const QRect area = rectangle.normalized();
    const double left = plot.xAxis->pixelToCoord(area.left());
    const double right = plot.xAxis->pixelToCoord(area.right());
    const double low = plot.yAxis->pixelToCoord(area.bottom());
    const double high = plot.yAxis->pixelToCoord(area.top());
    choose(QPolygonF(QRectF(left, low, right - left, high - low)), within(left, right, low, high));
}

void MapPanel::choose(const QPolygonF& line, std::vector<std::uint32_t> ids) {
    if (ids.empty()) {
        showLine({});
        return;
    }
    chosen_ = marked_ = ids;
    showLine(line);
    showRings();
    emit samplesChosen(std::move(ids));
}

void MapPanel::press(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || tool_->currentIndex() != 1 || !points_) return;
    drawing_ = true;
    lasso_ = {placeOf(*event)};
}

void MapPanel::drag(QMouseEvent* event) {
    if (!drawing_) return;
    lasso_ << placeOf(*event);
    showLine(lasso_);
}

void MapPanel::release() {
    if (!std::exchange(drawing_, false)) return;
    const QPolygonF line = std::exchange(lasso_, {});
    choose(line, line.size() > 2 ? within(line) : std::vector<std::uint32_t>());
}

void MapPanel::escape() {
    if (pane_->plot().selectionRect()->isActive()) pane_->plot().selectionRect()->cancel();
    drawing_ = false;
    lasso_.clear();
    cursor_->letGo();
    markSamples({});
    emit cleared();
}

QPointF MapPanel::placeOf(const QMouseEvent& event) const {
    const QCustomPlot& plot = pane_->plot();
    return {plot.xAxis->pixelToCoord(event.position().x()),
            plot.yAxis->pixelToCoord(event.position().y())};
}

void MapPanel::showLine(const QPolygonF& line) {
    QVector<double> x, y;
    for (const QPointF& place : line) {
        x.push_back(place.x());
        y.push_back(place.y());
    }
    if (!line.isEmpty()) {
        x.push_back(line.front().x());
        y.push_back(line.front().y());
    }
    line_->setData(x, y);
    const QColor mark = palette().color(QPalette::Highlight);
    line_->setPen(QPen(mark, 1.5));
    line_->setBrush(QColor(mark.red(), mark.green(), mark.blue(), 30));
    pane_->plot().replot(QCustomPlot::rpQueuedReplot);
}

void MapPanel::markSamples(const std::vector<std::uint32_t>& ids) {
    marked_ = ids;
    // The line stays where the samples are still those within it, or some of them.
    if (ids.empty() || !std::includes(chosen_.begin(), chosen_.end(), ids.begin(), ids.end())) {
        chosen_.clear();
        showLine({});
    }
    showRings();
}

void MapPanel::showRings() {
    QVector<double> x, y;
    if (points_ && marked_.size() < points_->size()) {
        for (const SamplePoint& point : *points_) {
            if (!std::binary_search(marked_.begin(), marked_.end(), point.id)) continue;
            x.push_back(static_cast<double>(point.spread));
            y.push_back(static_cast<double>(point.alpha));
        }
    }
    const bool many = points_ && points_->size() > kManyPoints;
    rings_->setScatterStyle(
        QCPScatterStyle(many ? QCPScatterStyle::ssPlus : QCPScatterStyle::ssCircle,
                        QPen(palette().color(QPalette::Text), 1.2), Qt::NoBrush, many ? 4 : 9));
    rings_->setData(x, y);
    pane_->plot().replot(QCustomPlot::rpQueuedReplot);
}

void MapPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showLegend();
}

void MapPanel::showLegend() {
    QCustomPlot& plot = pane_->plot();
    plot.legend->setVisible(plot.legend->itemCount() > 1 && pane_->height() > kRoomForLegend);
}

void MapPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    rebuild();
    cursor_->setPoints(points_);  // in the new colours
    line_->setPen(QPen(palette().color(QPalette::Highlight), 1.5));
}

}  // namespace alphascope
