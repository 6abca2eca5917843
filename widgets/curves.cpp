// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves.h"

#include "metrics/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

std::vector<double> allX(std::span<const Curve> curves) {
    std::vector<double> all;
    for (const Curve& curve : curves) all.insert(all.end(), curve.x.begin(), curve.x.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
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

Curve curveOf(const RunDetail& run, const std::string& series, XAxis axis) {
    const Series* values = run.find(series);
    if (values == nullptr) return {};
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
    for (const double x : allX(curves)) {
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
