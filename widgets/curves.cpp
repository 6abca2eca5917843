// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves.h"

#include "metrics/summary.h"
#include "report/dev_score.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

namespace alphascope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Walks along a curve from left to right.
class Follower {
public:
    explicit Follower(const Curve& curve) : Follower(curve.x, curve.y, 0) {}
    /// Goes on from `right`, the place() of another one that has come so far.
    Follower(std::span<const double> x, std::span<const double> y, std::size_t right)
        : x_(x), y_(y), right_(right) {}

    /// NaN outside of the curve. `x` never falls from call to call.
    double at(double x) {
        if (right_ < x_.size() && x_[right_] < x) ++right_;  // mostly it is the next one
        if (right_ < x_.size() && x_[right_] < x)
            right_ = static_cast<std::size_t>(
                std::lower_bound(x_.begin() + static_cast<std::ptrdiff_t>(right_), x_.end(), x) -
                x_.begin());
        if (right_ == x_.size()) return kNone;
        if (x_[right_] == x) return y_[right_];
        if (right_ == 0) return kNone;
        const double before = x_[right_ - 1];
        const double share = (x - before) / (x_[right_] - before);
        return y_[right_ - 1] + share * (y_[right_] - y_[right_ - 1]);
    }
    [[nodiscard]] std::size_t place() const { return right_; }
    /// Whether the last x lay beyond all of the curve.
    [[nodiscard]] bool atEnd() const { return right_ == x_.size(); }

private:
    std::span<const double> x_, y_;
    std::size_t right_ = 0;
};

/// `count` places from the first to the last x of all curves.
std::vector<double> evenly(std::span<const Curve> curves, std::size_t count) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Curve& curve : curves) {
        if (curve.x.empty()) continue;
        low = std::min(low, curve.x.front());
        high = std::max(high, curve.x.back());
    }
    std::vector<double> places(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(count - 1);
        places[i] = (1.0 - share) * low + share * high;  // exact at both ends
    }
    return places;
}

/// Where a band is computed: every x of all curves, while they are not many more than the longest
/// curve has.
std::vector<double> placesOf(std::span<const Curve> curves) {
    std::size_t longest = 0;
    for (const Curve& curve : curves) longest = std::max(longest, curve.x.size());
    const std::size_t most = std::max(kBandColumns, 2 * longest);
    std::vector<double> all, merged;
    for (const Curve& curve : curves) {
        if (curve.x == all) continue;
        merged.clear();
        std::set_union(all.begin(), all.end(), curve.x.begin(), curve.x.end(),
                       std::back_inserter(merged));
        all.swap(merged);
        if (all.size() > most) return evenly(curves, kBandColumns);
    }
    return all;
}

/// The scores of a set over steps, times 100; a later evaluation at the same step stands for both.
Curve scoresOf(const RunDetail& run, const std::string& name) {
    auto [set, metric] = scoreOf(name);
    if (metric == kFirstMetric) metric = judgingMetric(run.row.task);
    const double factor = metric == "loss" ? 1.0 : 100.0;
    std::map<std::int64_t, double> by_step;
    for (const EvaluationRow& evaluation : run.evaluations) {
        if (evaluation.set != set) continue;
        for (const auto& [score, value] : evaluation.scores)
            if (score == metric) by_step[evaluation.step] = factor * value;
    }
    Curve curve;
    for (const auto& [step, value] : by_step) {
        curve.x.push_back(static_cast<double>(step));
        curve.y.push_back(value);
    }
    return curve;
}

/// Values over what a clock of the run shows at their steps; it shows nothing beyond its ends.
Curve over(const Series& clock, const Curve& values) {
    Follower follower(clock.steps, clock.values, 0);
    Curve curve;
    for (std::size_t i = 0; i < values.x.size(); ++i) {
        const double x = follower.at(values.x[i]);
        if (std::isnan(x)) continue;
        curve.x.push_back(x);
        curve.y.push_back(values.y[i]);
    }
    return curve;
}

const char* clockOf(XAxis axis) {
    return axis == XAxis::kEpoch ? "epoch" : "seconds";
}

