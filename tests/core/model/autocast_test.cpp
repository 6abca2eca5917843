// SPDX-License-Identifier: GPL-3.0-or-later
// Passes in bfloat16, on the CPU: the scope and the pass are those of a GPU, libtorch's list of
// operations that it casts differs a little.
#include "model/autocast.h"

#include "core/train/toy_data.h"
#include "model/autograd_pass.h"

#include <ATen/autocast_mode.h>
#include <gtest/gtest.h>

#include <thread>

namespace alphascope {
namespace {

double distance(const torch::Tensor& a, const torch::Tensor& b) {
    return ((a - b).norm() / b.norm()).item<double>();
}

TEST(AutocastScope, CastsProductsOfItsThreadAndLeavesAllAsItWas) {
    const auto x = torch::ones({4, 4});
    {
        const AutocastScope scope(torch::kCPU, Precision::kBf16);
        EXPECT_EQ(torch::mm(x, x).scalar_type(), torch::kBFloat16);
        torch::ScalarType elsewhere{};
        std::thread([&] { elsewhere = torch::mm(x, x).scalar_type(); }).join();
        EXPECT_EQ(elsewhere, torch::kFloat) << "other runs are not this one's matter";
        EXPECT_FALSE(at::autocast::is_autocast_cache_enabled());
    }
    EXPECT_EQ(torch::mm(x, x).scalar_type(), torch::kFloat);
    EXPECT_TRUE(at::autocast::is_autocast_cache_enabled());
    const AutocastScope none(torch::kCPU, Precision::kAsStored);
    EXPECT_EQ(torch::mm(x, x).scalar_type(), torch::kFloat);
}

TEST(AutocastScope, OfAGpuIsLikewiseOfItsThreadAlone) {
    {
        const AutocastScope scope(torch::Device(torch::kCUDA, 0), Precision::kBf16);
        EXPECT_TRUE(at::autocast::is_enabled());
        EXPECT_EQ(at::autocast::get_autocast_gpu_dtype(), torch::kBFloat16);
        EXPECT_FALSE(at::autocast::is_cpu_enabled());
    }
    EXPECT_FALSE(at::autocast::is_enabled());
    EXPECT_EQ(at::autocast::get_autocast_gpu_dtype(), torch::kHalf);
}

class Bf16Pass : public ::testing::Test {
protected:
    Bf16Pass() : model(toy::smallConfig(data.tokenizer->size(), 0.2), 2) {
        model.initialise(4);
        model.parameters().values().mul_(6.0);
        tokens = packBatch(data.train.encodings, {0, 1, 2, 3, 4, 5}, data.tokenizer->padId());
        torch::manual_seed(1);
        direction = torch::randn({model.parameters().count()});
        cotangents = torch::randn({6, 2});
    }
    std::unique_ptr<ForwardPass> pass(Precision precision) const {
        DropoutStream dropout(9);
        return autogradPass(model, model.parameters().values(), toTensors(tokens), &dropout,
                            precision);
    }
    torch::Tensor gradientOf(ForwardPass& one) const {
        Gradient into(model.parameters());
        one.addGradient(cotangents, into);
        return into.values();
    }
    PreparedData data = toy::separableTask(12, 4, 0.0);
    Classifier model;
    PackedTokens tokens;
    torch::Tensor direction, cotangents;
};

TEST_F(Bf16Pass, ComesNearTheFloatPassUnderTheSameMasks) {
    const auto half = pass(Precision::kBf16), full = pass(Precision::kAsStored);
    EXPECT_EQ(half->logits().scalar_type(), torch::kFloat);
    EXPECT_EQ(half->features().scalar_type(), torch::kFloat);
    EXPECT_FALSE(torch::equal(half->logits(), full->logits())) << "nothing was cast";
    EXPECT_LT(distance(half->logits(), full->logits()), 0.03);
    const auto gradient = gradientOf(*half), expected = gradientOf(*full);
    EXPECT_EQ(gradient.scalar_type(), torch::kFloat);
    EXPECT_FALSE(torch::equal(gradient, expected));
    EXPECT_LT(distance(gradient, expected), 0.05);
}

TEST_F(Bf16Pass, HasItsTangentsInFloat) {
    EXPECT_TRUE(torch::equal(pass(Precision::kBf16)->tangent(direction),
                             pass(Precision::kAsStored)->tangent(direction)));
}

TEST_F(Bf16Pass, IsNeverThePackedOne) {
    DropoutStream one(9);
    const auto asked = model.forward(tokens, &one, Precision::kBf16);
    EXPECT_TRUE(torch::equal(asked->logits(), pass(Precision::kBf16)->logits()));
}

}  // namespace
}  // namespace alphascope
