// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/alpha_question.h"

#include "core/report/made_runs.h"
#include "core/study/error_of.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::ElementsAre;

/// Three samples with ids 5, 7, 9; 5 and 7 are seen twice.
class AlphaQuestionTest : public MadeRuns {
protected:
    void SetUp() override {
        auto sets = usualSets();
        sets[0].ids = {5, 7, 9};
        add(specOf("sst2", "rw-kd"), {}, sets, RunState::kRunning);
        const auto sink = writer_->sink(last_id_);
        sink->publish(TeacherTargets{.set = "train", .outputs = 2, .logits = {2, 0, 0, 1, 3, 4}});
        sink->publish(weighted(1, 0, {9, 5, 7}, {0, 0.5F, 1}, {6, 1, 2}));
        sink->publish(weighted(2, 1, {7, 5}, {0.25F, 1}, {4, 5}));
        sink->publish(StateChanged{.state = RunState::kFinished, .message = ""});
    }
    static SamplesWeighted weighted(std::int64_t step, int epoch, std::vector<std::uint32_t> ids,
                                    std::vector<float> alpha, std::vector<float> losses) {
        return {.step = step,
                .epoch = epoch,
                .ids = std::move(ids),
                .alpha = std::move(alpha),
                .label_loss = losses,
                .teacher_loss = losses};
    }
};

TEST_F(AlphaQuestionTest, HistoryHasOneSampleAndTheMeansOfAll) {
    StoreReader store = reader();
    const SampleHistory history = historyOf(store, last_id_, 5);
    ASSERT_EQ(history.records.size(), 2U);
    EXPECT_EQ(history.records[0].alpha, 0.5F);
    EXPECT_EQ(history.records[1].alpha, 1.0F);
    EXPECT_EQ(history.records[1].epoch, 1);
    ASSERT_EQ(history.epoch_means.size(), 2U);
    EXPECT_DOUBLE_EQ(history.epoch_means[0][0], 3.0);
    EXPECT_DOUBLE_EQ(history.epoch_means[1][0], 4.5);
    EXPECT_TRUE(historyOf(store, last_id_, 77).records.empty());
}

TEST_F(AlphaQuestionTest, AsksForTheChosenEpoch) {
    StoreReader store = reader();
    const RunRow run = store.runs().back();
    const SampleView seven = store.samples(run.id).at(1);
    const AlphaQuestion asked = alphaQuestion(run, seven, historyOf(store, run.id, 7), 0);
    EXPECT_EQ(asked.spec.scheme, "rw-kd");
    EXPECT_EQ(asked.record.step, 1);
    EXPECT_EQ(asked.record.alpha, 1.0F);
    EXPECT_EQ(asked.label, 1.0F);
    EXPECT_THAT(asked.teacher_logits, ElementsAre(0.0F, 1.0F));
    EXPECT_EQ(asked.epoch_means.size(), 2U);
}

TEST_F(AlphaQuestionTest, SettingsThatCannotBeReadAreAnError) {
    StoreReader store = reader();
    RunRow run = store.runs().back();
    const SampleView sample = store.samples(run.id).at(0);
    const SampleHistory history = historyOf(store, run.id, 5);
    run.spec_json = "{\"scheme\": 7}";
    EXPECT_THAT(errorOf([&] { (void)alphaQuestion(run, sample, history, 0); }),
                ::testing::HasSubstr("settings cannot be read"));
}

}  // namespace
}  // namespace alphascope
