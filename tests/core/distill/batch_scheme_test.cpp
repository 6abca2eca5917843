// SPDX-License-Identifier: GPL-3.0-or-later
// Schemes with one pair of weights for a batch, and those that follow the step alone.
#include "core/distill/linear_world.h"
#include "core/distill/reference.h"
#include "distill/meta_gradient.h"

#include <gtest/gtest.h>

#include <cmath>

namespace alphascope {
namespace {

using reference::close;

/// Two samples whose mean losses are `mean` [2].
torch::Tensor around(const torch::Tensor& mean) {
    return torch::stack({0.5 * mean, 1.5 * mean});
}

/// The pair of weights [2], after a check that both rows have it.
torch::Tensor pairOf(const Weights& weights) {
    EXPECT_TRUE(torch::equal(weights.values[0], weights.values[1]));
    return weights.values[0];
}

TEST(Uncertainty, FollowsPyTorchsAdamOnTheSumOfScaledLosses) {
    const auto scheme = reference::make("uncertainty", {{"learning_rate", 0.05}});
    const auto losses = reference::tensor(reference::all().at("losses"));
    const auto expected = reference::tensor(reference::all().at("uncertainty").at("weights"));
    for (std::int64_t step = 0; step < losses.size(0); ++step)
        EXPECT_TRUE(
            close(pairOf(scheme->weigh({.losses = around(losses[step])})), expected[step], 1e-7))
            << step;
    EXPECT_FALSE(close(expected[0], expected[4])) << "weights that stand still prove nothing";
    TensorFile state;
    scheme->save(state);
    EXPECT_TRUE(close(state.tensors.at("scheme.uncertainty"),
                      reference::tensor(reference::all().at("uncertainty").at("s")), 1e-7));
}

TEST(Uncertainty, TakesTheStudentsRateUnlessItHasItsOwn) {
    const auto movedBy = [](double own, double students) {
        const auto scheme = reference::make("uncertainty", {{"learning_rate", own}});
        const auto losses = torch::ones({2, 2}, torch::kFloat64);
        const auto first = scheme->weigh({.learning_rate = students, .losses = losses}).values;
        return (scheme->weigh({.learning_rate = students, .losses = losses}).values - first)
            .abs()
            .max()
            .item<double>();
    };
    EXPECT_EQ(movedBy(0.0, 0.0), 0.0);
    EXPECT_GT(movedBy(0.0, 0.1), 1e-2);
    EXPECT_GT(movedBy(0.1, 0.0), 1e-2);
}

TEST(Uncertainty, StartsWhereItIsTold) {
    for (const double start : {-2.0, 0.7}) {
        const auto weights = reference::make("uncertainty", {{"start", start}})
                                 ->weigh({.losses = torch::ones({2, 2}, torch::kFloat64)})
                                 .values;
        EXPECT_TRUE(close(weights, torch::full_like(weights, 0.5 * std::exp(-start)))) << start;
    }
}

TEST(GradNorm, FollowsPyTorchsAdamOnTheNorms) {
    const auto scheme = reference::make("gradnorm", {{"learning_rate", 0.05}});
    const auto losses = reference::tensor(reference::all().at("losses"));
    const auto gradients = reference::tensor(reference::all().at("gradients"));
    const auto& recorded = reference::all().at("gradnorm");
    const auto expected = reference::tensor(recorded.at("weights"));
    for (std::int64_t step = 0; step < losses.size(0); ++step) {
        LinearWorld world;
        // Both samples have the term's gradient, and a head that does not count.
        const auto head = torch::full({2, 3}, 7.0, torch::kFloat64);
        world.gradients = torch::cat({gradients[step], head}, 1).expand({2, 2, 7});
        world.encoder = 4;
        const auto weights = scheme->weigh({.losses = around(losses[step]), .tools = &world});
        EXPECT_TRUE(close(pairOf(weights), expected[step], 1e-7)) << step;
        EXPECT_NEAR(world.notes.at("label_gradient_norm"), gradients[step][0].norm().item<double>(),
                    1e-12);
        EXPECT_NEAR(world.notes.at("teacher_gradient_norm"),
                    gradients[step][1].norm().item<double>(), 1e-12);
    }
    EXPECT_FALSE(close(expected[0], expected[4]));
    TensorFile state;
    scheme->save(state);
    EXPECT_TRUE(
        close(state.tensors.at("scheme.gradnorm"), reference::tensor(recorded.at("s")), 1e-7));
}

/// s [2] after two steps: gradients of norm 1 and 1.2, and losses that change to `second`.
torch::Tensor gradNormState(double force, const torch::Tensor& second) {
    const auto scheme =
        reference::make("gradnorm", {{"restoring_force", force}, {"learning_rate", 0.05}});
    LinearWorld world;
    const auto gradients = torch::tensor({{1.0, 0.0}, {1.2, 0.0}}, torch::kFloat64);
    world.gradients = gradients.expand({2, 2, 2});
    world.encoder = 2;
    for (const auto& losses : {torch::ones({2}, torch::kFloat64), second})
        scheme->weigh({.losses = around(losses), .tools = &world});
    TensorFile state;
    scheme->save(state);
    return state.tensors.at("scheme.gradnorm").clone();
}

// The label term has learned three times as much as the teacher's: by r^κ its norm should be the
// smaller one, although it is already; without a force, both norms should be alike.
TEST(GradNorm, PullsByTheRestoringForce) {
    const auto same = torch::ones({2}, torch::kFloat64);
    const auto uneven = torch::tensor({0.5, 1.5}, torch::kFloat64);
    EXPECT_TRUE(close(gradNormState(0.0, uneven), gradNormState(0.0, same)));
    EXPECT_TRUE(close(gradNormState(1.5, same), gradNormState(0.0, same)));
    EXPECT_FALSE(close(gradNormState(1.5, uneven), gradNormState(0.0, uneven), 1e-3));
}

TEST(Dwa, SoftensByItsTemperature) {
    for (const double temperature : {0.5, 7.0}) {
        const auto scheme = reference::make("dwa", {{"softmax_temperature", temperature}});
        const std::vector<torch::Tensor> means{torch::tensor({1.0, 2.0}, torch::kFloat64),
                                               torch::tensor({0.9, 1.0}, torch::kFloat64),
                                               torch::tensor({0.8, 0.9}, torch::kFloat64)};
        torch::Tensor got;
        for (std::size_t epoch = 0; epoch < means.size(); ++epoch)
            got = pairOf(scheme->weigh({.step = static_cast<std::int64_t>(epoch) + 1,
                                        .epoch = static_cast<std::int32_t>(epoch),
                                        .losses = around(means[epoch])}));
        // 2 softmax of the ratios 0.9/1 and 1/2 over T.
        const double label = 2.0 / (1.0 + std::exp((0.5 - 0.9) / temperature));
        EXPECT_TRUE(close(got, torch::tensor({label, 2.0 - label}, torch::kFloat64)))
            << temperature;
    }
}

TEST(Dwa, WeighsByTheLastTwoEpochsOverSamplesNotBatches) {
    const auto scheme = reference::make("dwa");
    const auto means = reference::tensor(reference::all().at("epoch_means"));
    const auto expected = reference::tensor(reference::all().at("dwa"));
    std::int64_t step = 0;
    for (std::int64_t epoch = 0; epoch < means.size(0); ++epoch)
        // A batch of two and one of one: (0.5 + 1.5 + 1) / 3 of the mean.
        for (const auto& losses : {around(means[epoch]), means[epoch].unsqueeze(0)}) {
            const auto got = scheme->weigh(
                {.step = ++step, .epoch = static_cast<std::int32_t>(epoch), .losses = losses});
            EXPECT_TRUE(close(got.values[0], expected[epoch])) << "epoch " << epoch;
            EXPECT_FALSE(got.rows_sum_to_one);
        }
    EXPECT_FALSE(close(expected[2], expected[3]));
}

TEST(RandomWeights, AreTheSoftmaxOfStandardNormalNumbers) {
    const auto scheme = reference::make("random");
    constexpr int kDraws = 20000;
    double sum = 0.0, squares = 0.0, within = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const double alpha = scheme->weigh({.losses = torch::zeros({1, 2}, torch::kFloat64)})
                                 .values[0][kTeacherTerm]
                                 .item<double>();
        // The log-odds of a softmax of two N(0, 1) are N(0, 2).
        const double odds = std::log(alpha / (1.0 - alpha)) / std::sqrt(2.0);
        sum += odds;
        squares += odds * odds;
        within += std::abs(odds) < 1.0 ? 1.0 : 0.0;
    }
    EXPECT_NEAR(sum / kDraws, 0.0, 4.0 / std::sqrt(kDraws));
    EXPECT_NEAR(squares / kDraws, 1.0, 4.0 * std::sqrt(2.0 / kDraws));
    EXPECT_NEAR(within / kDraws, std::erf(1.0 / std::sqrt(2.0)), 4.0 * 0.5 / std::sqrt(kDraws));
}

TEST(RandomWeights, DependOnTheSeedAlone) {
    const auto first = [](std::uint64_t seed) {
        return reference::make("random", {}, seed)
            ->weigh({.losses = torch::zeros({2, 2}, torch::kFloat64)})
            .values;
    };
    EXPECT_TRUE(torch::equal(first(4), first(4)));
    EXPECT_FALSE(torch::equal(first(4), first(5)));
}

/// Gradient in the logits of what a scheme trains on at a step.
torch::Tensor logitGradient(const std::string& id, TaskKind kind, const torch::Tensor& logits,
                            const Targets& targets, std::int64_t step, std::int64_t total,
                            const ParameterMap& parameters = {}) {
    const auto scheme = reference::make(id, parameters);
    const auto terms = scheme->terms(kind);
    scheme->beginStep(step, total);
    const LogitLosses losses(terms, logits, targets);
    const auto weights = scheme->weigh({.step = step,
                                        .total_steps = total,
                                        .losses = losses.values(),
                                        .logits = logits,
                                        .targets = targets,
                                        .terms = terms});
    return losses.cotangents(weights.values);
}

// The loss of the mixed target itself, by PyTorch's functions.
TEST(TeacherAnnealing, HasTheGradientOfTheMixedTarget) {
    for (const std::int64_t step : {1, 4, 11}) {
        const double lambda = static_cast<double>(step - 1) / 10.0;
        const auto targets = reference::targets(5.0);  // T has no part in it
        const auto z = reference::logits().requires_grad_(true);
        const auto hard = torch::one_hot(targets.labels, 3).to(torch::kFloat64);
        const auto mixed = lambda * hard + (1 - lambda) * targets.teacher_logits.softmax(-1);
        const auto loss = torch::nn::functional::cross_entropy(
            z, mixed, torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum));
        const auto expected = torch::autograd::grad({loss}, {z})[0];
        EXPECT_TRUE(close(logitGradient("teacher-annealing", TaskKind::kClassification, z.detach(),
                                        targets, step, 11),
                          expected));
    }
}

