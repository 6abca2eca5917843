// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/series_view.h"

#include "widgets/core_words.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace alphascope {

namespace {

constexpr std::array kAxes{"step", "epoch", "seconds"};
constexpr std::array kSpreads{"std", "standard_error", "interval95"};

bool isLoss(const std::string& name) {
    return name.ends_with("loss");
}

QJsonArray toArray(const std::vector<std::string>& names) {
    QJsonArray array;
    for (const auto& name : names) array.append(QString::fromStdString(name));
    return array;
}

std::vector<std::string> fromArray(const QJsonValue& value) {
    std::vector<std::string> names;
    for (const auto& entry : value.toArray()) names.push_back(entry.toString().toStdString());
    return names;
}

template <typename Enum, std::size_t N>
Enum choice(const QJsonValue& value, const std::array<const char*, N>& names, Enum fallback) {
    for (std::size_t i = 0; i < N; ++i)
        if (value.toString() == QLatin1String(names[i])) return static_cast<Enum>(i);
    return fallback;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool isScore(const std::string& name) {
    return !scoreOf(name).first.empty();
}

bool isPercentage(const std::string& name) {
    return isScore(name) && !isLoss(name);
}

bool SeriesView::shows(const std::string& name) const {
    return has(series, name) && !has(hidden, name);
}

void SeriesView::add(const std::string& name) {
    if (!has(series, name)) series.push_back(name);
    std::erase(hidden, name);
}

void SeriesView::remove(const std::string& name) {
    std::erase(series, name);
    std::erase(hidden, name);
}

void SeriesView::setShown(const std::string& name, bool on) {
    std::erase(hidden, name);
    if (!on) hidden.push_back(name);
}

QJsonObject toJson(const SeriesView& view) {
    return {{"series", toArray(view.series)},
            {"hidden", toArray(view.hidden)},
            {"x", kAxes[static_cast<std::size_t>(view.x)]},
            {"logarithmic", view.logarithmic},
            {"logarithmic_x", view.logarithmic_x},
            {"smoothing", view.smoothing},
            {"grouped", view.grouped},
            {"spread", kSpreads[static_cast<std::size_t>(view.spread)]}};
}

SeriesView seriesViewFromJson(const QJsonObject& json, const SeriesView& fallback) {
    SeriesView view = fallback;
    if (json.contains("series")) view.series = fromArray(json["series"]);
    if (json.contains("hidden")) view.hidden = fromArray(json["hidden"]);
    view.x = choice(json["x"], kAxes, fallback.x);
    view.logarithmic = json["logarithmic"].toBool(fallback.logarithmic);
    view.logarithmic_x = json["logarithmic_x"].toBool(fallback.logarithmic_x);
    view.smoothing = std::clamp(json["smoothing"].toDouble(fallback.smoothing), 0.0, 1.0);
    view.grouped = json["grouped"].toBool(fallback.grouped);
    view.spread = choice(json["spread"], kSpreads, fallback.spread);
    return view;
}

QString seriesTitle(const std::string& name) {
    QString title = QString::fromStdString(name);
    if (name == "label_loss") return QCoreApplication::translate("series", "label");
    if (name == "teacher_loss") return QCoreApplication::translate("series", "teacher");
    if (name == "total_loss") return QCoreApplication::translate("series", "total");
    if (name == "alpha_mean") return QCoreApplication::translate("series", "mean α");
    if (title.startsWith(QLatin1String("ms_")))
        return QCoreApplication::translate("series", "ms in %1").arg(title.mid(3));
    if (scoreOf(name).second == kFirstMetric) title = QString::fromStdString(scoreOf(name).first);
    return inWords(title.replace(QLatin1Char('_'), QLatin1Char(' ')).toStdString());
}

QString unitOf(const std::vector<std::string>& series) {
    if (series.empty()) return {};
    if (std::all_of(series.begin(), series.end(), isLoss))
        return QCoreApplication::translate("series", "loss (nats)");
    if (std::all_of(series.begin(), series.end(), isPercentage)) {
        const std::string metric = scoreOf(series.front()).second;
        const bool same = std::all_of(series.begin(), series.end(), [&](const auto& name) {
            return scoreOf(name).second == metric;
        });
        return same && metric != kFirstMetric
                   ? inWords(metric) + QStringLiteral(" × 100")
                   : QCoreApplication::translate("series", "score × 100");
    }
    const bool times = std::all_of(series.begin(), series.end(),
                                   [](const auto& name) { return name.starts_with("ms_"); });
    if (times) return QCoreApplication::translate("series", "milliseconds a step");
    return series.size() == 1 ? seriesTitle(series.front()) : QString();
}

}  // namespace alphascope
