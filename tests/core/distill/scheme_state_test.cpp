// SPDX-License-Identifier: GPL-3.0-or-later
// A scheme saved after any step and read into a fresh object goes on with the same bits.
#include "core/distill/linear_world.h"
#include "core/distill/reference.h"
#include "distill/meta_gradient.h"
#include "study/error.h"

#include <gtest/gtest.h>

#include <set>

namespace alphascope {
namespace {

constexpr std::int64_t kSteps = 12, kRows = 4;
constexpr std::int32_t kEpochs = 4;

struct Way {
    std::string scheme;
    ParameterMap parameters;
    bool keeps_state = false;
};
void PrintTo(const Way& way, std::ostream* out) {
    *out << way.scheme;
    for (const auto& [name, value] : way.parameters) *out << " " << name;
}

/// Step `step` of a run whose batches depend on the step alone.
torch::Tensor weightsAt(WeightingScheme& scheme, std::int64_t step) {
    auto world = LinearWorld::random(static_cast<std::uint64_t>(step), kRows, 6);
    const auto logits = torch::randn({kRows, 2}, torch::kFloat64);
    const Targets targets{.labels = torch::randint(2, {kRows}, torch::kInt64),
                          .teacher_logits = 2.0 * torch::randn({kRows, 2}, torch::kFloat64)};
    const auto terms = scheme.terms(TaskKind::kClassification);
    scheme.beginStep(step, kSteps);
    const LogitLosses losses(terms, logits, targets);
    const auto weights = scheme.weigh({.step = step,
                                       .total_steps = kSteps,
                                       .epoch = static_cast<std::int32_t>((step - 1) / 3),
                                       .epochs = kEpochs,
                                       .learning_rate = 0.05,
                                       .losses = losses.values(),
                                       .logits = logits,
                                       .targets = targets,
                                       .terms = terms,
                                       .tools = &world});
    // The losses too: some terms move with the step.
    return torch::cat({weights.values, losses.values()});
}

class SchemeState : public ::testing::TestWithParam<Way> {
protected:
    [[nodiscard]] std::unique_ptr<WeightingScheme> fresh(std::uint64_t seed) const {
        return reference::make(GetParam().scheme, GetParam().parameters, seed);
    }
};

TEST_P(SchemeState, GoesOnWithTheSameBitsFromAnyStep) {
    for (std::int64_t saved = 0; saved < kSteps; ++saved) {
        const auto whole = fresh(1);
        for (std::int64_t step = 1; step <= saved; ++step) weightsAt(*whole, step);
        TensorFile archive;
        whole->save(archive);
        const auto resumed = fresh(2), forgetful = fresh(2);
        resumed->load(archive);
        bool differs = false;
        for (std::int64_t step = saved + 1; step <= kSteps; ++step) {
            const auto expected = weightsAt(*whole, step);
            EXPECT_TRUE(torch::equal(weightsAt(*resumed, step), expected))
                << "saved after " << saved << ", step " << step;
            differs |= !torch::equal(weightsAt(*forgetful, step), expected);
        }
        // So that the equality above proves something.
        if (saved == 7) {
            EXPECT_EQ(differs, GetParam().keeps_state);
        }
    }
}

class StatefulScheme : public SchemeState {};

TEST_P(StatefulScheme, RefusesACheckpointWithoutItsState) {
    EXPECT_THROW(fresh(1)->load({}), Error);
}

std::vector<Way> ways() {
    std::vector<Way> all;
    for (const auto& scheme : schemeTable()) {
        const std::set<std::string> learning{"uncertainty", "dwa",        "gradnorm",      "random",
                                             "mw-net",      "mw-net-two", "rw-kd-shuffled"};
        all.push_back({scheme.id, {}, learning.contains(scheme.id)});
    }
    all.push_back({"rw-kd", {{"meta_learner", std::string("mlp")}}, true});
    for (const char* id : {"rw-kd", "rw-kd-adam"})
        all.push_back({id, {{"meta_every", std::int64_t{5}}}, true});
    return all;
}

std::vector<Way> waysWithState() {
    auto all = ways();
    std::erase_if(all, [](const Way& way) { return !way.keeps_state; });
    return all;
}

INSTANTIATE_TEST_SUITE_P(LearningSchemes, StatefulScheme, ::testing::ValuesIn(waysWithState()));
INSTANTIATE_TEST_SUITE_P(EveryScheme, SchemeState, ::testing::ValuesIn(ways()));

}  // namespace
}  // namespace alphascope
