// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/alpha_shares.h"

#include <gtest/gtest.h>

#include <numeric>

namespace alphascope {
namespace {

HistogramTaken histogram(std::int64_t step, std::uint32_t low, std::uint32_t high) {
    HistogramTaken taken;
    taken.step = step;
    taken.counts.front() = low;
    taken.counts.back() = high;
    taken.atoms = {low / 2, 0, high};
    return taken;
}

TEST(AlphaShares, AreSharesOfTheSamples) {
    const auto shares = sharesOf(histogram(1, 30, 10));
    EXPECT_DOUBLE_EQ(shares.bins.front(), 0.75);
    EXPECT_DOUBLE_EQ(shares.bins.back(), 0.25);
    EXPECT_DOUBLE_EQ(shares.atoms[0], 0.375);
    EXPECT_DOUBLE_EQ(shares.atoms[2], 0.25);
    const auto none = sharesOf({});
    EXPECT_EQ(std::accumulate(none.bins.begin(), none.bins.end(), 0.0), 0.0);
}

TEST(AlphaShares, AStepBelongsToTheHistogramThatEndsAtOrAfterIt) {
    const std::vector<HistogramTaken> all{histogram(10, 1, 0), histogram(20, 2, 0)};
    EXPECT_EQ(histogramAt(all, 1).step, 10);
    EXPECT_EQ(histogramAt(all, 10).step, 10);
    EXPECT_EQ(histogramAt(all, 11).step, 20);
    EXPECT_EQ(histogramAt(all, 99).step, 20);
}

TEST(AlphaShares, EachRunOfAGroupCountsOnce) {
    const std::vector<HistogramTaken> small{histogram(10, 1, 1)};
    const std::vector<HistogramTaken> large{histogram(10, 0, 1000)};
    const std::vector<HistogramTaken> none;
    const std::vector<std::span<const HistogramTaken>> runs{small, large, none};
    const auto mean = meanShares(runs, 10);
    EXPECT_DOUBLE_EQ(mean.bins.front(), 0.25);
    EXPECT_DOUBLE_EQ(mean.bins.back(), 0.75);
    EXPECT_DOUBLE_EQ(mean.atoms[2], 0.75);
}

TEST(AlphaShares, TheDifferenceIsZeroInSum) {
    const auto difference_of =
        difference(sharesOf(histogram(1, 30, 10)), sharesOf(histogram(1, 5, 5)));
    EXPECT_DOUBLE_EQ(difference_of.bins.front(), 0.25);
    EXPECT_DOUBLE_EQ(difference_of.bins.back(), -0.25);
    EXPECT_DOUBLE_EQ(difference_of.atoms[0], 0.375 - 0.2);
    const double sum = std::accumulate(difference_of.bins.begin(), difference_of.bins.end(), 0.0);
    EXPECT_NEAR(sum, 0.0, 1e-15);
}

}  // namespace
}  // namespace alphascope
