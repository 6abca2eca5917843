// SPDX-License-Identifier: GPL-3.0-or-later
// Batches at the ends of what can come: losses of exactly 0, predictions that are certain or that
// say nothing; and states that a checkpoint cannot hold.
#include "core/data/helpers.h"
#include "core/distill/linear_world.h"
#include "core/distill/reference.h"
#include "distill/checkpoint_state.h"
#include "distill/meta_gradient.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

using reference::close;

/// Student and teacher as sure of the label as a softmax can be: every label loss is exactly 0.
Targets certain(torch::Tensor& logits) {
    const auto labels = torch::tensor({0, 2, 1}, torch::kInt64);
    logits = torch::one_hot(labels, 3).to(torch::kFloat64) * 1e4;
    return {.labels = labels, .teacher_logits = logits.clone()};
}

TEST(SchemesAtTheirEnds, GiveFiniteWeightsWhereEveryLossIsZero) {
    for (const auto& row : schemeTable()) {
        if (!row.uses_teacher) continue;
        auto world = LinearWorld::random(2, 3, 5);
        torch::Tensor logits;
        const auto targets = certain(logits);
        const auto scheme = reference::make(row.id);
        const auto terms = scheme->terms(TaskKind::kClassification);
        for (std::int64_t step = 1; step <= 8; ++step) {
            scheme->beginStep(step, 8);
            const LogitLosses losses(terms, logits, targets);
            const auto weights = scheme->weigh({.step = step,
                                                .total_steps = 8,
                                                .epoch = static_cast<std::int32_t>((step - 1) / 2),
                                                .epochs = 4,
                                                .learning_rate = 0.1,
                                                .losses = losses.values(),
                                                .logits = logits,
                                                .targets = targets,
                                                .terms = terms,
                                                .tools = &world});
            EXPECT_TRUE(torch::isfinite(weights.values).all().item<bool>()) << row.id << step;
            EXPECT_TRUE((weights.values >= 0).all().item<bool>()) << row.id << step;
        }
    }
}

TEST(SchemesAtTheirEnds, GiveNoNegativeWeightForPredictionsThatSayNothing) {
    for (const std::int64_t classes : {2, 3, 5, 7, 11})
        for (const char* id : {"entropy", "ea-kd", "focal", "ada"}) {
            ParameterMap parameters;
            if (std::string(id) == "entropy") parameters["use"] = std::string("adjustment");
            // Shifts of all logits leave an entropy that rounding moves past its largest.
            const auto logits =
                torch::arange(40, torch::kFloat64).unsqueeze(1).expand({40, classes}) / 7.0;
            const Targets targets{.labels = torch::zeros({40}, torch::kInt64),
                                  .teacher_logits = logits};
            const auto weights = reference::make(id, parameters)
                                     ->weigh({.losses = torch::ones({40, 2}, torch::kFloat64),
                                              .logits = logits,
                                              .targets = targets})
                                     .values;
            EXPECT_TRUE((weights >= 0).all().item<bool>()) << id << " " << classes;
        }
}

TEST(SchemesAtTheirEnds, SurviveARunOfOneStep) {
    const auto losses = torch::ones({2, 2}, torch::kFloat64);
    const auto alphaOf = [&](const char* id) {
        return reference::make(id)
            ->weigh({.step = 1, .total_steps = 1, .losses = losses})
            .values[0][kTeacherTerm]
            .item<double>();
    };
    EXPECT_EQ(alphaOf("linear"), 1.0);
    EXPECT_EQ(alphaOf("cosine"), 1.0);
    EXPECT_EQ(alphaOf("teacher-annealing"), 1.0) << "λ = 0: the teacher alone";
}

// A student whose logits are the teacher's, but for the length: 1 - cos is 0, or rounding's minus.
TEST(TemperaturesAtTheirEnds, StayNumbersForAStudentThatAgrees) {
    const auto teacher = torch::randn({200, 3}, torch::kFloat64);
    const TemperatureSchedule root{
        .kind = TemperatureSchedule::Kind::kFlsw, .base = 2.0, .gamma = 0.5};
    const auto t = sampleTemperatures(root, 1.7 * teacher, teacher);
    EXPECT_TRUE(close(t, torch::full({200}, 2.0, torch::kFloat64), 1e-6));
}

TEST(TemperatureSpecs, NameBetaAndGamma) {
    const auto schedule = temperatureSchedule(
        {.temperature_schedule = "flsw", .temperature_beta = 0.3, .temperature_gamma = 5.0});
    EXPECT_EQ(schedule.beta, 0.3);
    EXPECT_EQ(schedule.gamma, 5.0);
}

TEST(CheckpointState, ComesBackAsACopyOfTheRightShapeOrNotAtAll) {
    TensorFile archive{.tensors = {{"a", torch::ones({2, 3})}},
                       .metadata = {{"n", "-12"}, {"text", "12 steps"}, {"empty", ""}}};
    auto state = stateTensor(archive, "a", {2, 3});
    state.zero_();
    EXPECT_EQ(archive.tensors.at("a").sum().item<double>(), 6.0) << "the file's own was changed";
    EXPECT_EQ(stateInteger(archive, "n"), -12);
    EXPECT_EQ(stateText(archive, "text"), "12 steps");
    const auto names = [](const auto& work) { return errorOf(work); };
    EXPECT_NE(names([&] {
                  stateTensor(archive, "a", {3, 2});
              }).find("holds no a "),
              std::string::npos);
    EXPECT_NE(names([&] { stateTensor(archive, "b", {2}); }).find("holds no b "),
              std::string::npos);
    EXPECT_NE(names([&] { stateText(archive, "a"); }).find("holds no a "), std::string::npos);
    for (const char* name : {"text", "empty", "absent"})
        EXPECT_NE(names([&] { stateInteger(archive, name); }).find(name), std::string::npos);
}

}  // namespace
}  // namespace alphascope
