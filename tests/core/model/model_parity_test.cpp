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
    double expectedLoss() const { return expected.values.at("loss").item<double>(); }
};

TEST_P(EveryArchitecture, AgreesWithPyTorchInForwardLossAndOneStep) {
    Classifier model = fixture::classifier(pretrained, torch::kFloat64);
    const auto at = fixture::lossAndGradient(model, expected);
    EXPECT_LT(fixture::largestDifference(at.logits, expected.values.at("logits")), 1e-9);
    EXPECT_NEAR(at.loss, expectedLoss(), 1e-9);
    AdamW adamw(model.parameters(), kDecay);
    adamw.step(kRate, at.gradient);
    const auto after = fixture::load(fixture::folder(GetParam()) / "after");
    ASSERT_EQ(after.tensors.size(), model.namedTensors().size());
    for (const auto& [name, tensor] : model.namedTensors()) {
        EXPECT_LT(fixture::largestDifference(tensor, after.tensors.at(name)), 1e-6) << name;
        EXPECT_GT(fixture::largestDifference(tensor, pretrained.tensors.at(name)), 1e-4)
            << name << " stands still";
    }
}

TEST_P(EveryArchitecture, AgreesWithPyTorchInSinglePrecision) {
    const Classifier model = fixture::classifier(pretrained, torch::kFloat32);
    const auto at = fixture::lossAndGradient(model, expected);
    EXPECT_LT(fixture::largestDifference(at.logits, expected.values.at("logits")), 1e-5);
    EXPECT_NEAR(at.loss, expectedLoss(), 1e-5);
    EXPECT_LT(fixture::largestDifference(model.predict(expected.packed), at.logits), 1e-6);
    // The pass that serves this model in single precision against libtorch's in double.
    const auto exact =
        fixture::lossAndGradient(fixture::classifier(pretrained, torch::kFloat64), expected);
    EXPECT_LT(fixture::largestDifference(at.gradient.values(), exact.gradient.values()), 1e-5);
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
