// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summary.h"

#include "study/error.h"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Uniform in [0, bound) without modulo bias, the same on every platform (std:: distributions are
/// not).
std::uint64_t below(std::mt19937_64& engine, std::uint64_t bound) {
    const std::uint64_t rest = (std::numeric_limits<std::uint64_t>::max() % bound + 1) % bound;
    std::uint64_t drawn = engine();
    while (drawn > std::numeric_limits<std::uint64_t>::max() - rest) drawn = engine();
    return drawn % bound;
}

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

// Under the null hypothesis the resampled mean difference is centred on 0 instead of on the
// observed one: p = share of resamples whose difference, less the observed one, is at least as
// large in size. One is added to both counts, so that p is never 0 (Davison and Hinkley 1997,
// section 4.2).
double pairedBootstrap(std::span<const double> a, std::span<const double> b, int resamples,
                       std::uint64_t seed) {
    if (a.size() != b.size())
        throw Error("The paired bootstrap got " + std::to_string(a.size()) + " and " +
                    std::to_string(b.size()) + " scores. Compare two runs on the same samples.");
    if (resamples < 1) throw Error("The paired bootstrap needs at least one resample.");
    if (a.empty()) return kNaN;
    std::vector<double> difference(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) difference[i] = a[i] - b[i];
    // Sums instead of means: exact for counts of right and wrong answers, so that ties are ties.
    const double observed = std::accumulate(difference.begin(), difference.end(), 0.0);
    if (std::isnan(observed)) return kNaN;
    std::mt19937_64 engine(seed);
    std::int64_t extreme = 0;
    for (int r = 0; r < resamples; ++r) {
        double sum = 0.0;
        for (std::size_t i = 0; i < difference.size(); ++i)
            sum += difference[below(engine, difference.size())];
        extreme += std::abs(sum - observed) >= std::abs(observed);
    }
    return static_cast<double>(extreme + 1) / static_cast<double>(resamples + 1);
}

}  // namespace alphascope
