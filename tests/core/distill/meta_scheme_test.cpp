// SPDX-License-Identifier: GPL-3.0-or-later
// L2RW and MW-Net in a world where losses are linear: differences of the unrolled objective.
#include "core/distill/linear_world.h"
#include "core/distill/reference.h"
#include "distill/meta_learner_mlp.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

using reference::close;
constexpr std::int64_t kRows = 6, kSize = 9;

TEST(L2rw, NormalisesTheRectifiedDerivativesOverTheBatch) {
    auto world = LinearWorld::random(11, kRows, kSize);
    const auto got =
        reference::make("l2rw", {{"kd_weight", 0.5}})
            ->weigh({.losses = torch::zeros({kRows, 2}, torch::kFloat64), .tools = &world})
            .values;
    // -dL_meta/de_i after θ - e_i grad KD_i, by central differences.
    std::vector<double> u;
    double sum = 0.0;
    for (std::int64_t i = 0; i < kRows; ++i) {
        const auto gradient = world.gradients[i][kTeacherTerm];
        const double h = 1e-5;
        const double derivative = (world.metaLossAt(world.theta - h * gradient) -
                                   world.metaLossAt(world.theta + h * gradient)) /
                                  (2 * h);
        u.push_back(std::max(-derivative, 0.0));
        sum += u.back();
    }
    int zeros = 0;
    for (std::int64_t i = 0; i < kRows; ++i) {
        const double expected = 0.5 * kRows * u[static_cast<std::size_t>(i)] / sum;
        zeros += expected == 0.0 ? 1 : 0;
        EXPECT_NEAR(got[i][kTeacherTerm].item<double>(), expected, 1e-7);
        EXPECT_EQ(got[i][kLabelTerm].item<double>(), 1.0);
    }
    EXPECT_TRUE(zeros > 0 && zeros < kRows) << "the batch does not meet both cases";
    EXPECT_EQ(world.asked, MetaLoss::kHard) << "the paper's meta loss is the label loss";
}

TEST(L2rw, TrainsOnLabelsAloneWhereNoTeacherTermHelps) {
    auto world = LinearWorld::random(11, kRows, kSize);
    world.centre = world.theta;  // no meta-gradient
    const auto got =
        reference::make("l2rw")
            ->weigh({.losses = torch::zeros({kRows, 2}, torch::kFloat64), .tools = &world})
            .values;
    EXPECT_TRUE(torch::equal(got.select(1, 1), torch::zeros({kRows}, torch::kFloat64)));
}

/// L_meta(θ - lr · grad mean_i Σ_a w_ia l_ia) for the weights of a network.
double unrolled(LinearWorld& world, const MetaLearnerMlp& mlp, const WeighingContext& context) {
    const auto weights = mlp.weights(context.losses).detach().to(torch::kFloat64);
    return world.metaLossAt(world.theta - context.learning_rate * world.gradient(weights));
}

class BothNetworks : public ::testing::TestWithParam<bool> {};

TEST_P(BothNetworks, LearnAlongTheDerivativeOfTheUnrolledObjective) {
    auto world = LinearWorld::random(12, kRows, kSize);
    const WeighingContext context{.learning_rate = 2.0,
                                  .losses = torch::rand({kRows, 2}, torch::kFloat64) * 2,
                                  .tools = &world};
    const auto fresh = [] {
        return std::make_unique<MetaLearnerMlp>(
            MetaLearnerMlp::Options{.hidden = 5, .two_outputs = GetParam(), .seed = 4});
    };
    const auto mlp = fresh();
    const auto along = world.metaGradient(MetaLoss::kMix, 0, mlp->virtualStep(context));
    mlp->learnAndWeigh(context, world.rates(along, RateMethod::kExact));
    TensorFile state;
    mlp->save(state);
    // After one step from zero moments Adam's mean is a tenth of the gradient.
    const auto got = state.tensors.at("scheme.mlp.adam.mean") * 10.0;
    double largest = 0.0;
    for (std::int64_t i = 0; i < got.numel(); ++i) {
        const double h = 1e-2;  // the network is in float
        const auto movedBy = [&](double by) {
            const auto moved = fresh();
            moved->parameters().values()[i] += by;
            return unrolled(world, *moved, context);
        };
        const double derivative = (movedBy(h) - movedBy(-h)) / (2 * h);
        EXPECT_NEAR(got[i].item<double>(), derivative, 1e-3 + 1e-2 * std::abs(derivative)) << i;
        largest = std::max(largest, std::abs(derivative));
    }
    EXPECT_GT(largest, 0.1) << "a flat objective proves nothing";
}

TEST_P(BothNetworks, LowerTheMetaLossStepByStep) {
    auto world = LinearWorld::random(12, kRows, kSize);
    const std::string id = GetParam() ? "mw-net-two" : "mw-net";
    const auto scheme =
        reference::make(id, {{"mlp_learning_rate", 0.02}, {"mlp_weight_decay", 0.0}});
    const auto losses = torch::rand({kRows, 2}, torch::kFloat64) * 2;
    const WeighingContext context{.learning_rate = 0.3, .losses = losses, .tools = &world};
    const auto metaLossWith = [&](const Weights& weights) {
        return world.metaLossAt(world.theta - 0.3 * world.gradient(weights.values));
    };
    const auto first = scheme->weigh(context);
    EXPECT_EQ(world.asked, MetaLoss::kHard);
    Weights last = first;
    for (int i = 0; i < 100; ++i) last = scheme->weigh(context);
    EXPECT_LT(metaLossWith(last), metaLossWith(first) - 0.01);
    EXPECT_EQ(last.rows_sum_to_one, !GetParam());
    EXPECT_EQ(close(last.values.sum(1), torch::ones({kRows}, torch::kFloat64), 1e-6), !GetParam());
}

TEST_P(BothNetworks, HonourTheirOptions) {
    const auto after = [](const ParameterMap& parameters) {
        auto world = LinearWorld::random(12, kRows, kSize);
        const auto scheme = reference::make(GetParam() ? "mw-net-two" : "mw-net", parameters);
        const auto losses = torch::full({kRows, 2}, 0.7, torch::kFloat64);
        for (int i = 0; i < 3; ++i)
            scheme->weigh({.learning_rate = 0.3, .losses = losses, .tools = &world});
        return scheme->weigh({.learning_rate = 0.3, .losses = losses, .tools = &world}).values;
    };
    const auto plain = after({});
    EXPECT_FALSE(torch::equal(plain, after({{"mlp_weight_decay", 0.5}})));
    EXPECT_FALSE(torch::equal(plain, after({{"mlp_learning_rate", 0.1}})));
    EXPECT_FALSE(torch::equal(plain, after({{"mlp_hidden", std::int64_t{7}}})));
}

INSTANTIATE_TEST_SUITE_P(OneOrTwoOutputs, BothNetworks, ::testing::Bool());

}  // namespace
}  // namespace alphascope
