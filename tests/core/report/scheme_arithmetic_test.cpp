// SPDX-License-Identifier: GPL-3.0-or-later
// The weights of the closed-form schemes against values worked out from docs/schemes.md by a few
// lines of Python (math.exp, math.log), for CE = 0.25, teacher logits (0.3, -1.2), label 0.
#include "report/scheme_arithmetic.h"

#include "study/scheme.h"

#include <gmock/gmock.h>

#include <cmath>
#include <set>

namespace alphascope {
namespace {

using ::testing::HasSubstr;

SampleNumbers sample() {
    return {.step = 26,
            .total_steps = 101,
            .epoch = 2,
            .label_loss = 0.25,
            .label = 0,
            .teacher_logits = {0.3, -1.2},
            .epoch_means = {{0.8, 1.0}, {0.4, 0.9}}};
}

/// Defaults, with some of them changed.
ParameterMap parametersOf(const std::string& scheme, const ParameterMap& changed = {}) {
    ParameterMap all = changed;
    for (const auto& parameter : findScheme(scheme).parameters)
        all.emplace(parameter.name, parameter.default_value);
    return all;
}

ClosedForm weigh(const std::string& scheme, const ParameterMap& changed = {},
                 const SampleNumbers& numbers = sample()) {
    const auto outcome = weightsOf(scheme, parametersOf(scheme, changed), numbers);
    EXPECT_TRUE(std::holds_alternative<ClosedForm>(outcome)) << scheme;
    return std::holds_alternative<ClosedForm>(outcome) ? std::get<ClosedForm>(outcome)
                                                       : ClosedForm();
}

std::string refusal(const std::string& scheme, const SampleNumbers& numbers = sample()) {
    const auto outcome = weightsOf(scheme, parametersOf(scheme), numbers);
    return std::holds_alternative<NotClosed>(outcome) ? std::get<NotClosed>(outcome).why : "";
}

double ownOf(const ClosedForm& weights, const std::string& name) {
    for (const OwnNumber& own : weights.own)
        if (own.name == name) return own.value;
    ADD_FAILURE() << name;
    return std::nan("");
}

TEST(SchemeArithmetic, ConstantsAndSchedules) {
    EXPECT_EQ(shareOf(weigh("label-only")), 0.0);
    EXPECT_EQ(shareOf(weigh("teacher-only")), 1.0);
    EXPECT_DOUBLE_EQ(shareOf(weigh("fixed", {{"kd_weight", 0.3}})), 0.3);
    EXPECT_DOUBLE_EQ(shareOf(weigh("linear")), 0.75);
    EXPECT_DOUBLE_EQ(shareOf(weigh("linear", {{"kd_weight_start", 0.2}, {"kd_weight_end", 0.6}})),
                     0.3);
    EXPECT_NEAR(shareOf(weigh("cosine")), 0.8535533905932737, 1e-12);
    EXPECT_DOUBLE_EQ(shareOf(weigh("teacher-annealing")), 0.75);
    SampleNumbers last = sample();
    last.step = last.total_steps = 1;
    EXPECT_EQ(shareOf(weigh("linear", {}, last)), 1.0) << "a run of one step";
}

TEST(SchemeArithmetic, AnnealingKdHasTwoPhases) {
    // 0.75 · 101 = 75.75, so 76 steps; step 26 is in the fourth tenth of them.
    const ClosedForm first = weigh("annealing-kd");
    EXPECT_EQ(shareOf(first), 1.0);
    EXPECT_EQ(ownOf(first, "first phase"), 76.0);
    EXPECT_EQ(ownOf(first, "τ"), 4.0);
    SampleNumbers later = sample();
    later.step = 77;
    EXPECT_EQ(shareOf(weigh("annealing-kd", {}, later)), 0.0);
    later.step = 76;
    EXPECT_EQ(shareOf(weigh("annealing-kd", {}, later)), 1.0);
    EXPECT_EQ(ownOf(weigh("annealing-kd", {}, later), "τ"), 10.0);
}

TEST(SchemeArithmetic, FromTheTeacher) {
    const ClosedForm wsl = weigh("wsl");
    EXPECT_NEAR(ownOf(wsl, "CE^t_i"), 0.2014132779827524, 1e-12);
    EXPECT_NEAR(ownOf(wsl, "w_i"), 0.7109710363678646, 1e-9);
    EXPECT_NEAR(shareOf(wsl), 0.6153379872217222, 1e-9);
    EXPECT_EQ(wsl.label_weight, 1.0);
    EXPECT_EQ(shareOf(weigh("filter", {{"kd_weight", 0.4}})), 0.4);
    SampleNumbers wrong = sample();
    wrong.label = 1;
    EXPECT_EQ(shareOf(weigh("filter", {}, wrong)), 0.0);
    EXPECT_NEAR(shareOf(weigh("ada")), 0.6351489523872873, 1e-12);
    EXPECT_EQ(shareOf(weigh("ada", {}, wrong)), 0.0);
    SampleNumbers three = sample();
    three.teacher_logits = {0.5, 1.5, -0.7};
    three.label = 1;
    EXPECT_NEAR(shareOf(weigh("ada", {}, three)), 0.51441648158499, 1e-12);
    three.label = 2;
    EXPECT_EQ(shareOf(weigh("ada", {}, three)), 0.0);
    EXPECT_NEAR(ownOf(weigh("wttm", {}, three), "Σ_k q_k^l"), 1.5948884043610074, 1e-12);
    EXPECT_EQ(shareOf(weigh("wttm", {{"kd_weight", 3.0}})), 0.75);
}

TEST(SchemeArithmetic, FromTheStudent) {
    EXPECT_NEAR(shareOf(weigh("entropy")), 0.43257620851990436, 1e-12);
    EXPECT_NEAR(shareOf(weigh("entropy", {{"use", std::string("adjustment")}})),
                0.23764879968893848, 1e-12);
    const ClosedForm ea = weigh("ea-kd");
    EXPECT_NEAR(ownOf(ea, "H_t"), 0.6628473185791794, 1e-12);
    EXPECT_NEAR(ownOf(ea, "H_s"), 0.671617842192751, 1e-12);
    EXPECT_NEAR(shareOf(ea), 0.3948757633072181, 1e-12);
    EXPECT_NEAR(shareOf(weigh("focal")), 0.953353287777248, 1e-12);
    SampleNumbers sure = sample();
    sure.label_loss = 0.0;
    EXPECT_EQ(shareOf(weigh("entropy", {}, sure)), 0.0) << "no entropy, no teacher";
    EXPECT_EQ(shareOf(weigh("focal", {}, sure)), 1.0);
    EXPECT_TRUE(std::isfinite(shareOf(weigh("ea-kd", {}, sure))));
}

TEST(SchemeArithmetic, DwaFollowsTheEpochsBefore) {
    const ClosedForm weights = weigh("dwa");
    EXPECT_DOUBLE_EQ(ownOf(weights, "r_label"), 0.5);
    EXPECT_DOUBLE_EQ(ownOf(weights, "r_teacher"), 0.9);
    EXPECT_NEAR(weights.label_weight, 0.900332005375044, 1e-12);
    EXPECT_NEAR(weights.teacher_weight, 1.099667994624956, 1e-12);
    SampleNumbers early = sample();
    early.epoch = 1;
    EXPECT_EQ(shareOf(weigh("dwa", {}, early)), 0.5);
    SampleNumbers unknown = sample();
    unknown.epoch_means.pop_back();
    EXPECT_THAT(refusal("dwa", unknown), HasSubstr("not at hand"));
}

TEST(SchemeArithmetic, SaysWhyItCannot) {
    EXPECT_THAT(refusal("rw-kd"), HasSubstr("meta-gradient"));
    EXPECT_THAT(refusal("l2rw"), HasSubstr("meta-gradient"));
    EXPECT_THAT(refusal("mw-net"), HasSubstr("network"));
    EXPECT_THAT(refusal("random"), HasSubstr("drawn"));
    EXPECT_THAT(refusal("gradnorm"), HasSubstr("learns"));
    SampleNumbers three = sample();
    three.teacher_logits = {0.1, 0.2, 0.3};
    EXPECT_THAT(refusal("entropy", three), HasSubstr("two classes"));
    three.teacher_logits.clear();
    EXPECT_THAT(refusal("wsl", three), HasSubstr("logits"));
}

TEST(SchemeArithmetic, EverySchemeIsComputedOrSaysWhyNot) {
    std::set<std::string> closed;
    for (const SchemeDescriptor& scheme : schemeTable()) {
        const auto outcome = weightsOf(scheme.id, parametersOf(scheme.id), sample());
        if (std::holds_alternative<NotClosed>(outcome)) {
            EXPECT_THAT(std::get<NotClosed>(outcome).why, testing::Not(HasSubstr("does not know")))
                << scheme.id;
            continue;
        }
        closed.insert(scheme.id);
        const ClosedForm& weights = std::get<ClosedForm>(outcome);
        const double sum = weights.label_weight + weights.teacher_weight;
        if (scheme.rows_sum_to_one) EXPECT_NEAR(sum, 1.0, 1e-12) << scheme.id;
    }
    EXPECT_EQ(closed.size(), 15U);
}

TEST(SchemeArithmetic, EpochMeansAreOverTheSamples) {
    const std::vector<SampleRecord> records{
        {.step = 1, .epoch = 0, .id = 1, .alpha = 0, .label_loss = 1, .teacher_loss = 3},
        {.step = 1, .epoch = 0, .id = 2, .alpha = 0, .label_loss = 2, .teacher_loss = 5},
        {.step = 2, .epoch = 1, .id = 1, .alpha = 0, .label_loss = 4, .teacher_loss = 7}};
    const auto means = epochMeans(records);
    ASSERT_EQ(means.size(), 2U);
    EXPECT_EQ(means[0], (std::array<double, 2>{1.5, 4.0}));
    EXPECT_EQ(means[1], (std::array<double, 2>{4.0, 7.0}));
    EXPECT_TRUE(epochMeans({}).empty());
}

}  // namespace
}  // namespace alphascope
