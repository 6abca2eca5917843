// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-written pass against libtorch's own differentiation of the same model.
#include "model/packed/transformer_pass.h"

#include "core/train/toy_data.h"
#include "model/autograd_pass.h"
#include "study/error.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

/// Texts of different lengths, some pairs, some words twice.
PackedTokens raggedBatch(int vocab) {
    PackedTokens tokens;
    std::int32_t word = 3;
    for (const int length : {5, 1, 9, 12, 2}) {
        for (int i = 0; i < length; ++i) {
            tokens.ids.push_back(word = (word * 7 + 3) % vocab);
            tokens.type_ids.push_back(i > length / 2 ? 1 : 0);
        }
        tokens.starts.push_back(std::ssize(tokens.ids));
    }
    return tokens;
}

class PackedPass : public ::testing::TestWithParam<int> {
protected:
    explicit PackedPass(double dropout = 0.2) : model(config(dropout), GetParam()) {
        model.initialise(5);
        model.parameters().values().mul_(6.0);  // no gradient is nearly zero
        torch::manual_seed(8);
        direction = torch::randn({model.parameters().count()});
        cotangents = torch::randn({batch.rows(), GetParam()});
    }
    static EncoderConfig config(double dropout) {
        return {.vocab = 23,
                .max_length = 16,
                .layers = 3,
                .hidden = 24,
                .heads = 3,
                .feed_forward = 40,
                .dropout = dropout};
    }
    torch::Tensor gradientOf(ForwardPass& pass) {
        Gradient into(model.parameters());
        pass.addGradient(cotangents, into);
        return into.values();
    }
    static double distance(const torch::Tensor& a, const torch::Tensor& b) {
        return ((a - b).norm() / b.norm()).item<double>();
    }

    Classifier model;
    PackedTokens batch = raggedBatch(23);
    torch::Tensor direction, cotangents;
};

TEST_P(PackedPass, EqualsLibtorchsPassInLogitsFeaturesGradientAndTangent) {
    const auto mine = packed::transformerPass(model, model.parameters().values(), batch, nullptr);
    const auto theirs = autogradPass(model, model.parameters().values(), toTensors(batch), nullptr);
    EXPECT_LT(distance(mine->logits(), theirs->logits()), 1e-5);
    EXPECT_LT(distance(mine->features(), theirs->features()), 1e-5);
    EXPECT_LT(distance(mine->tangent(direction), theirs->tangent(direction)), 1e-5);
    const auto gradient = gradientOf(*mine), expected = gradientOf(*theirs);
    EXPECT_LT(distance(gradient, expected), 1e-5);
    // Each parameter by itself, so that none hides behind a large one. A key's bias has no effect.
    const auto parts = model.parameters().cut(gradient), known = model.parameters().cut(expected);
    for (std::size_t i = 0; i < parts.size(); ++i)
        EXPECT_LT((parts[i] - known[i]).abs().max().item<double>(),
                  2e-5 * known[i].abs().max().item<double>() + 1e-5)
            << model.parameters().shapes()[i].name;
}

TEST_P(PackedPass, GivesThePerSampleProductsOfLibtorchsPass) {
    const auto mine = packed::transformerPass(model, model.parameters().values(), batch, nullptr);
    const auto theirs = autogradPass(model, model.parameters().values(), toTensors(batch), nullptr);
    EXPECT_LT(distance(mine->slopes(cotangents, direction), theirs->slopes(cotangents, direction)),
              1e-5);
}

TEST_P(PackedPass, IsItsOwnAdjointUnderDropout) {
    DropoutStream masks(3);
    const auto pass = packed::transformerPass(model, model.parameters().values(), batch, &masks);
    const auto slopes = pass->slopes(cotangents, direction);
    const auto along = (pass->tangent(direction) * cotangents).sum(1);
    EXPECT_LT(distance(slopes, along), 1e-5);
    EXPECT_NEAR((gradientOf(*pass) * direction).sum().item<double>(), along.sum().item<double>(),
                1e-4 * along.abs().sum().item<double>());
}

TEST_P(PackedPass, ScalesTheShareOfEachSample) {
    DropoutStream masks(3);
    const auto pass = packed::transformerPass(model, model.parameters().values(), batch, &masks);
    const auto scale = torch::randn({batch.rows()});
    Gradient scaled(model.parameters()), plain(model.parameters());
    pass->addScaledGradient(scale, cotangents, scaled);
    pass->addGradient(cotangents * scale.unsqueeze(1), plain);
    EXPECT_LT(distance(scaled.values(), plain.values()), 1e-5);
    pass->addScaledGradient(scale, cotangents, scaled);
    EXPECT_LT(distance(scaled.values(), 2.0 * plain.values()), 1e-5)
        << "the second question changed what the pass has kept";
}

TEST_P(PackedPass, TangentIsTheDerivativeOfTheMaskedForward) {
    const DropoutStream masks(11);
    const auto logitsAt = [&](double by) {
        DropoutStream same = masks;
        return packed::transformerPass(model, model.parameters().values() + by * direction, batch,
                                       &same)
            ->logits()
            .to(torch::kFloat64);
    };
    DropoutStream same = masks;
    const auto tangent = packed::transformerPass(model, model.parameters().values(), batch, &same)
                             ->tangent(direction);
    const double h = 1e-4;
    const auto differences = (logitsAt(h) - logitsAt(-h)) / (2 * h);
    EXPECT_LT(distance(tangent.to(torch::kFloat64), differences), 2e-2);
    EXPECT_FALSE(torch::allclose(
        packed::transformerPass(model, model.parameters().values(), batch, nullptr)->logits(),
        logitsAt(0.0).to(torch::kFloat32), 1e-2, 1e-3))
        << "nothing was dropped";
}

TEST_P(PackedPass, DoesNotDependOnWhatElseIsInTheBatch) {
    const auto together =
        packed::transformerPass(model, model.parameters().values(), batch, nullptr)->logits();
    for (std::int64_t row = 0; row < batch.rows(); ++row) {
        const auto begin = batch.starts[static_cast<std::size_t>(row)];
        PackedTokens one;
        one.ids.assign(batch.ids.begin() + begin, batch.ids.begin() + begin + batch.length(row));
        one.type_ids.assign(batch.type_ids.begin() + begin,
                            batch.type_ids.begin() + begin + batch.length(row));
        one.starts.push_back(batch.length(row));
        const auto alone =
            packed::transformerPass(model, model.parameters().values(), one, nullptr)->logits();
        EXPECT_LT((alone[0] - together[row]).abs().max().item<double>(), 1e-4) << row;
    }
}

INSTANTIATE_TEST_SUITE_P(Outputs, PackedPass, ::testing::Values(1, 2, 3));

TEST(PackedPassErrors, NameTheRemedy) {
    Classifier model({.vocab = 9,
                      .max_length = 4,
                      .layers = 1,
                      .hidden = 8,
                      .heads = 2,
                      .feed_forward = 8,
                      .dropout = 0.0},
                     2);
    model.initialise(1);
    PackedTokens long_text{.ids = {1, 2, 3, 4, 5}, .type_ids = {0, 0, 0, 0, 0}, .starts = {0, 5}};
    EXPECT_THROW((void)model.predict(long_text), Error);
    PackedTokens unknown{.ids = {1, 9}, .type_ids = {0, 0}, .starts = {0, 2}};
    EXPECT_THROW((void)model.predict(unknown), Error);
}

}  // namespace
}  // namespace alphascope
