// SPDX-License-Identifier: GPL-3.0-or-later
// SeriesDrawing: the curves of runs, each read as far as it has come and then further. Drawing all
// and drawing more is the same code, so that both show the same.
#include "widgets/look.h"
#include "widgets/run_groups.h"
#include "widgets/run_title.h"
#include "widgets/series_drawing.h"

#include <qcustomplot.h>

#include <algorithm>
#include <iterator>

namespace alphascope {

namespace {

constexpr std::size_t kManyRawPoints = 200000;   // of several runs, that a frame has time for twice
constexpr std::size_t kSmoothedAFrame = 400000;  // points, in a few milliseconds
constexpr double kFaint = 0.18;                  // share of a raw line's colour on its ground

}  // namespace

bool SeriesDrawing::Source::sameAs(const Source& other) const {
    return run == other.run && uuid == other.uuid && feed.series() == other.feed.series() &&
           look == other.look && entry == other.entry;
}

/// What is to be drawn, with nothing read of it yet.
std::vector<SeriesDrawing::Source> SeriesDrawing::sourcesOf(const Runs& runs,
                                                            const SeriesView& view,
                                                            const QPalette& palette) {
    const QColor ground = palette.color(QPalette::Base);
    const bool alone = runs.size() == 1;
    std::vector<Source> sources;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        const RunDetail& run = *runs[place];
        const QColor colour = runColour(run.row, isDark(palette));
        const QString title = alone ? QString() : titleOf(run.row, rowName(run));
        for (std::size_t i = 0; i < view.series.size(); ++i) {
            const std::string& name = view.series[i];
            if (!view.shows(name)) continue;
            const Qt::PenStyle dash = dashOf(name, i);
            const double strength = dash == Qt::SolidLine ? 1.0 : 0.8;
            sources.push_back(
                {.run = place,
                 .uuid = run.row.uuid,
                 .feed = CurveFeed(name, view.x),
                 .look = {blend(colour, ground, strength), dash, alone ? 2.0 : 1.5, isScore(name)},
                 .entry = alone ? seriesTitle(name) : title});
        }
    }
    return sources;
}

/// Whether raw values lie below the smooth lines.
bool SeriesDrawing::drawsRaw(std::size_t points) const {
    return view_.smoothing > 0.0 && (runs_ == 1 || points <= kManyRawPoints);
}

void SeriesDrawing::drawRuns(const Runs& runs, const SeriesView& view, const QPalette& palette) {
    const QColor ground = palette.color(QPalette::Base);
    sources_ = sourcesOf(runs, view, palette);
    std::vector<Curve> curves;
    std::size_t points = 0;
    for (Source& source : sources_) {
        Curve& curve = curves.emplace_back(*source.feed.read(*runs[source.run]));
        source.seen = hasValue(curve.y);  // a run without teacher logs NaN for its loss
        if (source.seen) points += curve.x.size();
    }
    raw_lines_ = drawsRaw(points);
    // Below all others, so that no run's noise hides another's line.
    for (Source& source : sources_)
        if (source.seen && raw_lines_)
            source.raw_line =
                addLine({blend(source.look.colour, ground, kFaint), Qt::SolidLine, 1.0});
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        Source& source = sources_[i];
        if (!source.seen) continue;
        source.line = addLine(source.look);
        enter(source.entry);
        extend(source, curves[i]);
    }
}

/// Adds to the lines of a source.
void SeriesDrawing::extend(Source& source, const Curve& more) {
    if (raw_lines_) append(source.raw_line, more.x, more.y);
    if (view_.smoothing <= 0.0) return append(source.line, more.x, more.y);
    if (source.raw.empty()) source.smoother = Smoother(view_.smoothing, more.y.size());
    source.raw.insert(source.raw.end(), more.y.begin(), more.y.end());
    std::vector<double> smooth;
    smooth.reserve(more.y.size());
    for (const double value : more.y) smooth.push_back(source.smoother.next(value));
    append(source.line, more.x, smooth);
}

/// The memory is a share of the curve, so that of one that has grown much is another: its line is
/// made anew. As many lines as a frame has time for, and at least one; the others have their turn
/// in the next.
void SeriesDrawing::smoothAnew() {
    behind_ = false;
    if (view_.smoothing <= 0.0) return;
    std::size_t done = 0;
    const std::size_t first = next_smoothed_;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        const std::size_t place = (first + i) % sources_.size();
        Source& source = sources_[place];
        if (!source.seen || source.smoother.suits(source.raw.size())) continue;
        if (done > 0 && done + source.raw.size() > kSmoothedAFrame) {
            next_smoothed_ = place;
            behind_ = true;
            return;
        }
        done += source.raw.size();
        source.smoother = Smoother(view_.smoothing, source.raw.size());
        std::vector<double> smooth = source.raw;
        for (double& value : smooth) value = source.smoother.next(value);
        lines_[source.line].points.setValues(std::move(smooth));
        ++data_;
    }
}

bool SeriesDrawing::update(const Runs& runs, const SeriesView& view, const QPalette& palette) {
    if (view.grouped || !(view == view_) || runs.size() != runs_) return false;
    const std::vector<Source> now = sourcesOf(runs, view, palette);
    if (!std::equal(now.begin(), now.end(), sources_.begin(), sources_.end(),
                    [](const Source& a, const Source& b) { return a.sameAs(b); }))
        return false;
    std::size_t shown = 0;
    for (Source& source : sources_) {
        const auto more = source.feed.read(*runs[source.run]);
        if (!more || (!source.seen && hasValue(more->y))) return false;
        if (!source.seen) continue;
        extend(source, *more);
        shown += lines_[source.line].points.size();
    }
    // From here on there are too many points for what has been drawn.
    if (raw_lines_ && !drawsRaw(shown)) return false;
    if (!light_ && isMany(points())) return false;
    smoothAnew();
    return true;
}

}  // namespace alphascope
