// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/adamw.h"

#include <gtest/gtest.h>

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
    for (int step = 0; step < 20; ++step) {
        const auto gw = torch::randn({4, 3}, torch::kFloat64),
                   gb = torch::randn({4}, torch::kFloat64);
        w.mutable_grad() = gw;
        b.mutable_grad() = gb;
        reference.step();
        mine.gradients().copy_(torch::cat({gw.view(-1), gb}));
        adamw.step(1e-2);
    }
    EXPECT_TRUE(torch::allclose(mine.leaf("w").detach(), w.detach(), 1e-10, 1e-12));
    EXPECT_TRUE(torch::allclose(mine.leaf("b").detach(), b.detach(), 1e-10, 1e-12));
}

TEST(AdamW, GoesOnFromItsSavedState) {
    FlatParameters one({{"w", {5}, true}}, torch::kFloat32),
        two({{"w", {5}, true}}, torch::kFloat32);
    one.values().fill_(1.0);
    one.gradients().fill_(0.3);
    AdamW first(one, 0.01);
    first.step(0.1);
    TensorFile archive;
    first.save(archive, "adamw");
    two.values().copy_(one.values());
    AdamW second(two, 0.01);
    second.load(archive, "adamw");
    one.gradients().fill_(-0.7);
    two.gradients().fill_(-0.7);
    first.step(0.1);
    second.step(0.1);
    EXPECT_TRUE(torch::equal(one.values(), two.values()));
    FlatParameters larger({{"w", {6}, true}}, torch::kFloat32);
    AdamW misfit(larger, 0.01);
    EXPECT_ANY_THROW(misfit.load(archive, "adamw"));
}

TEST(ClipGradients, ScalesToTheLimitAndReportsTheNormBefore) {
    FlatParameters p({{"w", {2}, true}}, torch::kFloat64);
    p.gradients().copy_(torch::tensor({3.0, 4.0}, torch::kFloat64));
    EXPECT_DOUBLE_EQ(clipGradients(p, 1.0), 5.0);
    EXPECT_NEAR(p.gradients().norm().item<double>(), 1.0, 1e-6);
    EXPECT_NEAR(clipGradients(p, 2.0), 1.0, 1e-6);
    EXPECT_NEAR(p.gradients().norm().item<double>(), 1.0, 1e-6);
}

TEST(LearningRate, WarmsUpLinearlyAndDecaysToNearlyZero) {
    EXPECT_DOUBLE_EQ(learningRateAt(1, 100, 1.0, 0.1), 0.1);
    EXPECT_DOUBLE_EQ(learningRateAt(10, 100, 1.0, 0.1), 1.0);
    EXPECT_LT(learningRateAt(11, 100, 1.0, 0.1), 1.0);
    EXPECT_NEAR(learningRateAt(55, 100, 1.0, 0.1), 46.0 / 91.0, 1e-12);
    EXPECT_GT(learningRateAt(100, 100, 1.0, 0.1), 0.0);
    EXPECT_LT(learningRateAt(100, 100, 1.0, 0.1), 0.02);
}

TEST(FlatParameters, AccumulateTheGradientsOfLeavesInOneBuffer) {
    FlatParameters p({{"a", {2}, true}, {"b", {3}, false}}, torch::kFloat64);
    p.values().copy_(torch::arange(5, torch::kFloat64));
    ((p.leaf("a") * 2).sum() + (p.leaf("b") * p.leaf("b")).sum()).backward();
    EXPECT_TRUE(
        torch::equal(p.gradients(), torch::tensor({2.0, 2.0, 4.0, 6.0, 8.0}, torch::kFloat64)));
    EXPECT_TRUE(
        torch::equal(p.decayMask(), torch::tensor({1.0, 1.0, 0.0, 0.0, 0.0}, torch::kFloat64)));
    EXPECT_ANY_THROW((void)p.leaf("c"));
}

}  // namespace
}  // namespace alphascope
