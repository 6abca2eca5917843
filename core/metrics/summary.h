// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace alphascope {

/// Mean and spread over seeds. NaN entries make the mean NaN: nothing is dropped silently.
struct MeanStd {
    double mean = 0.0;
    double std = 0.0;  ///< sample standard deviation (n - 1); NaN for n < 2
    std::int64_t n = 0;
};
MeanStd meanStd(std::span<const double> values);

/// Two-sided interval of the mean by Student's t. NaN for n < 2. level in (0, 1).
struct Interval {
    double low = 0.0;
    double high = 0.0;
};
Interval tInterval(std::span<const double> values, double level = 0.95);

}  // namespace alphascope
