// SPDX-License-Identifier: GPL-3.0-or-later
// Schemes that weigh each sample by what is predicted for it, against PyTorch.
#include "core/distill/reference.h"
#include "distill/meta_gradient.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

using reference::close;

/// Weights [6, 2] of the recorded batch.
Weights weigh(const std::string& id, const ParameterMap& parameters = {},
              const torch::Tensor& logits = reference::logits()) {
    const auto scheme = reference::make(id, parameters);
    const auto terms = scheme->terms(TaskKind::kClassification);
    const auto targets = reference::targets(2.0);
    return scheme->weigh({.losses = LogitLosses(terms, logits, targets).values(),
                          .logits = logits,
                          .targets = targets,
                          .terms = terms});
}

torch::Tensor recorded(const char* name) {
    return reference::tensor(reference::all().at("weights").at(name));
}

TEST(SampleSchemes, GiveTheWeightsThatPyTorchGives) {
    const auto ones = torch::ones({6}, torch::kFloat64);
    const auto check = [](const Weights& got, const torch::Tensor& label,
                          const torch::Tensor& teacher) {
        EXPECT_TRUE(close(got.values.select(1, kLabelTerm), label)) << got.values;
        EXPECT_TRUE(close(got.values.select(1, kTeacherTerm), teacher)) << got.values;
    };
    check(weigh("wsl"), ones, recorded("wsl"));
    check(weigh("filter"), 1.0 - recorded("filter"), recorded("filter"));
    check(weigh("ada"), 1.0 - recorded("ada"), recorded("ada"));
    check(weigh("entropy"), 0.5 * ones, recorded("entropy"));
    check(weigh("entropy", {{"use", std::string("adjustment")}}),
          1.0 - recorded("entropy_adjustment"), recorded("entropy_adjustment"));
    check(weigh("ea-kd"), ones, recorded("ea-kd"));
    check(weigh("focal"), recorded("focal_label"), 0.5 * ones);
    check(weigh("wttm", {{"kd_weight", 3.0}}), ones, 3.0 * ones);
}

TEST(SampleSchemes, AllFollowTheirFactor) {
    for (const char* id : {"wsl", "filter", "entropy", "ea-kd", "focal", "wttm"}) {
        const auto half = weigh(id, {{"kd_weight", 0.25}}).values.select(1, kTeacherTerm);
        const auto whole = weigh(id, {{"kd_weight", 0.5}}).values.select(1, kTeacherTerm);
        EXPECT_TRUE(close(2.0 * half, whole)) << id;
        EXPECT_GT(whole.max().item<double>(), 0.0) << id;
    }
}

TEST(SampleSchemes, MoveWithTheStudentWhereTheyLookAtIt) {
    for (const char* id : {"wsl", "entropy", "ea-kd", "focal"})
        EXPECT_FALSE(close(weigh(id).values, weigh(id, {}, 0.5 * reference::logits()).values))
            << id;
    for (const char* id : {"filter", "ada"})
        EXPECT_TRUE(close(weigh(id).values, weigh(id, {}, 0.5 * reference::logits()).values)) << id;
}

TEST(SampleSchemes, HaveTheirKnownEnds) {
    // A student that knows nothing has all the entropy; a teacher without a preference has no
    // margin, whatever its argmax.
    const auto flat = torch::zeros({6, 3}, torch::kFloat64);
    EXPECT_TRUE(close(weigh("entropy", {{"kd_weight", 1.0}}, flat).values.select(1, 1),
                      torch::ones({6}, torch::kFloat64)));
    EXPECT_TRUE(close(weigh("focal", {{"gamma", 0.0}, {"kd_weight", 0.2}}).values.select(1, 0),
                      torch::full({6}, 0.8, torch::kFloat64)));
    const auto scheme = reference::make("ada");
    auto targets = reference::targets();
    targets.teacher_logits = flat;
    const auto alpha = scheme->weigh(
        {.losses = torch::zeros({6, 2}, torch::kFloat64), .logits = flat, .targets = targets});
    EXPECT_TRUE(close(alpha.values.select(1, 1), torch::zeros({6}, torch::kFloat64), 1e-15));
}

TEST(Wttm, HasTheLossAndGradientThatPyTorchGives) {
    const auto terms = reference::make("wttm")->terms(TaskKind::kClassification);
    // Whatever the run's temperature: the student stays at T = 1.
    const LogitLosses losses(terms, reference::logits(), reference::targets(4.0));
    const auto& expected = reference::all().at("wttm");
    EXPECT_TRUE(close(losses.values().select(1, 1), reference::tensor(expected.at("loss"))));
    EXPECT_TRUE(close(losses.derivatives()[1], reference::tensor(expected.at("gradient"))));
    EXPECT_FALSE(terms[kTeacherTerm]->usesTemperature());
}

TEST(Wttm, ItsExponentIsNoOrnament) {
    const auto lossAt = [](double exponent) {
        const auto terms =
            reference::make("wttm", {{"exponent", exponent}})->terms(TaskKind::kClassification);
        return LogitLosses(terms, reference::logits(), reference::targets()).values().select(1, 1);
    };
    EXPECT_FALSE(close(lossAt(0.5), lossAt(0.8)));
    // l = 1 is the plain divergence at T = 1.
    const auto plain = makeTerms(TaskKind::kClassification, true);
    EXPECT_TRUE(
        close(lossAt(1.0),
              LogitLosses(plain, reference::logits(), reference::targets()).values().select(1, 1)));
}

}  // namespace
}  // namespace alphascope
