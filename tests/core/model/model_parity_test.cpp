// SPDX-License-Identifier: GPL-3.0-or-later
// Forward, loss and one step of AdamW against plain PyTorch, for every architecture.
#include "core/model/fixture.h"
#include "model/adamw.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

// As in make_model_fixtures.py.
constexpr double kRate = 1e-2;
constexpr double kDecay = 0.1;

class EveryArchitecture : public ::testing::TestWithParam<const char*> {
protected:
    fixture::Expected expected = fixture::expected(GetParam());
    PretrainedModel pretrained = fixture::load(fixture::folder(GetParam()));
    torch::Tensor loss(const Classifier& model, torch::Tensor& logits) const {
        logits = model.logits(expected.tokens, nullptr);
        return torch::cross_entropy_loss(logits, expected.values.at("labels"));
    }
};

TEST_P(EveryArchitecture, AgreesWithPyTorchInForwardLossAndOneStep) {
    Classifier model = fixture::classifier(pretrained, torch::kFloat64);
    torch::Tensor logits;
    const auto value = loss(model, logits);
    EXPECT_LT(fixture::largestDifference(logits, expected.values.at("logits")), 1e-9);
    EXPECT_LT(fixture::largestDifference(value, expected.values.at("loss")), 1e-9);

    value.backward();
    AdamW adamw(model.parameters(), kDecay);
    adamw.step(kRate);
    const auto after = fixture::load(fixture::folder(GetParam()) / "after");
    ASSERT_EQ(after.tensors.size(), model.namedTensors().size());
    for (const auto& [name, tensor] : model.namedTensors()) {
        EXPECT_LT(fixture::largestDifference(tensor, after.tensors.at(name)), 1e-6) << name;
        EXPECT_GT(fixture::largestDifference(tensor, pretrained.tensors.at(name)), 1e-4)
            << name << " stands still";
    }
}

TEST_P(EveryArchitecture, AgreesWithPyTorchInSinglePrecision) {
    torch::NoGradGuard no_grad;
    const Classifier model = fixture::classifier(pretrained, torch::kFloat32);
    torch::Tensor logits;
    const auto value = loss(model, logits);
    EXPECT_LT(fixture::largestDifference(logits, expected.values.at("logits")), 1e-5);
    EXPECT_LT(fixture::largestDifference(value, expected.values.at("loss")), 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Fixtures, EveryArchitecture,
                         ::testing::Values("bert", "roberta", "distilbert", "bilstm", "gated_cnn",
                                           "use_lite"),
                         [](const auto& one) { return std::string(one.param); });

TEST(MiniLm, AgreesWithPyTorchAsABodyInHalfFloats) {
    torch::NoGradGuard no_grad;
    const auto expected = fixture::expected("minilm");
    const auto pretrained = fixture::load(fixture::folder("minilm"));
    EXPECT_TRUE(pretrained.labels.empty());
    EXPECT_FALSE(pretrained.tensors.contains("classifier.weight"));
    const auto model = fixture::classifier(pretrained, torch::kFloat64);
    const auto& leaves = model.parameters().leaves();
    const auto out = makeEncoder(model.config())
                         ->forward({leaves.data(), leaves.size() - 2}, expected.tokens, nullptr);
    EXPECT_LT(fixture::largestDifference(out.pooled, expected.values.at("pooled")), 1e-9);
    const auto is_token = expected.tokens.mask.unsqueeze(-1);
    EXPECT_LT(fixture::largestDifference(out.tokens * is_token, expected.values.at("tokens")),
              1e-9);
}

}  // namespace
}  // namespace alphascope
