// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_link.h"

#include "widgets/plot_keys.h"

#include <qcustomplot.h>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace alphascope {

namespace {
constexpr const char* kCursorLayer = "cursor";
constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();

/// The value at x of the line through points with ascending xs; NaN beyond its ends.
double along(std::span<const double> xs, std::span<const double> ys, double x) {
    const auto right = std::lower_bound(xs.begin(), xs.end(), x);
    if (right == xs.end()) return kNowhere;
    const auto at = static_cast<std::size_t>(right - xs.begin());
    if (*right == x) return ys[at];
    if (at == 0) return kNowhere;
    const double share = (x - xs[at - 1]) / (xs[at] - xs[at - 1]);
    return ys[at - 1] + share * (ys[at] - ys[at - 1]);
}
}  // namespace

PlotLink::PlotLink(QObject* parent) : QObject(parent), cursor_(kNowhere) {}

void PlotLink::join(QCustomPlot& plot, Height height) {
    plot.setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot.axisRect()->setRangeDrag(Qt::Horizontal);
    plot.axisRect()->setRangeZoom(Qt::Horizontal);
    plot.setMouseTracking(true);
    // On a layer with a buffer of its own, so that moving the line does not draw the curves again.
    plot.addLayer(QLatin1String(kCursorLayer));
    QCPLayer* layer = plot.layer(QLatin1String(kCursorLayer));
    layer->setMode(QCPLayer::lmBuffered);
    auto* line = new QCPItemStraightLine(&plot);
    line->setObjectName(QStringLiteral("cursor_line"));
    line->setLayer(layer);
    line->setVisible(false);
    line->setPen(QPen(plot.palette().color(QPalette::PlaceholderText), 1, Qt::DotLine));
    members_.push_back({&plot, line, 0.0, 0.0, XAxis::kStep});
    connectMouse(plot, height);
    connectKeys(plot, height);
    plot.installEventFilter(this);
    if (automatic_) follow();
    placeLine(members_.back());
}

/// Says which way the plot zooms, just before it does.
void PlotLink::turn(QCustomPlot& plot, const QWheelEvent& wheel, Height height) {
    if (wheel.position().x() > plot.axisRect()->right()) return;  // over a colour scale
    const bool aside = wheel.position().x() < plot.axisRect()->left();
    const bool up = height == Height::kCanBeZoomed &&
                    (aside || wheel.modifiers().testFlag(Qt::ControlModifier));
    plot.axisRect()->setRangeZoom(up ? Qt::Vertical : Qt::Horizontal);
    if (up)
        emit heightZoomed(&plot);
    else
        automatic_ = false;
}

void PlotLink::connectMouse(QCustomPlot& plot, Height height) {
    connect(&plot, &QCustomPlot::mouseWheel, this,
            [this, &plot, height](const QWheelEvent* wheel) { turn(plot, *wheel, height); });
    connect(&plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        pressed_ = event->button() == Qt::LeftButton;
        dragged_ = false;
    });
    connect(&plot, &QCustomPlot::mouseMove, this, [this, &plot](QMouseEvent* event) {
        if (pressed_ && (event->buttons() & Qt::LeftButton) != 0) {
            dragged_ = true;
            automatic_ = false;
        }
        setCursor(plot.xAxis->pixelToCoord(event->position().x()), unitOf(plot));
    });
    connect(&plot, &QCustomPlot::mouseRelease, this, [this, &plot](QMouseEvent* event) {
        const bool inside = plot.axisRect()->rect().contains(event->position().toPoint());
        if (pressed_ && !dragged_ && inside)
            emit picked(plot.xAxis->pixelToCoord(event->position().x()));
        pressed_ = false;
    });
    connect(&plot, &QCustomPlot::mouseDoubleClick, this, &PlotLink::setAutomatic);
    connect(plot.xAxis, QOverload<const QCPRange&>::of(&QCPAxis::rangeChanged), this,
            [this, &plot](const QCPRange& range) { spread(plot, range); });
}

void PlotLink::connectKeys(QCustomPlot& plot, Height height) {
    PlotKeys& keys = PlotKeys::of(plot);
    keys.setLinked(true);
    keys.setMoves(height == Height::kCanBeZoomed ? Qt::Horizontal | Qt::Vertical
                                                 : Qt::Orientations(Qt::Horizontal));
    connect(&keys, &PlotKeys::moving, this, [this, &plot](Qt::Orientation way) {
        if (way == Qt::Vertical)
            emit heightZoomed(&plot);
        else
            automatic_ = false;
    });
    connect(&keys, &PlotKeys::wholeWanted, this, &PlotLink::setAutomatic);
    connect(&keys, &PlotKeys::chosen, this, [this] {
        if (!std::isnan(cursor_)) emit picked(cursor_);
    });
    connect(&keys, &PlotKeys::left, this, [this] { setCursor(kNowhere); });
}

