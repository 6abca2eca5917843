// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/meta_gradient.h"

#include <gtest/gtest.h>

#include <cmath>

namespace alphascope {
namespace {

TEST(LossTerms, MatchTheFormulasWorkedByHand) {
    const auto z = torch::tensor({{1.0, -1.0}, {0.0, 2.0}}, torch::kFloat64);
    const auto teacher = torch::tensor({{2.0, 0.0}, {-1.0, 1.0}}, torch::kFloat64);
    const Targets targets{.labels = torch::tensor({0, 0}, torch::kInt64),
                          .teacher_logits = teacher,
                          .temperature = 2.0};
    const auto losses = allLosses(makeTerms(TaskKind::kClassification, true), {z}, targets);
    // CE = log(1 + exp(z_other - z_label)).
    EXPECT_NEAR(losses[0][0].item<double>(), std::log1p(std::exp(-2.0)), 1e-12);
    EXPECT_NEAR(losses[1][0].item<double>(), std::log1p(std::exp(2.0)), 1e-12);
    // Both pairs of logits differ by 2 in the same direction: no divergence.
    EXPECT_NEAR(losses[0][1].item<double>(), 0.0, 1e-12);
    const auto divergence = [](double q, double p) {
        return q * std::log(q / p) + (1 - q) * std::log((1 - q) / (1 - p));
    };
    const auto sigmoid = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
    EXPECT_NEAR(losses[1][1].item<double>(), 4.0 * divergence(sigmoid(1.0), sigmoid(1.0)), 1e-12);
    const Targets other{.labels = targets.labels,
                        .teacher_logits = torch::tensor({{0.0, 3.0}, {5.0, 0.0}}, torch::kFloat64),
                        .temperature = 2.0};
    const auto more = allLosses(makeTerms(TaskKind::kClassification, true), {z}, other);
    EXPECT_NEAR(more[0][1].item<double>(), 4.0 * divergence(sigmoid(1.5), sigmoid(-1.0)), 1e-12);
    EXPECT_NEAR(more[1][1].item<double>(), 4.0 * divergence(sigmoid(-2.5), sigmoid(1.0)), 1e-12);
}

TEST(LossTerms, AreSquaredErrorsInRegression) {
    const Targets targets{.labels = torch::tensor({0.5, 0.25}, torch::kFloat64),
                          .teacher_logits = torch::tensor({{1.0}, {0.0}}, torch::kFloat64)};
    const auto losses = allLosses(makeTerms(TaskKind::kRegression, true),
                                  {torch::tensor({{0.75}, {0.5}}, torch::kFloat64)}, targets);
    EXPECT_DOUBLE_EQ(losses[0][0].item<double>(), 0.0625);
    EXPECT_DOUBLE_EQ(losses[0][1].item<double>(), 0.0625);
    EXPECT_DOUBLE_EQ(losses[1][0].item<double>(), 0.0625);
    EXPECT_DOUBLE_EQ(losses[1][1].item<double>(), 0.25);
}

TEST(LogitLosses, DeriveEveryTermByTheLogits) {
    const auto z = torch::tensor({{0.3, -0.2, 0.9}, {1.0, 0.0, -1.0}}, torch::kFloat64);
    const auto tangent = torch::tensor({{1.0, -2.0, 0.5}, {0.2, 0.1, 3.0}}, torch::kFloat64);
    const Targets targets{
        .labels = torch::tensor({2, 0}, torch::kInt64),
        .teacher_logits = torch::tensor({{0.0, 1.0, 2.0}, {2.0, 1.0, 0.5}}, torch::kFloat64),
        .temperature = 3.0};
    const auto terms = makeTerms(TaskKind::kClassification, true);
    const LogitLosses at(terms, z, targets);
    const double h = 1e-6;
    const auto slopes = (allLosses(terms, {z + h * tangent}, targets) -
                         allLosses(terms, {z - h * tangent}, targets)) /
                        (2 * h);
    EXPECT_TRUE(torch::allclose((at.derivatives() * tangent).sum(-1).t(), slopes, 1e-7, 1e-9));
    const auto weights = torch::tensor({{0.2, 0.8}, {0.5, 2.0}}, torch::kFloat64);
    EXPECT_TRUE(torch::allclose((at.cotangents(weights) * tangent).sum(-1),
                                (slopes * weights).sum(1), 1e-7, 1e-9));
}

}  // namespace
}  // namespace alphascope