TEST(TeacherAnnealing, MixesScoresInRegression) {
    const auto z = torch::tensor({{0.3}, {0.9}}, torch::kFloat64);
    const Targets targets{.labels = torch::tensor({0.5, 0.2}, torch::kFloat64),
                          .teacher_logits = torch::tensor({{0.1}, {0.4}}, torch::kFloat64)};
    // λ = 0.3: targets 0.22 and 0.34.
    const auto expected = torch::tensor({{2 * (0.3 - 0.22)}, {2 * (0.9 - 0.34)}}, torch::kFloat64);
    EXPECT_TRUE(close(logitGradient("teacher-annealing", TaskKind::kRegression, z, targets, 4, 11),
                      expected));
}

TEST(AnnealingKd, ClimbsToTheTeachersLogitsThenTurnsToTheLabels) {
    const auto targets = reference::targets();
    const auto gradientAt = [&](std::int64_t step) {
        return logitGradient("annealing-kd", TaskKind::kClassification, reference::logits(),
                             targets, step, 40);
    };
    // 30 of 40 steps, τ changes every third.
    for (const auto& [step, tau] : {std::pair<int, int>{1, 1}, {3, 1}, {4, 2}, {27, 9}, {30, 10}})
        EXPECT_TRUE(close(gradientAt(step),
                          2.0 / 3.0 * (reference::logits() - targets.teacher_logits * tau / 10.0)))
            << step;
    const auto hard = torch::one_hot(targets.labels, 3).to(torch::kFloat64);
    for (const int step : {31, 40})
        EXPECT_TRUE(close(gradientAt(step), reference::logits().softmax(-1) - hard)) << step;
}

