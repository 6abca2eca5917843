// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/temperature.h"

#include "core/distill/reference.h"
#include "distill/meta_gradient.h"
#include "distill/teacher_view.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

using reference::close;

TemperatureSchedule scheduleOf(const std::string& name, const nlohmann::json& recorded) {
    TrainSpec train;
    train.temperature_schedule = name;
    train.temperature = recorded.at("base").get<double>();
    train.temperature_beta = recorded.at("beta").get<double>();
    return temperatureSchedule(train);
}

/// Targets of the recorded batch through the view that a run uses.
Targets through(const TemperatureSchedule& schedule, const torch::Tensor& logits) {
    const OutputHeadView view(reference::targets().teacher_logits, schedule);
    Batch batch{.tokens = {}, .index = torch::arange(6), .labels = reference::targets().labels};
    return view.targets(batch, {logits});
}

// One division and one factor a sample, T² included, no gradient through T_i: PyTorch's loss and
// gradient, with the T_i as constants.
TEST(TemperatureSchedules, GiveTheTemperaturesLossesAndGradientsThatPyTorchGives) {
    for (const char* name : {"flsw", "cwsm"}) {
        const auto& recorded = reference::all().at("temperatures").at(name);
        const auto targets = through(scheduleOf(name, recorded), reference::logits());
        EXPECT_TRUE(close(targets.temperatures, reference::tensor(recorded.at("t")))) << name;
        const auto terms = makeTerms(TaskKind::kClassification, true);
        const LogitLosses losses(terms, reference::logits(), targets);
        EXPECT_TRUE(close(losses.values().select(1, 1), reference::tensor(recorded.at("loss"))));
        EXPECT_TRUE(close(losses.derivatives()[1], reference::tensor(recorded.at("gradient"))));
        EXPECT_TRUE(close(losses.values().mean(0)[0], torch::nn::functional::cross_entropy(
                                                          reference::logits(), targets.labels)))
            << "the label term has no temperature";
    }
}

TEST(TemperatureSchedules, AreDetachedFromTheStudent) {
    const auto logits = reference::logits().requires_grad_(true);
    for (const char* name : {"flsw", "cwsm"}) {
        const auto& recorded = reference::all().at("temperatures").at(name);
        EXPECT_FALSE(through(scheduleOf(name, recorded), logits).temperatures.requires_grad());
    }
}

TEST(TemperatureSchedules, MoveWithTheStudentAndWithBetaAndGamma) {
    const auto at = [](TemperatureSchedule schedule, double scale) {
        return through(schedule, reference::logits() * scale +
                                     torch::tensor({2.0, 0.0, 0.0}, torch::kFloat64))
            .temperatures;
    };
    using Kind = TemperatureSchedule::Kind;
    for (const auto kind : {Kind::kFlsw, Kind::kCwsm}) {
        const TemperatureSchedule plain{.kind = kind, .base = 5.0};
        auto stronger = plain, steeper = plain;
        stronger.beta = 0.5;
        steeper.gamma = 1.0;
        EXPECT_FALSE(close(at(plain, 1.0), at(plain, 3.0)));
        EXPECT_FALSE(close(at(plain, 1.0), at(stronger, 1.0)));
        EXPECT_EQ(close(at(plain, 1.0), at(steeper, 1.0)), kind == Kind::kCwsm);
    }
}

TEST(TemperatureSchedules, HaveAFloorAndNoDirectionlessLogits) {
    TemperatureSchedule wild{.kind = TemperatureSchedule::Kind::kFlsw, .base = 0.1, .beta = 50.0};
    const auto t = through(wild, reference::logits()).temperatures;
    EXPECT_EQ(t.min().item<double>(), kMinTemperature);
    wild.beta = 1.0;
    EXPECT_TRUE(torch::isfinite(through(wild, torch::zeros({6, 3}, torch::kFloat64)).temperatures)
                    .all()
                    .item<bool>());
}

TEST(TemperatureSchedules, LeaveFixedRunsAndSingleScoresAlone) {
    const auto targets = through({.base = 3.0}, reference::logits());
    EXPECT_FALSE(targets.temperatures.defined());
    EXPECT_EQ(targets.temperature, 3.0);
    const TemperatureSchedule flsw{.kind = TemperatureSchedule::Kind::kFlsw};
    EXPECT_FALSE(sampleTemperatures(flsw, torch::ones({4, 1}), torch::ones({4, 1})).defined());
    EXPECT_EQ(temperatureSchedule(TrainSpec{}).kind, TemperatureSchedule::Kind::kFixed);
}

TEST(TemperatureSchedules, SayWhatTheyDo) {
    EXPECT_EQ(describe({.base = 2.0}), "T = 2 (T² = 4), the same for every sample");
    const auto text = describe({.kind = TemperatureSchedule::Kind::kFlsw, .base = 4.0});
    EXPECT_NE(text.find("T_i = max(4 + 1 (mean_j w_j - w_i), 0.05)"), std::string::npos) << text;
    EXPECT_NE(text.find("(1 - cos(z_i, zt_i))^2"), std::string::npos) << text;
}

}  // namespace
}  // namespace alphascope
