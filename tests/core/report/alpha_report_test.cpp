// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/alpha_report.h"

#include "core/report/made_runs.h"
#include "study/error.h"

#include <cmath>
#include <sstream>

namespace alphascope {
namespace {

using namespace testing;

/// A run on four samples with ids 5, 7, 8, 9, seen twice; 7 and 9 are flipped, 8's teacher is
/// misled.
class AlphaReport : public MadeRuns {
protected:
    std::int64_t addSamples(const std::string& task, bool with_teacher = true,
                            bool with_records = true,
                            std::vector<std::uint8_t> flags = {0, kFlagFlipped, kFlagTeacherMisled,
                                                               kFlagFlipped}) {
        auto sets = usualSets();
        sets[0].ids = {5, 7, 8, 9};
        sets[0].labels = {0, 1, 1, 0};
        sets[0].flags = std::move(flags);
        add(specOf(task, "rw-kd"), {}, sets, RunState::kRunning);
        const auto sink = writer_->sink(last_id_);
        if (with_teacher)
            sink->publish(TeacherTargets{
                .set = "train", .outputs = 2, .logits = {2, 0, 0, 0, 100, 90, -1, 1}});
        if (with_records) {
            // Mean α: 0.25, 0.5, 0.75, 1. Mean label loss: 1.5, 3, 0.5, 0.5.
            sink->publish(SamplesWeighted{.step = 1,
                                          .epoch = 0,
                                          .ids = {9, 5, 7, 8},
                                          .alpha = {1, 0, 1, 0.5F},
                                          .label_loss = {0.5F, 1, 2, 0.5F},
                                          .teacher_loss = {1, 1, 1, 1}});
            sink->publish(SamplesWeighted{.step = 2,
                                          .epoch = 1,
                                          .ids = {5, 7, 8, 9},
                                          .alpha = {0.5F, 0, 1, 1},
                                          .label_loss = {2, 4, 0.5F, 0.5F},
                                          .teacher_loss = {0.25F, 0.5F, 2, 4}});
        }
        sink->publish(StateChanged{.state = RunState::kFinished, .message = ""});
        return last_id_;
    }
    std::vector<std::string> csvLines(std::int64_t run) {
        StoreReader connection = reader();
        std::istringstream text(samplesCsv(connection, run));
        std::vector<std::string> lines;
        for (std::string line; std::getline(text, line);) lines.push_back(line);
        return lines;
    }
};

TEST_F(AlphaReport, NoiseIsFoundByMeanAlphaOverEpochs) {
    const auto run = addSamples("sst2");
    StoreReader connection = reader();
    const auto finding = findNoise(connection, run);
    ASSERT_TRUE(finding.has_value());
    EXPECT_EQ(finding->samples, 4);
    EXPECT_EQ(finding->flipped, 2);
    // α: flipped 0.5 and 1 against 0.25 and 0.75: three of four pairs in order.
    EXPECT_NEAR(finding->alpha.auc, 0.75, 1e-6);
    // Loss: flipped 3 and 0.5 against 1.5 and 0.5: two in order, one tie.
    EXPECT_NEAR(finding->label_loss.auc, 2.5 / 4.0, 1e-6);
    // Mean teacher loss, by id: 0.625, 0.75, 1.5, 2.5: flipped 0.75 and 2.5.
    EXPECT_NEAR(finding->teacher_loss.auc, 0.75, 1e-6);
    // The two largest: α of 9 and 8; loss of 7 and 5; teacher loss of 9 and 8.
    EXPECT_NEAR(finding->alpha.precision, 0.5, 1e-6);
    EXPECT_NEAR(finding->label_loss.precision, 0.5, 1e-6);
    EXPECT_NEAR(finding->teacher_loss.precision, 0.5, 1e-6);
    EXPECT_EQ(detectorText(finding->alpha), "AUC 0.750, precision at k 0.500");
}

TEST_F(AlphaReport, WithoutATeacherItsLossFindsNothing) {
    auto sets = usualSets();
    sets[0].flags = {0, kFlagFlipped, 0};
    add(specOf("sst2", "label-only"), {}, sets, RunState::kRunning);
    const float nan = std::nanf("");
    writer_->sink(last_id_)->publish(SamplesWeighted{.step = 1,
                                                     .epoch = 0,
                                                     .ids = {0, 1, 2},
                                                     .alpha = {0, 0, 0},
                                                     .label_loss = {1, 3, 2},
                                                     .teacher_loss = {nan, nan, nan}});
    StoreReader connection = reader();
    const auto finding = findNoise(connection, last_id_);
    ASSERT_TRUE(finding.has_value());
    EXPECT_DOUBLE_EQ(finding->label_loss.precision, 1.0);
    EXPECT_NEAR(finding->alpha.precision, 1.0 / 3.0, 1e-12) << "all tied: as chance has it";
    EXPECT_DOUBLE_EQ(finding->alpha.auc, 0.5);
    EXPECT_TRUE(std::isnan(finding->teacher_loss.auc));
    EXPECT_TRUE(std::isnan(finding->teacher_loss.precision));
}

TEST_F(AlphaReport, NoFindingWithoutFlippedLabelsOrRecords) {
    const auto clean = addSamples("sst2", true, true, {0, 0, kFlagTeacherMisled, 0});
    const auto silent = addSamples("sst2", true, false);
    addScore(specOf("sst2", "label-only"), 0.5);
    const auto without_samples = last_id_;
    StoreReader connection = reader();
    EXPECT_FALSE(findNoise(connection, clean).has_value());
    EXPECT_FALSE(findNoise(connection, silent).has_value());
    EXPECT_FALSE(findNoise(connection, without_samples).has_value());
}

TEST_F(AlphaReport, SamplesAreWrittenByIdWithTheirLatestStep) {
    const auto lines = csvLines(addSamples("sst2"));
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[0],
              "id,label,flipped,teacher_misled,alpha,alpha_mean,epochs,label_loss,teacher_loss,"
              "student_p_label,teacher_p_label");
    EXPECT_EQ(lines[1].substr(0, lines[1].find(",0.1353")), "5,0,0,0,0.5,0.25,2,2,0.25");
    EXPECT_EQ(lines[2].substr(0, 21), "7,1,1,0,0,0.5,2,4,0.5");
    EXPECT_TRUE(lines[2].ends_with(",0.5")) << lines[2];  // equal teacher logits
    EXPECT_EQ(lines[3].substr(0, 21), "8,1,0,1,1,0.75,2,0.5,");
    EXPECT_EQ(lines[4].substr(0, 8), "9,0,1,0,");
}

TEST_F(AlphaReport, RegressionHasNoProbabilities) {
    for (const auto& line : csvLines(addSamples("stsb")))
        EXPECT_TRUE(line.starts_with("id") || line.ends_with(",,")) << line;
}

TEST_F(AlphaReport, ARunWithoutTeacherLeavesItsProbabilityEmpty) {
    const auto lines = csvLines(addSamples("sst2", false));
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_TRUE(lines[1].ends_with(",")) << lines[1];
    EXPECT_FALSE(lines[1].ends_with(",,")) << lines[1];
}

TEST_F(AlphaReport, AnUnknownRunIsAnError) {
    StoreReader connection = reader();
    EXPECT_THROW(samplesCsv(connection, 4711), Error);
}

TEST(Probabilities, FollowTheirDefinition) {
    SampleView sample;
    sample.record.label_loss = 0.5F;
    sample.label = 1.0F;
    sample.teacher_logits = {1.0F, 2.0F, 0.5F};
    EXPECT_NEAR(studentProbability(sample, false), std::exp(-0.5), 1e-12);
    EXPECT_NEAR(teacherProbability(sample, false),
                std::exp(2.0) / (std::exp(1.0) + std::exp(2.0) + std::exp(0.5)), 1e-12);
    EXPECT_TRUE(std::isnan(studentProbability(sample, true)));
    EXPECT_TRUE(std::isnan(teacherProbability(sample, true)));
}

TEST(Probabilities, HoldForHugeLogitsAndMissingOnes) {
    SampleView sample;
    sample.teacher_logits = {1000.0F, 990.0F};
    EXPECT_NEAR(teacherProbability(sample, false), 1.0 / (1.0 + std::exp(-10.0)), 1e-12);
    sample.label = 7.0F;
    EXPECT_TRUE(std::isnan(teacherProbability(sample, false)));
    sample.teacher_logits.clear();
    sample.label = 0.0F;
    EXPECT_TRUE(std::isnan(teacherProbability(sample, false)));
}

}  // namespace
}  // namespace alphascope
