// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/schemes.h"

#include "core/train/toy_data.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

double alphaAt(const std::string& scheme, const ParameterMap& parameters, std::int64_t step,
               std::int64_t total) {
    const auto made = makeScheme(scheme, {.parameters = parameters});
    const auto weights = made->weigh(
        {.step = step, .total_steps = total, .losses = torch::zeros({3, 2}, torch::kFloat64)});
    EXPECT_TRUE(torch::allclose(weights.values.sum(1), torch::ones({3}, torch::kFloat64)));
    return weights.values[2][kTeacherTerm].item<double>();
}

TEST(Schedules, LinearGoesFromStartToEndThroughTheMiddle) {
    const ParameterMap p{{"kd_weight_start", 0.8}, {"kd_weight_end", 0.2}};
    EXPECT_NEAR(alphaAt("linear", p, 1, 101), 0.8, 1e-12);
    EXPECT_NEAR(alphaAt("linear", p, 51, 101), 0.5, 1e-12);
    EXPECT_NEAR(alphaAt("linear", p, 26, 101), 0.65, 1e-12);
    EXPECT_NEAR(alphaAt("linear", p, 101, 101), 0.2, 1e-12);
}

TEST(Schedules, CosineIsFlatAtBothEnds) {
    const ParameterMap p{{"kd_weight_start", 1.0}, {"kd_weight_end", 0.0}};
    EXPECT_NEAR(alphaAt("cosine", p, 1, 101), 1.0, 1e-12);
    EXPECT_NEAR(alphaAt("cosine", p, 26, 101), (1.0 + std::sqrt(0.5)) / 2.0, 1e-12);
    EXPECT_NEAR(alphaAt("cosine", p, 51, 101), 0.5, 1e-12);
    EXPECT_NEAR(alphaAt("cosine", p, 101, 101), 0.0, 1e-12);
}

TEST(Schedules, SurviveARunOfOneStep) {
    const ParameterMap p{{"kd_weight_start", 0.7}, {"kd_weight_end", 0.1}};
    EXPECT_NEAR(alphaAt("linear", p, 1, 1), 0.7, 1e-12);
}

TEST(FixedWeights, AreWhatTheSpecSays) {
    EXPECT_EQ(alphaAt("fixed", {{"kd_weight", 0.25}}, 7, 9), 0.25);
    EXPECT_EQ(alphaAt("label-only", {}, 7, 9), 0.0);
    EXPECT_EQ(alphaAt("teacher-only", {}, 7, 9), 1.0);
}

}  // namespace
}  // namespace alphascope
