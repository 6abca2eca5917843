// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves.h"

#include <gmock/gmock.h>

#include <cmath>

namespace alphascope {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

RunDetail madeRun() {
    RunDetail run;
    run.series["total_loss"] = {{1, 2, 3, 4}, {0.9, 0.8, 0.7, 0.6}};
    run.series["epoch"] = {{1, 2, 4}, {0.25, 0.5, 1.0}};
    run.series["seconds"] = {{2, 4}, {10.0, 30.0}};
    return run;
}

TEST(Curves, OverStepsAreTheSeriesItself) {
    const Curve curve = curveOf(madeRun(), "total_loss", XAxis::kStep);
    EXPECT_THAT(curve.x, ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(curve.y, ElementsAre(0.9, 0.8, 0.7, 0.6));
    EXPECT_THAT(curveOf(madeRun(), "no_such", XAxis::kStep).x, IsEmpty());
}

TEST(Curves, AStepWithoutItsEpochLiesBetweenItsNeighbours) {
    const Curve curve = curveOf(madeRun(), "total_loss", XAxis::kEpoch);
    EXPECT_THAT(curve.x, ElementsAre(0.25, 0.5, 0.75, 1.0));
    EXPECT_THAT(curve.y, ElementsAre(0.9, 0.8, 0.7, 0.6));
}

TEST(Curves, StepsBeforeTheFirstKnownSecondAreLeftOut) {
    const Curve curve = curveOf(madeRun(), "total_loss", XAxis::kSeconds);
    EXPECT_THAT(curve.x, ElementsAre(10.0, 20.0, 30.0));
    EXPECT_THAT(curve.y, ElementsAre(0.8, 0.7, 0.6));
}

// 1, 2, 4: mean 7/3, sample variance ((4/3)² + (1/3)² + (5/3)²) / 2 = 7/3.
TEST(Curves, BandsAreTheTextbooksOfAllRuns) {
    const std::vector<Curve> curves{{{5}, {1}}, {{5}, {2}}, {{5}, {4}}};
    const double mean = 7.0 / 3.0, deviation = std::sqrt(7.0 / 3.0);
    const Band std = bandOf(curves, Spread::kStd);
    EXPECT_THAT(std.mean, ElementsAre(DoubleNear(mean, 1e-12)));
    EXPECT_THAT(std.low, ElementsAre(DoubleNear(mean - deviation, 1e-12)));
    EXPECT_THAT(std.high, ElementsAre(DoubleNear(mean + deviation, 1e-12)));
    EXPECT_THAT(std.n, ElementsAre(3));
    const Band error = bandOf(curves, Spread::kStandardError);
    EXPECT_THAT(error.high, ElementsAre(DoubleNear(mean + deviation / std::sqrt(3.0), 1e-12)));
    // Student's t with 2 degrees of freedom leaves 2.5 % above 4.302652729911275.
    const Band interval = bandOf(curves, Spread::kInterval95);
    EXPECT_THAT(interval.low, ElementsAre(DoubleNear(
                                  mean - 4.302652729911275 * deviation / std::sqrt(3.0), 1e-9)));
}

TEST(Curves, RunsLoggedAtOtherStepsAreReadBetweenTheirPoints) {
    const std::vector<Curve> curves{{{0, 10}, {0, 10}}, {{0, 5, 10}, {2, 9, 12}}};
    const Band band = bandOf(curves, Spread::kStd);
    EXPECT_THAT(band.x, ElementsAre(0, 5, 10));
    EXPECT_THAT(band.mean, ElementsAre(1, 7, 11));
    EXPECT_THAT(band.n, ElementsAre(2, 2, 2));
}

TEST(Curves, ARunThatEndedEarlierDoesNotCountAfterItsEnd) {
    const std::vector<Curve> curves{{{1, 2, 3}, {1, 1, 1}}, {{1, 2}, {3, 3}}};
    const Band band = bandOf(curves, Spread::kStd);
    EXPECT_THAT(band.mean, ElementsAre(2, 2, 1));
    EXPECT_THAT(band.n, ElementsAre(2, 2, 1));
    EXPECT_TRUE(std::isnan(band.low.back()));
}

TEST(Curves, WhatIsNotANumberDoesNotCount) {
    const double none = std::nan("");
    const std::vector<Curve> curves{{{1, 2}, {none, 4}}, {{1, 2}, {1, 2}}};
    const Band band = bandOf(curves, Spread::kStd);
    EXPECT_THAT(band.mean, ElementsAre(1, 3));
    EXPECT_THAT(bandOf(std::vector<Curve>{{{1}, {none}}}, Spread::kStd).x, IsEmpty());
}

// Every run has its own seconds: all x of all runs would be a million.
TEST(Curves, RunsWithoutCommonPlacesAreReadAtEvenColumns) {
    std::vector<Curve> curves;
    for (int run = 0; run < 100; ++run) {
        Curve curve;
        for (int i = 0; i < 10000; ++i) {
            const double x = i == 0 ? 0.0 : i + 0.009 * run;
            curve.x.push_back(x);
            curve.y.push_back(2.0 * x + run);  // of 0 to 99: mean 49.5, variance 100 · 101 / 12
        }
        curves.push_back(std::move(curve));
    }
    const Band band = bandOf(curves, Spread::kStd);
    ASSERT_EQ(band.x.size(), kBandColumns);
    EXPECT_EQ(band.x.front(), 0.0);
    EXPECT_EQ(band.x.back(), 9999.0 + 0.009 * 99);
    EXPECT_EQ(band.n.front(), 100);
    EXPECT_EQ(band.n.back(), 1) << "the slowest run alone";
    for (const std::size_t at : {std::size_t{0}, std::size_t{777}, std::size_t{1500}}) {
        EXPECT_NEAR(band.mean[at], 2.0 * band.x[at] + 49.5, 1e-6);
        EXPECT_NEAR(band.high[at] - band.mean[at], std::sqrt(100.0 * 101.0 / 12.0), 1e-6);
    }
}

}  // namespace
}  // namespace alphascope
