// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves.h"

#include "metrics/summary.h"
#include "report/dev_score.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

namespace alphascope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Walks along a curve from left to right.
class Follower {
public:
    explicit Follower(const Curve& curve) : curve_(curve) {}

    /// NaN outside of the curve. `x` never falls from call to call.
    double at(double x) {
        while (right_ < curve_.x.size() && curve_.x[right_] < x) ++right_;
        if (right_ == curve_.x.size()) return kNone;
        if (curve_.x[right_] == x) return curve_.y[right_];
        if (right_ == 0) return kNone;
        const double before = curve_.x[right_ - 1];
        const double share = (x - before) / (curve_.x[right_] - before);
        return curve_.y[right_ - 1] + share * (curve_.y[right_] - curve_.y[right_ - 1]);
    }

private:
    const Curve& curve_;
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

/// The scores of a set as a series, times 100; a later evaluation at the same step stands for both.
Series scoresOf(const RunDetail& run, const std::string& name) {
    auto [set, metric] = scoreOf(name);
    if (metric == kFirstMetric) metric = judgingMetric(run.row.task);
    const double factor = metric == "loss" ? 1.0 : 100.0;
    std::map<std::int64_t, double> by_step;
    for (const EvaluationRow& evaluation : run.evaluations) {
        if (evaluation.set != set) continue;
        for (const auto& [score, value] : evaluation.scores)
            if (score == metric) by_step[evaluation.step] = factor * value;
    }
    Series series;
    for (const auto& [step, value] : by_step) {
        series.steps.push_back(static_cast<double>(step));
        series.values.push_back(value);
    }
    return series;
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
    const Series* values = run.find(series);
    const Series scores = values == nullptr ? scoresOf(run, series) : Series();
    if (values == nullptr) values = &scores;
    if (values->steps.empty()) return {};
    if (axis == XAxis::kStep) return {values->steps, values->values};
    const Series* scale = run.find(axis == XAxis::kEpoch ? "epoch" : "seconds");
    if (scale == nullptr) return {};
    const Curve clock{scale->steps, scale->values};
    Follower follower(clock);
    Curve curve;
    for (std::size_t i = 0; i < values->steps.size(); ++i) {
        const double x = follower.at(values->steps[i]);
        if (std::isnan(x)) continue;
        curve.x.push_back(x);
        curve.y.push_back(values->values[i]);
    }
    return curve;
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
