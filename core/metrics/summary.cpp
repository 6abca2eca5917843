// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summary.h"

#include "study/error.h"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

MeanStd meanStd(std::span<const double> values) {
    MeanStd result{.mean = kNaN, .std = kNaN, .n = static_cast<std::int64_t>(values.size())};
    if (values.empty()) return result;
    const auto n = static_cast<double>(values.size());
    result.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    if (values.size() < 2) return result;
    double squares = 0.0;
    for (const double v : values) squares += (v - result.mean) * (v - result.mean);
    result.std = std::sqrt(squares / (n - 1.0));
    return result;
}

Interval tInterval(std::span<const double> values, double level) {
    if (!(level > 0.0 && level < 1.0))
        throw Error("A confidence level of " + std::to_string(level) +
                    " has no meaning. Give one between 0 and 1, for example 0.95.");
    const MeanStd summary = meanStd(values);
    if (summary.n < 2) return {.low = kNaN, .high = kNaN};
    const auto n = static_cast<double>(summary.n);
    const boost::math::students_t distribution(n - 1.0);
    const double half =
        boost::math::quantile(boost::math::complement(distribution, (1.0 - level) / 2.0)) *
        summary.std / std::sqrt(n);
    return {.low = summary.mean - half, .high = summary.mean + half};
}

}  // namespace alphascope
