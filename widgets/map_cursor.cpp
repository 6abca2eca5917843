// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map_cursor.h"

#include "widgets/look.h"
#include "widgets/plot_keys.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace alphascope {

namespace {

constexpr double kRing = 15.0;  // pixels

QPointF placeOf(const QCustomPlot& plot, const SamplePoint& point) {
    return {plot.xAxis->coordToPixel(static_cast<double>(point.spread)),
            plot.yAxis->coordToPixel(static_cast<double>(point.alpha))};
}

bool together(const SamplePoint& a, const SamplePoint& b) {
    return a.spread == b.spread && a.alpha == b.alpha;
}

}  // namespace

MapCursor::MapCursor(QCustomPlot& plot)
    : QObject(&plot), plot_(plot), ring_(new QCPItemTracer(&plot)) {
    ring_->setObjectName(QStringLiteral("map_cursor"));
    ring_->setStyle(QCPItemTracer::tsCircle);
    ring_->setSize(kRing);
    ring_->setVisible(false);
    PlotKeys& keys = PlotKeys::of(plot);
    keys.setMoves(Qt::Horizontal | Qt::Vertical, Qt::Horizontal | Qt::Vertical);
    connect(&keys, &PlotKeys::stepped, this,
            [this](int across, int up) { step(QPoint(across, up)); });
    connect(&keys, &PlotKeys::chosen, this, [this] {
        if (const auto reached = sample()) emit chosen(*reached);
    });
}

void MapCursor::setPoints(const std::shared_ptr<const Points>& points) {
    const auto before = sample();
    points_ = points;
    at_.reset();
    if (points_ && before) {
        const auto found = std::lower_bound(
            points_->begin(), points_->end(), *before,
            [](const SamplePoint& point, std::uint32_t wanted) { return point.id < wanted; });
        if (found != points_->end() && found->id == *before)
            at_ = static_cast<std::size_t>(found - points_->begin());
    }
    show();
}

void MapCursor::letGo() {
    at_.reset();
    show();
    PlotKeys::of(plot_).say({});
}

std::optional<std::uint32_t> MapCursor::sample() const {
    if (!points_ || !at_) return std::nullopt;
    return (*points_)[*at_].id;
}

/// The one nearest to the middle of what is seen.
std::optional<std::size_t> MapCursor::first() const {
    const QPointF middle = plot_.axisRect()->rect().center();
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < points_->size(); ++i) {
        const QPointF way = placeOf(plot_, (*points_)[i]) - middle;
        const double distance = QPointF::dotProduct(way, way);
        if (distance >= least) continue;
        least = distance;
        best = i;
    }
    return best;
}

std::optional<std::size_t> MapCursor::nearest(const QPoint& by) const {
    const SamplePoint& here = (*points_)[*at_];
    const QPointF from = placeOf(plot_, here);
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::infinity();
    bool ahead_yet = false;
    const bool backwards = by.x() + by.y() < 0;  // comes to the last of samples at one place
    for (std::size_t i = 0; i < points_->size(); ++i) {
        const QPointF way = placeOf(plot_, (*points_)[i]) - from;
        const double along = way.x() * by.x() - way.y() * by.y();  // pixels grow downwards
        const double aside = std::abs(by.x() != 0 ? way.y() : way.x());
        if (!(along > 0.0)) continue;
        const bool ahead = aside <= along;
        const double distance = QPointF::dotProduct(way, way);
        const bool nearer = distance < least || (backwards && distance == least);
        if ((ahead_yet && !ahead) || (ahead == ahead_yet && !nearer)) continue;
        ahead_yet = ahead;
        least = distance;
        best = i;
    }
    return best;
}

/// Samples at one place come one after another, so that none is out of reach.
std::optional<std::size_t> MapCursor::beside(int by) const {
    const auto size = static_cast<std::ptrdiff_t>(points_->size());
    const SamplePoint& here = (*points_)[*at_];
    for (auto i = static_cast<std::ptrdiff_t>(*at_) + by; i >= 0 && i < size; i += by) {
        const auto place = static_cast<std::size_t>(i);
        if (together((*points_)[place], here)) return place;
    }
    return std::nullopt;
}

void MapCursor::step(const QPoint& by) {
    if (!points_ || points_->empty()) return;
    auto next = at_ ? beside(by.x() + by.y()) : first();
    if (!next) next = nearest(by);
    if (!next) return;
    at_ = next;
    const SamplePoint& point = (*points_)[*at_];
    PlotKeys& keys = PlotKeys::of(plot_);
    keys.reveal(static_cast<double>(point.spread), static_cast<double>(point.alpha));
    show();
    keys.say(tr("sample %1: mean α %2, variability %3")
                 .arg(point.id)
                 .arg(numberText(static_cast<double>(point.alpha), 3),
                      numberText(static_cast<double>(point.spread), 3)),
             placeOf(plot_, point).toPoint());
}

void MapCursor::show() {
    ring_->setVisible(at_.has_value());
    if (at_) {
        const SamplePoint& point = (*points_)[*at_];
        ring_->setPen(QPen(focusColour(plot_.palette()), 2.0));
        ring_->position->setCoords(static_cast<double>(point.spread),
                                   static_cast<double>(point.alpha));
    }
    plot_.replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace alphascope
