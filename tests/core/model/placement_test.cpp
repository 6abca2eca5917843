// SPDX-License-Identifier: GPL-3.0-or-later
// What a GPU needs of the model room, without a GPU: libtorch's operations against the project's
// own loops, on the CPU, and every encoder on libtorch's "meta" device, which holds shapes alone
// and refuses a tensor of another device in all but a few operations.
#include "core/train/toy_data.h"
#include "model/adamw.h"
#include "model/classifier.h"
#include "model/packed/transformer_pass.h"

#include <gtest/gtest.h>

#include <limits>

namespace alphascope {
namespace {

const Placement kOperations{.device = torch::kCPU, .own_loops = false};

std::vector<ParameterShape> withWords() {
    return {{"before", {3}, false}, {"words", {5, 2}, true, true}, {"after", {4}, true}};
}

double distance(const torch::Tensor& a, const torch::Tensor& b) {
    return ((a - b).norm() / b.norm()).item<double>();
}

TEST(Placement, MovesValuesAndCutsLeavesFromThem) {
    FlatParameters p(withWords(), torch::kFloat64);
    p.values().copy_(torch::arange(17, torch::kFloat64));
    p.moveTo(kOperations);
    EXPECT_TRUE(torch::equal(p.values(), torch::arange(17, torch::kFloat64)));
    p.values()[16] = 99.0;
    EXPECT_EQ(p.leaf("after")[3].item<double>(), 99.0) << "a leaf is no view of the values";
    EXPECT_TRUE(p.leaf("words").requires_grad() && p.leaf("words").is_leaf());
    EXPECT_FALSE(p.values().requires_grad());
    p.moveTo(Placement::on(torch::kMeta));
    EXPECT_FALSE(p.placement().own_loops);
    for (const auto& tensor : {p.values(), p.decayMask(), p.leaf("words")})
        EXPECT_TRUE(tensor.is_meta());
    EXPECT_TRUE(Placement::on(torch::kCPU).own_loops);
}

TEST(Placement, OfAnOptimiserDoesNotChangeItsSteps) {
    for (const auto type : {torch::kFloat64, torch::kFloat32}) {
        FlatParameters loops(withWords(), type), operations(withWords(), type);
        operations.moveTo(kOperations);
        torch::manual_seed(4);
        loops.values().copy_(torch::randn({17}, type));
        operations.values().copy_(loops.values());
        AdamW one(loops, 0.1), two(operations, 0.1);
        const std::vector<std::int32_t> active{3, 0};
        one.activate(active);
        two.activate(active);
        Gradient first(loops), second(operations);
        for (int step = 1; step <= 25; ++step) {
            const std::vector<std::int32_t> met{step % 2 == 0 ? 0 : 3};
            const auto noise = torch::randn({17}, type);
            const std::vector<std::pair<int, int>> ranges{{0, 3}, {3 + 2 * met[0], 2}, {13, 4}};
            for (Gradient* gradient : {&first, &second}) {
                gradient->zero();
                gradient->touch(met);
                for (const auto& [begin, size] : ranges)
                    gradient->values().narrow(0, begin, size).copy_(noise.narrow(0, begin, size));
            }
            EXPECT_NEAR(first.norm(), second.norm(), 1e-6);
            for (Gradient* gradient : {&first, &second}) clip(*gradient, gradient->norm(), 1.5);
            EXPECT_NEAR(first.dot(noise), second.dot(noise), 1e-5);
            one.step(0.01 * step, first);
            two.step(0.01 * step, second);
        }
        one.settle();
        two.settle();
        const double tolerance = type == torch::kFloat64 ? 1e-12 : 1e-5;
        EXPECT_LT(distance(operations.values(), loops.values()), tolerance);
        EXPECT_LT(distance(two.mean(), one.mean()), tolerance);
        EXPECT_LT(distance(two.variance(), one.variance()), tolerance);
    }
}

TEST(Placement, OfAGradientMakesEveryPassAWholeOne) {
    FlatParameters p(withWords(), torch::kFloat32);
    p.moveTo(kOperations);
    Gradient gradient(p);
    gradient.values().fill_(2.0);  // no row was touched
    EXPECT_NEAR(gradient.norm(), std::sqrt(4.0 * 17.0), 1e-6);
    EXPECT_NEAR(gradient.dot(torch::full({17}, 3.0F)), 102.0, 1e-6);
    gradient.scale(0.5);
    EXPECT_EQ(gradient.values().sum().item<float>(), 17.0F);
    gradient.zero();
    EXPECT_EQ(gradient.values().abs().sum().item<float>(), 0.0F);
}

TEST(Placement, OfDropoutDoesNotChangeABit) {
    for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{0xfedcba9876543210}})
        for (const std::uint64_t counter :
             {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max() - 5})
            for (const std::int64_t size : {1, 4, 37, 4099})
                for (const auto type : {torch::kFloat32, torch::kFloat64}) {
                    DropoutStream loops(seed), operations(seed);
                    loops.setCounter(counter);
                    operations.setCounter(counter);
                    const auto x = torch::ones({1, size}, type);
                    for (const double rate : {0.1, 0.5, 0.0, 0.9})
                        EXPECT_TRUE(torch::equal(operations.applyByOperations(x, rate),
                                                 loops.apply(x, rate)))
                            << seed << " " << counter << " " << size << " " << rate;
                    EXPECT_EQ(operations.counter(), loops.counter());
                }
}

TEST(Placement, OfDropoutLetsGradientsAndTangentsThrough) {
    DropoutStream stream(3), same(3);
    const auto x = torch::ones({50}, torch::kFloat64).requires_grad_(true);
    const auto mask = same.apply(torch::ones({50}, torch::kFloat64), 0.3);
    const auto slope = torch::autograd::grad({stream.applyByOperations(x, 0.3).sum()}, {x})[0];
    EXPECT_TRUE(torch::equal(slope, mask));
    torch::NoGradGuard no_grad;
    EXPECT_FALSE(stream.applyByOperations(x, 0.3).requires_grad());
}

TEST(Placement, OfDropoutKeepsTheMeanOfHalfFloats) {
    DropoutStream stream(3), same(3);
    const auto x = torch::ones({4000}, torch::kBFloat16);
    const auto dropped = stream.apply(x, 0.1);
    EXPECT_EQ(dropped.max().item<float>(), 1.0F / 0.9F) << "not as near as bf16 comes";
    EXPECT_TRUE(torch::equal(dropped, same.apply(torch::ones({4000}), 0.1)));
}

TEST(Placement, OfATransformerLeavesThePackedPass) {
    const auto data = toy::separableTask(12, 4, 0.0);
    Classifier packed(toy::smallConfig(data.tokenizer->size()), 2),
        operations(toy::smallConfig(data.tokenizer->size()), 2);
    packed.initialise(4);
    operations.initialise(4);
    operations.moveTo(kOperations);
    EXPECT_TRUE(packed::serves(packed));
    EXPECT_FALSE(packed::serves(operations));
    const auto tokens = packBatch(data.train.encodings, {0, 1, 2, 3, 4}, data.tokenizer->padId());
    EXPECT_LT(distance(operations.predict(tokens), packed.predict(tokens)), 1e-5);
    EXPECT_LT(distance(operations.forward(tokens, nullptr)->logits(), packed.predict(tokens)),
              1e-5);
}

}  // namespace
}  // namespace alphascope
