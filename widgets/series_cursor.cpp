// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/series_cursor.h"

#include "widgets/plot_keys.h"
#include "widgets/plot_link.h"

#include <qcustomplot.h>
#include <QLocale>

#include <cmath>
#include <vector>

namespace alphascope {

namespace {

/// The curves of the legend in its order: those that are switched on.
std::vector<const QCPGraph*> listedGraphs(const QCustomPlot& plot) {
    std::vector<const QCPGraph*> graphs;
    for (int i = 0; i < plot.legend->itemCount(); ++i) {
        auto* entry = qobject_cast<QCPPlottableLegendItem*>(plot.legend->item(i));
        const auto* graph = entry ? qobject_cast<QCPGraph*>(entry->plottable()) : nullptr;
        if (graph != nullptr && !graph->data()->isEmpty()) graphs.push_back(graph);
    }
    return graphs;
}

/// Half a pixel beyond `x`.
double beyond(const QCPAxis& axis, double x, int by) {
    const double place = axis.pixelToCoord(axis.coordToPixel(x) + (by > 0 ? 0.5 : -0.5));
    return std::isfinite(place) ? place : x;  // not laid out yet
}

}  // namespace

std::optional<double> nextPoint(const QCustomPlot& plot, double from, int by) {
    const auto graphs = listedGraphs(plot);
    if (graphs.empty()) return std::nullopt;
    const QCPGraphDataContainer& points = *graphs.front()->data();
    const bool first = std::isnan(from);
    const QCPRange seen = plot.xAxis->range();
    const double edge = !first ? beyond(*plot.xAxis, from, by) : by > 0 ? seen.lower : seen.upper;
    const auto fits = [&](const QCPGraphData& point) {
        return std::isfinite(point.value) && (first || point.key != from);
    };
    if (by > 0) {
        for (auto at = points.findBegin(edge, false); at != points.constEnd(); ++at)
            if (fits(*at)) return at->key;
        return std::nullopt;
    }
    for (auto at = points.findEnd(edge, false); at != points.constBegin();)
        if (fits(*--at)) return at->key;
    return std::nullopt;
}

QString readOut(const QCustomPlot& plot, double x) {
    constexpr int kWholeDigits = 15, kDigits = 6;
    const int digits = x == std::floor(x) ? kWholeDigits : kDigits;
    QStringList parts{
        QStringLiteral("%1 %2").arg(plot.xAxis->label(), QLocale().toString(x, 'g', digits))};
    for (const QCPGraph* graph : listedGraphs(plot)) parts << graph->name();
    return parts.join(QStringLiteral("; "));
}

SeriesCursor::SeriesCursor(QCustomPlot& plot, PlotLink& link)
    : QObject(&plot), plot_(plot), link_(link) {
    connect(&PlotKeys::of(plot), &PlotKeys::stepped, this, [this](int across) {
        if (across != 0) step(across);
    });
}

void SeriesCursor::step(int by) {
    const XAxis unit = link_.unitOf(plot_);
    const auto next = nextPoint(plot_, link_.cursorIn(unit), by);
    if (!next) return;
    PlotKeys& keys = PlotKeys::of(plot_);
    keys.reveal(*next);
    link_.setCursor(*next, unit);  // the legend has the values from here on
    keys.say(readOut(plot_, *next));
}

}  // namespace alphascope
