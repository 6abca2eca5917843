// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// What lies on the horizontal axis of a plot over training.
enum class XAxis { kStep, kEpoch, kSeconds };

/// Points with ascending x. A missing value is NaN.
struct Curve {
    std::vector<double> x, y;
};

/// Whether any of them is a number.
bool hasValue(std::span<const double> values);

/// "dev accuracy": the name under which a score on a set is drawn as a series. As the metric,
/// kFirstMetric stands for the first one of each run's own task.
std::string scoreSeries(const std::string& set, const std::string& metric);
inline constexpr const char* kFirstMetric = "score";
/// Set and metric of such a name; both empty where it is no score.
std::pair<std::string, std::string> scoreOf(const std::string& series);

/// A series of a run over steps, epochs or seconds of training; a score is times 100, a loss on a
/// set in nats. A step whose epoch or second was not recorded lies between its neighbours in
/// proportion to its step; where none was, the curve is empty.
Curve curveOf(const RunDetail& run, const std::string& series, XAxis axis);

/// Reads a curve of a run as it grows: the pieces together are curveOf() of the last look.
class CurveFeed {
public:
    CurveFeed(std::string series, XAxis axis) : series_(std::move(series)), axis_(axis) {}

    /// What has come since the last look, in the time that it takes. Nothing where the run is not
    /// the one looked at last with more added to it, so that the curve must be read anew.
    std::optional<Curve> read(const RunDetail& run);
    [[nodiscard]] const std::string& series() const { return series_; }

private:
    [[nodiscard]] std::optional<Curve> readScores(const RunDetail& run);
    [[nodiscard]] Curve readOver(const Series& values, const Series& clock);

    std::string series_;
    XAxis axis_;
    std::shared_ptr<const void> history_;  ///< RunDetail::history at the last look
    bool begun_ = false;
    bool scores_ = false;    ///< it is no stored series
    std::size_t used_ = 0;   ///< values that have been looked at for the last time
    std::size_t right_ = 0;  ///< of the clock, beside the last of them
    Curve read_;             ///< the whole curve, where it is one of scores: there are few
};

/// What the band around a mean shows.
enum class Spread {
    kStd,            ///< sample standard deviation of the runs (n - 1)
    kStandardError,  ///< that over sqrt(n)
    kInterval95      ///< the 95 % interval of the mean by Student's t
};

/// The mean of several runs with what lies around it. Where a single run has a value, low and high
/// are NaN: one run has no spread.
struct Band {
    std::vector<double> x, mean, low, high;
    std::vector<int> n;  ///< runs that have a value at x
};

/// Over all curves, never over a sample of them. At each x that any curve has, each curve counts
/// with its value there, linear between its points; beyond its ends, and between points of which
/// one is NaN, it does not count. Where the curves have few x in common, as over seconds, x are
/// kBandColumns places of equal distance instead, so that the cost is that of reading the curves.
inline constexpr std::size_t kBandColumns = 2000;
Band bandOf(std::span<const Curve> curves, Spread spread);

}  // namespace alphascope
