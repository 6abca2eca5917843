// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_quantiles.h"

#include "report/alpha_shares.h"

#include <gtest/gtest.h>

#include <cmath>

namespace alphascope {
namespace {

TEST(AlphaQuantiles, OfAnEvenSpreadAreTheShares) {
    HistogramTaken even;
    even.counts.fill(10);
    for (const double q : {0.0, 0.05, 0.25, 0.5, 0.9, 1.0})
        EXPECT_NEAR(alphaQuantile(even, q), q, 1e-12) << q;
}

TEST(AlphaQuantiles, SeeTheMassesAtZeroHalfAndOne) {
    HistogramTaken masses;
    masses.counts[0] = masses.counts[20] = masses.counts[39] = 10;
    masses.atoms = {10, 10, 10};
    EXPECT_EQ(alphaQuantile(masses, 0.2), 0.0);
    EXPECT_EQ(alphaQuantile(masses, 0.5), 0.5);
    EXPECT_EQ(alphaQuantile(masses, 0.9), 1.0);
}

TEST(AlphaQuantiles, AMassAndTheRestOfItsBinAreTwoThings) {
    HistogramTaken mixed;
    mixed.counts[20] = 4;  // two at exactly ½, two spread over [0.5, 0.525)
    mixed.atoms = {0, 2, 0};
    EXPECT_EQ(alphaQuantile(mixed, 0.25), 0.5);
    EXPECT_NEAR(alphaQuantile(mixed, 0.75), 0.5125, 1e-12);
}

// Seven count as ½, of which the bin that begins there has four: the rest lie just below.
TEST(AlphaQuantiles, AMassThatLiesOnBothSidesOfItsEdgeIsNowhereNegative) {
    HistogramTaken taken;
    taken.counts[19] = 5;
    taken.counts[20] = 4;
    taken.atoms = {0, 7, 0};
    const auto atoms = atomsByBin(taken);
    EXPECT_EQ(atoms[19], 3U);
    EXPECT_EQ(atoms[20], 4U);
    // Two spread over [0.475, 0.5), then seven at ½.
    EXPECT_NEAR(alphaQuantile(taken, 1.0 / 9.0), 0.4875, 1e-12);
    for (const double q : {0.3, 0.5, 0.9, 1.0}) EXPECT_EQ(alphaQuantile(taken, q), 0.5) << q;
}

TEST(AlphaQuantiles, OfNothingAreNoNumber) {
    EXPECT_TRUE(std::isnan(alphaQuantile({}, 0.5)));
}

}  // namespace
}  // namespace alphascope