bool PlotLink::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Leave) setCursor(kNowhere);
    return QObject::eventFilter(watched, event);
}

void PlotLink::spread(const QCustomPlot& from, const QCPRange& range) {
    if (spreading_ || automatic_) return;
    apply(range, unitOf(from), &from);
}

void PlotLink::apply(const QCPRange& range, XAxis unit, const QCustomPlot* except) {
    spreading_ = true;
    for (const Member& member : members_) {
        if (!member.plot || member.unit != unit || member.plot == except) continue;
        const bool logarithmic = member.plot->xAxis->scaleType() == QCPAxis::stLogarithmic;
        const QCPRange wanted(
            logarithmic && range.lower <= 0.0 ? std::min(member.low, range.upper) : range.lower,
            range.upper);
        if (member.plot->xAxis->range() == wanted) continue;
        member.plot->xAxis->setRange(wanted);
        member.plot->replot(QCustomPlot::rpQueuedReplot);
    }
    spreading_ = false;
}

XAxis PlotLink::unitOf(const QCustomPlot& plot) const {
    for (const Member& member : members_)
        if (member.plot == &plot) return member.unit;
    return XAxis::kStep;
}

void PlotLink::setExtent(const QCustomPlot& plot, double low, double high, XAxis unit) {
    for (Member& member : members_) {
        if (member.plot != &plot) continue;
        member.low = low;
        member.high = high;
        if (std::exchange(member.unit, unit) != unit) placeLine(member);
    }
    if (automatic_) follow();
}

void PlotLink::follow() {
    std::erase_if(members_, [](const Member& member) { return !member.plot; });
    for (const XAxis unit : {XAxis::kStep, XAxis::kEpoch, XAxis::kSeconds}) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const Member& member : members_) {
            if (member.unit != unit || !(member.high > member.low)) continue;
            low = std::min(low, member.low);
            high = std::max(high, member.high);
        }
        if (low < high) apply(QCPRange(low, high), unit, nullptr);
    }
}

void PlotLink::setAutomatic() {
    automatic_ = true;
    follow();
}

void PlotLink::setRun(std::shared_ptr<const RunDetail> run) {
    const bool same = run_ && run ? run_->row.uuid == run->row.uuid : run_ == run;
    run_ = std::move(run);
    if (same) return;
    for (const Member& member : members_) placeLine(member);
    emit cursorMoved(cursor_);
}

double PlotLink::convert(double x, XAxis from, XAxis to) const {
    if (from == to) return x;
    if (!run_ || std::isnan(x)) return kNowhere;
    const auto clockOf = [this](XAxis unit) {
        return run_->find(unit == XAxis::kEpoch ? "epoch" : "seconds");
    };
    if (from != XAxis::kStep) {
        const Series* clock = clockOf(from);
        if (clock == nullptr) return kNowhere;
        x = along(clock->values, clock->steps, x);
    }
    if (to == XAxis::kStep || std::isnan(x)) return x;
    const Series* clock = clockOf(to);
    return clock == nullptr ? kNowhere : along(clock->steps, clock->values, x);
}

double PlotLink::cursorIn(XAxis unit) const {
    return convert(cursor_, cursor_unit_, unit);
}

void PlotLink::setCursor(double x, XAxis unit) {
    const bool same_unit = std::exchange(cursor_unit_, unit) == unit;
    if ((x == cursor_ && same_unit) || (std::isnan(x) && std::isnan(cursor_))) return;
    cursor_ = x;
    for (const Member& member : members_) placeLine(member);
    emit cursorMoved(x);
}

/// Where the cursor is in the unit of a plot.
void PlotLink::placeLine(const Member& member) {
    if (!member.plot) return;
    const double place = cursorIn(member.unit);
    if (std::isnan(place) && !member.line->visible()) return;
    member.line->setVisible(!std::isnan(place));
    if (member.line->visible()) {
        const QColor colour = member.plot->palette().color(QPalette::PlaceholderText);
        member.line->setPen(QPen(colour, 1, Qt::DotLine));
        member.line->point1->setCoords(place, 0.0);
        member.line->point2->setCoords(place, 1.0);
    }
    member.plot->layer(QLatin1String(kCursorLayer))->replot();
}

}  // namespace alphascope
