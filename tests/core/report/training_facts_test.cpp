// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/training_facts.h"

#include "core/report/made_runs.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::ElementsAre;

class TrainingFactsTest : public MadeRuns {
protected:
    std::unique_ptr<RunSink> begin() {
        add(specOf("sst2", "rw-kd"), {}, usualSets(), RunState::kRunning);
        return writer_->sink(last_id_);
    }
    TrainingFacts facts() {
        StoreReader store = reader();
        return trainingFacts(store, last_id_);
    }
};

TEST_F(TrainingFactsTest, AreMeansOverSteps) {
    const auto sink = begin();
    // Ten steps of 2 ms, then thirty of 4 ms.
    for (const auto& [step, ms] : {std::pair(10, 2.0), std::pair(40, 4.0)}) {
        sink->publish(ScalarLogged{.series = "ms_forward", .step = step, .value = ms});
        sink->publish(ScalarLogged{.series = "ms_meta", .step = step, .value = 1.0});
        sink->publish(ScalarLogged{.series = "meta_train_cosine", .step = step, .value = ms / 10});
        sink->publish(
            ScalarLogged{.series = "alpha_error_differences", .step = step, .value = ms * 1e-3});
    }
    HistogramTaken taken;
    taken.step = 40;
    taken.counts[0] = 3;
    taken.counts[20] = 1;
    taken.counts[30] = 4;
    taken.atoms = {2, 1, 0};
    sink->publish(taken);
    const TrainingFacts told = facts();
    EXPECT_DOUBLE_EQ(told.phases.at("forward"), 3.5);
    EXPECT_DOUBLE_EQ(told.phases.at("meta"), 1.0);
    EXPECT_DOUBLE_EQ(told.cosines.at("least"), 0.2);
    EXPECT_DOUBLE_EQ(told.cosines.at("mean"), 0.3);
    EXPECT_DOUBLE_EQ(told.cosines.at("largest"), 0.4);
    EXPECT_DOUBLE_EQ(told.alpha_errors.at("differences"), 3e-3);
    EXPECT_THAT(trainingFactLines(told),
                ElementsAre("ms a step: 4.50 (forward 3.50, meta 1.00)",
                            "α at 0, ½, 1: 25.0 %, 12.5 %, 0.0 % of all samples seen",
                            "cosine of meta and training gradient: largest 0.400, least 0.200, "
                            "mean 0.300",
                            "mean |α - exact α|: differences 0.003000"));
}

TEST_F(TrainingFactsTest, SayNothingOfWhatWasNotRecorded) {
    begin();
    EXPECT_FALSE(facts().has_alpha);
    EXPECT_TRUE(trainingFactLines(facts()).empty());
}

}  // namespace
}  // namespace alphascope
