// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/dropout.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

namespace alphascope {
namespace {

TEST(Dropout, KeepsTheStatedShareAndTheMean) {
    DropoutStream stream(7);
    const auto x = torch::ones({1000, 1000});
    const auto y = stream.apply(x, 0.1);
    EXPECT_NEAR((y == 0).to(torch::kFloat64).mean().item<double>(), 0.1, 2e-3);
    EXPECT_NEAR(y.mean().item<double>(), 1.0, 2e-3);
    EXPECT_NEAR(y.max().item<double>(), 1.0 / 0.9, 1e-6);
}

TEST(Dropout, DependsOnSeedAndPlaceAndNotOnThreads) {
    const auto x = torch::ones({301, 257});
    DropoutStream one(7), two(7), other(8);
    at::set_num_threads(1);
    const auto alone = one.apply(x, 0.5);
    at::set_num_threads(2);
    EXPECT_TRUE(torch::equal(alone, two.apply(x, 0.5)));
    EXPECT_FALSE(torch::equal(alone, other.apply(x, 0.5)));
    EXPECT_FALSE(torch::equal(alone, one.apply(x, 0.5))) << "the stream stands still";
    DropoutStream resumed(7);
    resumed.setCounter(two.counter());
    EXPECT_TRUE(torch::equal(resumed.apply(x, 0.5), two.apply(x, 0.5)));
    at::set_num_threads(1);
}

TEST(Dropout, LeavesValuesAloneAtRateZero) {
    DropoutStream stream(1);
    const auto x = torch::randn({10});
    EXPECT_TRUE(torch::equal(stream.apply(x, 0.0), x));
}

}  // namespace
}  // namespace alphascope