TEST(AnnealingKd, TurnsAtItsShareOfTheSteps) {
    const auto targets = reference::targets();
    const auto hard = torch::one_hot(targets.labels, 3).to(torch::kFloat64);
    const auto gradientAt = [&](std::int64_t step) {
        return logitGradient("annealing-kd", TaskKind::kClassification, reference::logits(),
                             targets, step, 40,
                             {{"first_phase_share", 0.5}, {"tau_max", std::int64_t{4}}});
    };
    // 20 of 40 steps, τ of 4 changes every fifth.
    for (const auto& [step, tau] : {std::pair<int, int>{5, 1}, {6, 2}, {20, 4}})
        EXPECT_TRUE(close(gradientAt(step),
                          2.0 / 3.0 * (reference::logits() - targets.teacher_logits * tau / 4.0)))
            << step;
    EXPECT_TRUE(close(gradientAt(21), reference::logits().softmax(-1) - hard));
}

TEST(AnnealingKd, SurvivesRunsTooShortForItsSteps) {
    for (const std::int64_t total : {1, 2, 3})
        for (std::int64_t step = 1; step <= total; ++step)
            EXPECT_TRUE(torch::isfinite(logitGradient("annealing-kd", TaskKind::kClassification,
                                                      reference::logits(), reference::targets(),
                                                      step, total))
                            .all()
                            .item<bool>());
}

}  // namespace
}  // namespace alphascope
