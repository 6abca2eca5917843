// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/toy_data.h"
#include "train/run_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace alphascope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string headerOf(const RunSpec& spec, TaskKind kind = TaskKind::kClassification) {
    const bool scored = kind == TaskKind::kRegression;
    const auto data = scored ? toy::scoredTask(8, 4) : toy::separableTask(8, 4, 0.0);
    const Classifier model(toy::smallConfig(data.tokenizer->size()), data.task->outputs());
    return describeRun(spec, data, model, findScheme(spec.scheme).uses_teacher);
}

TEST(RunHeader, PrintsTheLossAsAppliedWithTheScaleOfEachGradient) {
    RunSpec spec = toy::spec("rw-kd");
    spec.train.temperature = 4.0;
    EXPECT_THAT(
        headerOf(spec),
        AllOf(HasSubstr("L = mean_i [(1 - α_i) label_i + α_i teacher_i]"),
              HasSubstr("label_i = -ln softmax(z_i)[y_i]  [CE; gradient in z_i: softmax(z_i) - "
                        "onehot(y_i)]"),
              HasSubstr("teacher_i = T² KL(softmax(zt_i/T) ‖ softmax(z_i/T))  [KD; gradient in "
                        "z_i: T (softmax(z_i/T) - softmax(zt_i/T))]"),
              HasSubstr("T = 4 (T² = 16), the same for every sample"),
              HasSubstr("α_i is the weight on the teacher term; the two weights of a sample sum "
                        "to 1")));
}

TEST(RunHeader, SaysWhereTheWeightsDoNotSumToOne) {
    EXPECT_THAT(headerOf(toy::spec("wsl")),
                AllOf(HasSubstr("L = mean_i [w_ce_i label_i + w_kd_i teacher_i]"),
                      HasSubstr("kd_weight = 2.25"),
                      HasSubstr("the teacher's share, w_kd_i/(w_ce_i + w_kd_i)"),
                      Not(HasSubstr("sum to 1"))));
}

TEST(RunHeader, PrintsTheTemperatureScheduleWithItsNumbers) {
    RunSpec spec = toy::spec("fixed");
    spec.train.temperature = 3.0;
    spec.train.temperature_schedule = "cwsm";
    spec.train.temperature_beta = 0.5;
    EXPECT_THAT(headerOf(spec),
                AllOf(HasSubstr("T_i = max(3 + 0.5 (mean_j w_j - w_i), 0.05)"),
                      HasSubstr("1/(max softmax(z_i) + 0.001) (cwsm)"), Not(HasSubstr("T = 3"))));
}

TEST(RunHeader, NamesTheTermsThatASchemePutsInTheirPlace) {
    EXPECT_THAT(headerOf(toy::spec("annealing-kd")),
                AllOf(HasSubstr("mean_k (z_ik - zt_ik τ/τ_max)²"), HasSubstr("tau_max = 10"),
                      HasSubstr("the temperature of the run has no part in these terms")));
    EXPECT_THAT(headerOf(toy::spec("wttm")), HasSubstr("(sum_k q_ik^l) (softmax(z_i) - q'_i)"));
    EXPECT_THAT(headerOf(toy::spec("teacher-annealing")),
                HasSubstr("softmax(z_i) - softmax(zt_i)"));
}

TEST(RunHeader, HasNoTemperatureInRegressionAndNoTeacherWithoutOne) {
    EXPECT_THAT(headerOf(toy::spec("fixed"), TaskKind::kRegression),
                AllOf(HasSubstr("teacher_i = (z_i - zt_i)²  [MSE teacher; gradient in z_i: 2 (z_i "
                                "- zt_i)]"),
                      HasSubstr("divided by the task's largest score"),
                      HasSubstr("no part in these terms")));
    EXPECT_THAT(headerOf(toy::spec("label-only")),
                AllOf(HasSubstr("L = mean_i label_i"), Not(HasSubstr("teacher"))));
}

}  // namespace
}  // namespace alphascope
