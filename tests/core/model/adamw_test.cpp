// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/adamw.h"

#include <gtest/gtest.h>

#include <cmath>

namespace alphascope {
namespace {

TEST(AdamW, AgreesWithLibtorchsOwnOverManySteps) {
    FlatParameters mine({{"w", {4, 3}, true}, {"b", {4}, false}}, torch::kFloat64);
    torch::manual_seed(1);
    mine.values().copy_(torch::randn({16}, torch::kFloat64));
    auto w = mine.leaf("w").detach().clone().requires_grad_(true),
         b = mine.leaf("b").detach().clone().requires_grad_(true);
    std::vector<torch::optim::OptimizerParamGroup> groups;
    groups.emplace_back(std::vector<torch::Tensor>{w},
                        std::make_unique<torch::optim::AdamWOptions>(
                            torch::optim::AdamWOptions(1e-2).weight_decay(0.1)));
    groups.emplace_back(std::vector<torch::Tensor>{b},
                        std::make_unique<torch::optim::AdamWOptions>(
                            torch::optim::AdamWOptions(1e-2).weight_decay(0.0)));
    torch::optim::AdamW reference(groups, torch::optim::AdamWOptions(1e-2));
    AdamW adamw(mine, 0.1);
    Gradient gradient(mine);
    for (int step = 0; step < 20; ++step) {
        const auto gw = torch::randn({4, 3}, torch::kFloat64),
                   gb = torch::randn({4}, torch::kFloat64);
        w.mutable_grad() = gw;
        b.mutable_grad() = gb;
        reference.step();
        gradient.values().copy_(torch::cat({gw.view(-1), gb}));
        adamw.step(1e-2, gradient);
    }
    EXPECT_TRUE(torch::allclose(mine.leaf("w").detach(), w.detach(), 1e-10, 1e-12));
    EXPECT_TRUE(torch::allclose(mine.leaf("b").detach(), b.detach(), 1e-10, 1e-12));
}

TEST(AdamW, GoesOnFromItsSavedState) {
    FlatParameters one({{"w", {5}, true}}, torch::kFloat32),
        two({{"w", {5}, true}}, torch::kFloat32);
    one.values().fill_(1.0);
    Gradient gradient(one);
    gradient.values().fill_(0.3);
    AdamW first(one, 0.01);
    first.step(0.1, gradient);
    TensorFile archive;
    first.save(archive, "adamw");
    two.values().copy_(one.values());
    AdamW second(two, 0.01);
    second.load(archive, "adamw");
    gradient.values().fill_(-0.7);
    first.step(0.1, gradient);
    second.step(0.1, gradient);
    EXPECT_TRUE(torch::equal(one.values(), two.values()));
    FlatParameters larger({{"w", {6}, true}}, torch::kFloat32);
    AdamW misfit(larger, 0.01);
    EXPECT_ANY_THROW(misfit.load(archive, "adamw"));
}

/// A word embedding of five rows between two other parameters.
std::vector<ParameterShape> withWords() {
    return {{"before", {3}, false}, {"words", {5, 2}, true, true}, {"after", {4}, true}};
}

TEST(AdamW, TreatsIdleWordsAsTheDenseUpdateDoes) {
    FlatParameters dense(withWords(), torch::kFloat64), sparse(withWords(), torch::kFloat64);
    torch::manual_seed(3);
    dense.values().copy_(torch::randn({17}, torch::kFloat64));
    sparse.values().copy_(dense.values());
    AdamW all(dense, 0.1), some(sparse, 0.1);
    const std::vector<std::int32_t> active{3, 0, 3};
    some.activate(active);
    Gradient gradient(dense);
    for (int step = 1; step <= 30; ++step) {
        gradient.zero();
        const std::vector<std::int32_t> met{step % 2 == 0 ? 0 : 3};
        gradient.touch(met);
        gradient.values().narrow(0, 0, 3).copy_(torch::randn({3}, torch::kFloat64));
        gradient.values().narrow(0, 3 + 2 * met[0], 2).copy_(torch::randn({2}, torch::kFloat64));
        const double rate = 0.01 * step;
        all.step(rate, gradient);
        some.step(rate, gradient);
    }
    EXPECT_FALSE(torch::allclose(sparse.values(), dense.values(), 1e-9, 1e-12))
        << "the idle rows were not left alone";
    some.settle();
    EXPECT_TRUE(torch::allclose(sparse.values(), dense.values(), 1e-12, 1e-14));
    some.settle();
    EXPECT_TRUE(torch::allclose(sparse.values(), dense.values(), 1e-12, 1e-14));
}

TEST(Gradient, IsClippedToTheLimitAndNoFurther) {
    FlatParameters p({{"w", {2}, true}}, torch::kFloat64);
    Gradient gradient(p);
    gradient.values().copy_(torch::tensor({3.0, 4.0}, torch::kFloat64));
    EXPECT_DOUBLE_EQ(gradient.norm(), 5.0);
    clip(gradient, 5.0, 1.0);
    EXPECT_NEAR(gradient.norm(), 1.0, 1e-6);
    clip(gradient, 1.0, 2.0);
    EXPECT_NEAR(gradient.norm(), 1.0, 1e-6);
}

TEST(Gradient, PassesOverTheTouchedWordsOnly) {
    FlatParameters p(withWords(), torch::kFloat32);
    Gradient gradient(p);
    gradient.values().fill_(1.0);  // 3 + 10 + 4
    EXPECT_NEAR(gradient.norm(), std::sqrt(7.0), 1e-12);
    const std::vector<std::int32_t> met{4, 1, 4};
    gradient.touch(met);
    EXPECT_NEAR(gradient.norm(), std::sqrt(11.0), 1e-12);
    EXPECT_NEAR(gradient.dot(torch::full({17}, 2.0F)), 22.0, 1e-12);
    gradient.scale(3.0);
    EXPECT_NEAR(gradient.norm(), 3.0 * std::sqrt(11.0), 1e-12);
    EXPECT_EQ(gradient.values()[3].item<float>(), 1.0F) << "row 0 was not touched";
    gradient.zero();
    EXPECT_EQ(gradient.norm(), 0.0);
    gradient.touch(std::vector<std::int32_t>{0, 1, 2, 3, 4});
    EXPECT_NEAR(gradient.norm(), std::sqrt(6.0), 1e-12) << "three rows were left as they were";
    EXPECT_ANY_THROW(gradient.touch(std::vector<std::int32_t>{5}));
}

TEST(LearningRate, WarmsUpLinearlyAndDecaysToNearlyZero) {
    EXPECT_DOUBLE_EQ(learningRateAt(1, 100, 1.0, 0.1), 0.1);
    EXPECT_DOUBLE_EQ(learningRateAt(10, 100, 1.0, 0.1), 1.0);
    EXPECT_LT(learningRateAt(11, 100, 1.0, 0.1), 1.0);
    EXPECT_NEAR(learningRateAt(55, 100, 1.0, 0.1), 46.0 / 91.0, 1e-12);
    EXPECT_GT(learningRateAt(100, 100, 1.0, 0.1), 0.0);
    EXPECT_LT(learningRateAt(100, 100, 1.0, 0.1), 0.02);
}

TEST(FlatParameters, KeepAllInOneBufferAndKnowTheirWords) {
    FlatParameters p(withWords(), torch::kFloat64);
    p.values().copy_(torch::arange(17, torch::kFloat64));
    EXPECT_EQ(p.leaf("words")[4][1].item<double>(), 12.0);
    EXPECT_EQ(p.words().begin, 3);
    EXPECT_EQ(p.words().rows, 5);
    EXPECT_EQ(p.words().end(), 13);
    EXPECT_EQ(p.decayMask().sum().item<double>(), 14.0);
    EXPECT_ANY_THROW((void)p.leaf("c"));
}

}  // namespace
}  // namespace alphascope