/// Whether `whole` begins with these points; NaN is equal to NaN.
bool beginsWith(const Curve& whole, const Curve& points) {
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    const auto count = static_cast<std::ptrdiff_t>(points.x.size());
    return whole.x.size() >= points.x.size() &&
           std::equal(points.x.begin(), points.x.end(), whole.x.begin(), whole.x.begin() + count,
                      same) &&
           std::equal(points.y.begin(), points.y.end(), whole.y.begin(), whole.y.begin() + count,
                      same);
}

/// Half the band's width; NaN for one value.
double halfWidth(std::span<const double> values, const MeanStd& summary, Spread spread) {
    switch (spread) {
        case Spread::kStd:
            return summary.std;
        case Spread::kStandardError:
            return summary.std / std::sqrt(static_cast<double>(summary.n));
        case Spread::kInterval95:
            return summary.mean - tInterval(values).low;
    }
    return kNone;
}

}  // namespace

bool hasValue(std::span<const double> values) {
    return std::any_of(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
}

std::string scoreSeries(const std::string& set, const std::string& metric) {
    return set + ' ' + metric;
}

// The names of other series have no blank.
std::pair<std::string, std::string> scoreOf(const std::string& series) {
    const auto blank = series.find(' ');
    if (blank == std::string::npos) return {};
    return {series.substr(0, blank), series.substr(blank + 1)};
}

Curve curveOf(const RunDetail& run, const std::string& series, XAxis axis) {
    return *CurveFeed(series, axis).read(run);  // a first look always has an answer
}

std::optional<Curve> CurveFeed::read(const RunDetail& run) {
    const Series* values = run.find(series_);
    const bool first = !std::exchange(begun_, true);
    if (first) scores_ = values == nullptr;
    if (scores_ != (values == nullptr)) return std::nullopt;
    if (scores_) return readScores(run);
    const bool goes_on = history_ && history_ == run.history && values->steps.size() >= used_;
    if (!first && !goes_on) return std::nullopt;
    history_ = run.history;
    if (axis_ != XAxis::kStep) {
        const Series* clock = run.find(clockOf(axis_));
        return clock == nullptr ? Curve() : readOver(*values, *clock);
    }
    const auto after = static_cast<std::ptrdiff_t>(std::exchange(used_, values->steps.size()));
    return Curve{{values->steps.begin() + after, values->steps.end()},
                 {values->values.begin() + after, values->values.end()}};
}

/// Of a value behind the clock's end nothing can be said until the clock has gone on; of any other
/// nothing will change.
Curve CurveFeed::readOver(const Series& values, const Series& clock) {
    Follower follower(clock.steps, clock.values, right_);
    Curve more;
    for (; used_ < values.steps.size(); ++used_) {
        const double x = follower.at(values.steps[used_]);
        if (follower.atEnd()) break;
        if (std::isnan(x)) continue;
        more.x.push_back(x);
        more.y.push_back(values.values[used_]);
    }
    right_ = follower.place();
    return more;
}

/// Evaluations may come twice or late, so the whole is looked at each time.
std::optional<Curve> CurveFeed::readScores(const RunDetail& run) {
    Curve now = scoresOf(run, series_);
    if (axis_ != XAxis::kStep && !now.x.empty()) {
        const Series* clock = run.find(clockOf(axis_));
        now = clock == nullptr ? Curve() : over(*clock, now);
    }
    if (!beginsWith(now, read_)) return std::nullopt;
    const auto after = static_cast<std::ptrdiff_t>(read_.x.size());
    Curve more{{now.x.begin() + after, now.x.end()}, {now.y.begin() + after, now.y.end()}};
    read_ = std::move(now);
    return more;
}

Band bandOf(std::span<const Curve> curves, Spread spread) {
    std::vector<Follower> followers(curves.begin(), curves.end());
    Band band;
    std::vector<double> values;
    for (const double x : placesOf(curves)) {
        values.clear();
        for (Follower& follower : followers)
            if (const double value = follower.at(x); !std::isnan(value)) values.push_back(value);
        if (values.empty()) continue;
        const MeanStd summary = meanStd(values);
        const double half = halfWidth(values, summary, spread);
        band.x.push_back(x);
        band.mean.push_back(summary.mean);
        band.low.push_back(summary.mean - half);
        band.high.push_back(summary.mean + half);
        band.n.push_back(static_cast<int>(summary.n));
    }
    return band;
}

}  // namespace alphascope
