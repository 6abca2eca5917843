// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/adam_slope.h"

#include "core/distill/linear_world.h"
#include "core/distill/reference.h"
#include "distill/learned_parameters.h"
#include "distill/rw_kd.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

constexpr std::int64_t kSize = 7;

/// An AdamW without decay after some steps, in double, and its update for one more gradient.
struct Optimised {
    explicit Optimised(int steps) : gradient(parameters), adam(parameters, 0.0) {
        torch::manual_seed(8);
        for (int i = 0; i < steps; ++i) {
            gradient.values().copy_(torch::randn({kSize}, torch::kFloat64));
            adam.step(1e-3, gradient);
        }
    }
    torch::Tensor update(const torch::Tensor& g) {
        gradient.values().copy_(g);
        const auto before = parameters.values().clone();
        adam.step(1.0, gradient);
        return before - parameters.values();
    }
    FlatParameters parameters{{{"w", {kSize}, false}}, torch::kFloat64};
    Gradient gradient;
    AdamW adam;
};

TEST(AdamSlope, EqualsDifferencesOfOneUpdate) {
    for (const int steps : {1, 4, 30}) {
        const Optimised at(steps);
        const AdamMoments moments{
            .mean = at.adam.mean(), .variance = at.adam.variance(), .steps = at.adam.steps()};
        const auto g = torch::randn({kSize}, torch::kFloat64);
        const double h = 1e-6;
        const auto expected =
            (Optimised(steps).update(g + h) - Optimised(steps).update(g - h)) / (2 * h);
        EXPECT_TRUE(torch::allclose(adamSlope(moments, g), expected, 1e-6, 1e-9))
            << adamSlope(moments, g) << expected;
        EXPECT_TRUE(expected.abs().max().item<double>() > 1e-3) << "a flat update proves nothing";
    }
}

TEST(AdamSlope, IsFiniteWhereAParameterHasNeverMetAGradient) {
    const auto zero = torch::zeros({3});
    const auto slope = adamSlope({.mean = zero, .variance = zero, .steps = 4},
                                 torch::tensor({0.0F, 1e-3F, 1e-20F}));
    EXPECT_TRUE(torch::equal(slope, zero));
    const auto small = torch::full({3}, 1e-9F);
    EXPECT_TRUE(
        torch::isfinite(adamSlope({.mean = small, .variance = small * small, .steps = 4}, small))
            .all()
            .item<bool>());
}

/// α [5] of the first step in a world.
torch::Tensor alphaIn(LinearWorld& world, const std::string& id, double delta = 0.0) {
    return reference::make(id, {{"delta", delta}})
        ->weigh({.losses = torch::zeros({5, 2}, torch::kFloat64), .tools = &world})
        .values.select(1, kTeacherTerm);
}

TEST(RwKdAdam, TakesTheInnerProductsAlongTheSlopedMetaGradient) {
    auto world = LinearWorld::random(3, 5, kSize);
    const auto half = world.gradients.sum(1).mean(0) * 0.5;
    const auto along = adamSlope(world.adam, half) * (world.theta - world.centre);
    const auto expected = normaliseWithinSample(world.gradients.matmul(along), 0.0);
    EXPECT_TRUE(reference::close(alphaIn(world, "rw-kd-adam"), expected));
    EXPECT_FALSE(reference::close(alphaIn(world, "rw-kd"), expected)) << "the slope does nothing";
}

TEST(RwKdAdam, IsPlainBeforeTheFirstUpdate) {
    auto world = LinearWorld::random(3, 5, kSize);
    world.adam = {.mean = torch::zeros({kSize}), .variance = torch::zeros({kSize}), .steps = 0};
    EXPECT_TRUE(torch::equal(alphaIn(world, "rw-kd-adam"), alphaIn(world, "rw-kd")));
}

// Moments of equal size in all parameters scale the direction alone, which cancels.
TEST(RwKdAdam, EqualsRwKdWhereAdamTreatsAllParametersAlike) {
    auto world = LinearWorld::random(3, 5, kSize);
    world.adam.mean = torch::zeros({kSize}, torch::kFloat64);
    world.adam.variance = torch::full({kSize}, 1e6, torch::kFloat64);
    EXPECT_TRUE(reference::close(alphaIn(world, "rw-kd-adam"), alphaIn(world, "rw-kd"), 1e-4));
}

TEST(LearnedParameters, DecayAsTorchOptimAdamDoes) {
    const auto& recorded = reference::all().at("adam_decay");
    LearnedParameters learned({{"w", {3}, false}}, torch::kFloat64);
    learned.values().copy_(reference::tensor(recorded.at("start")));
    for (const auto& row : recorded.at("gradients"))
        learned.step(0.01, std::vector{reference::tensor(row)}, 0.1);
    EXPECT_TRUE(reference::close(learned.values(), reference::tensor(recorded.at("theta")), 1e-7));
}

}  // namespace
}  // namespace alphascope
