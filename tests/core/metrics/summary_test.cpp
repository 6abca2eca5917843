// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summary.h"

#include "core/metrics/reference.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace alphascope {
namespace {

using testing::expectSame;
using testing::referenceCases;

TEST(MeanStd, AndTheIntervalEqualSciPy) {
    for (const auto& known : referenceCases("interval")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        const auto values = known.at("values").get<std::vector<double>>();
        const MeanStd summary = meanStd(values);
        expectSame(summary.mean, known.at("mean"));
        expectSame(summary.std, known.at("std"));
        EXPECT_EQ(summary.n, static_cast<std::int64_t>(values.size()));
        const Interval interval = tInterval(values, known.at("level").get<double>());
        const double scale = std::max(1.0, std::abs(known.at("high").get<double>()));
        expectSame(interval.low, known.at("low"), 1e-12 * scale);
        expectSame(interval.high, known.at("high"), 1e-12 * scale);
    }
}

TEST(MeanStd, OneSeedHasNoSpread) {
    const std::vector<double> one{0.7};
    EXPECT_DOUBLE_EQ(meanStd(one).mean, 0.7);
    EXPECT_TRUE(std::isnan(meanStd(one).std));
    EXPECT_TRUE(std::isnan(tInterval(one).low));
    EXPECT_TRUE(std::isnan(meanStd({}).mean));
    EXPECT_EQ(meanStd({}).n, 0);
}

TEST(MeanStd, ANaNIsNeverDropped) {
    const std::vector<double> values{0.7, std::numeric_limits<double>::quiet_NaN(), 0.8};
    EXPECT_TRUE(std::isnan(meanStd(values).mean));
    EXPECT_EQ(meanStd(values).n, 3);
    EXPECT_TRUE(std::isnan(tInterval(values).high));
}

TEST(TInterval, RefusesALevelThatIsNoProbability) {
    const std::vector<double> values{1.0, 2.0};
    EXPECT_THROW(tInterval(values, 1.0), Error);
    EXPECT_THROW(tInterval(values, 0.0), Error);
    EXPECT_THROW(tInterval(values, std::numeric_limits<double>::quiet_NaN()), Error);
}

}  // namespace
}  // namespace alphascope
