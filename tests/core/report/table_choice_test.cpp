// SPDX-License-Identifier: GPL-3.0-or-later
// Which runs and which evaluations of them make up a table.
#include "core/report/made_runs.h"
#include "report/result_table.h"
#include "study/error.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::ElementsAre;

class TableChoice : public MadeRuns {
protected:
    /// Final dev 0.60; best on meta at step 20 (dev 0.65); best on dev at step 30 (0.80).
    void addCurve(const RunSpec& spec, bool with_meta = true) {
        std::vector<Evaluated> curve;
        const std::vector<std::array<double, 2>> values{
            {0.50, 0.55}, {0.90, 0.65}, {0.70, 0.80}, {0.85, 0.60}};
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto step = static_cast<std::int64_t>(10 * (i + 1));
            if (with_meta)
                curve.push_back(evaluated(step, "meta", {{"accuracy", values[i][0]}, {"loss", 1}}));
            curve.push_back(evaluated(step, "dev", {{"accuracy", values[i][1]}, {"loss", 1}}));
        }
        add(spec, curve);
    }
};

TEST_F(TableChoice, SelectionNamesAreTheThreeRules) {
    EXPECT_EQ(selectionFromName("final"), Selection::kFinalStep);
    EXPECT_EQ(selectionFromName("best-meta"), Selection::kBestOnMeta);
    EXPECT_EQ(selectionFromName("best-dev"), Selection::kBestOnDev);
    EXPECT_THROW(selectionFromName("best"), Error);
}

TEST_F(TableChoice, EachSelectionTakesItsOwnStep) {
    addCurve(specOf("sst2", "label-only"));
    EXPECT_DOUBLE_EQ(cellOf(table(Selection::kFinalStep), "label only").score.mean, 0.60);
    EXPECT_DOUBLE_EQ(cellOf(table(Selection::kBestOnMeta), "label only").score.mean, 0.65);
    EXPECT_DOUBLE_EQ(cellOf(table(Selection::kBestOnDev), "label only").score.mean, 0.80);
}

TEST_F(TableChoice, ARunWithoutMetaSetShowsItsFinalStep) {
    addCurve(fullTrainSpecOf("sst2"), false);
    EXPECT_DOUBLE_EQ(cellOf(table(Selection::kBestOnMeta), "label only (full train)").score.mean,
                     0.60);
}

TEST_F(TableChoice, BestStepGoesByTheTasksFirstMetricForAllColumns) {
    add(specOf("mrpc", "label-only"), {evaluated(10, "dev", {{"f1", 0.9}, {"accuracy", 0.6}}),
                                       evaluated(20, "dev", {{"f1", 0.8}, {"accuracy", 0.7}})});
    const ResultTable made = table(Selection::kBestOnDev);
    EXPECT_DOUBLE_EQ(cellOf(made, "label only", 0).score.mean, 0.9);
    EXPECT_DOUBLE_EQ(cellOf(made, "label only", 1).score.mean, 0.6);
}

TEST_F(TableChoice, TheEarliestOfEquallyGoodStepsCounts) {
    add(specOf("sst2", "label-only"),
        {evaluated(10, "meta", {{"accuracy", 0.9}}), evaluated(10, "dev", {{"accuracy", 0.5}}),
         evaluated(20, "meta", {{"accuracy", 0.9}}), evaluated(20, "dev", {{"accuracy", 0.8}})});
    EXPECT_DOUBLE_EQ(cellOf(table(Selection::kBestOnMeta), "label only").score.mean, 0.5);
}

TEST_F(TableChoice, AScoreThatIsNotThereIsCountedAsMissing) {
    add(specOf("sst2", "label-only"),
        {evaluated(10, "meta", {{"accuracy", 0.9}}), evaluated(20, "meta", {{"accuracy", 0.5}}),
         evaluated(20, "dev", {{"accuracy", 0.8}})});
    const ResultTable made = table(Selection::kBestOnMeta);
    EXPECT_EQ(cellOf(made, "label only").score.n, 0);
    EXPECT_NE(noteOf(made, "Left out because a finished run has no such score").find("1 score"),
              std::string::npos);
}

TEST_F(TableChoice, UnfinishedRunsAreLeftOutAndCounted) {
    addScore(specOf("sst2", "label-only", 1), 0.7);
    const std::vector<Evaluated> half{evaluated(50, "dev", {{"accuracy", 0.1}})};
    add(specOf("sst2", "label-only", 2), half, usualSets(), RunState::kFailed);
    add(specOf("sst2", "label-only", 3), half, usualSets(), RunState::kRunning);
    add(specOf("sst2", "label-only", 4), {}, {}, RunState::kQueued);
    add(specOf("sst2", "label-only", 5), half, usualSets(), RunState::kFailed);
    const ResultTable made = table();
    EXPECT_EQ(cellOf(made, "label only").score.n, 1);
    EXPECT_EQ(noteOf(made, "Left out because not finished"),
              "Left out because not finished: 4 runs (1 queued, 1 running, 2 failed).");
}

TEST_F(TableChoice, AStudyShowsItsOwnRunsAndTheTeacherItReused) {
    RunSpec other = teacherSpecOf("sst2");
    other.study = "other";
    const std::string teacher = addScore(other, 0.9);
    RunSpec foreign = specOf("sst2", "linear");
    foreign.study = "other";
    addScore(foreign, 0.3);
    addScore(specOf("sst2", "label-only"), 0.5);
    addStudentOf(teacher, specOf("sst2", "fixed"), 0.7);
    const ResultTable made = table(Selection::kFinalStep, "made");
    EXPECT_THAT(labelsOf(made),
                ElementsAre("majority class", "teacher (mini)", "label only", "fixed 0.5"));
    EXPECT_NEAR(cellOf(made, "fixed 0.5").gap_closed, 0.5, 1e-12);
    EXPECT_EQ(table().rows.size(), 5U);
    EXPECT_THROW(table(Selection::kFinalStep, "unknown"), Error);
}

TEST_F(TableChoice, DifferentEvaluationFilesAreNeverAveraged) {
    addScore(specOf("sst2", "label-only", 1), 0.7);
    auto sample = usualSets();
    sample[2] = describedSet("dev", "dev_sample.tsv", "eee", {1, 0});
    add(specOf("sst2", "label-only", 2), {evaluated(9, "dev", {{"accuracy", 0.9}})}, sample);
    auto same_name = usualSets();
    same_name[2] = describedSet("dev", "dev.tsv", "fff", {1, 1});
    add(specOf("sst2", "label-only", 3), {evaluated(9, "dev", {{"accuracy", 0.8}})}, same_name);
    const ResultTable made = table();
    ASSERT_EQ(made.columns.size(), 3U);
    for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(cellOf(made, "label only", c).score.n, 1);
    const std::string text = toMarkdown(made);
    EXPECT_NE(text.find("SST-2 dev_sample.tsv accuracy"), std::string::npos) << text;
    EXPECT_NE(text.find("SST-2 dev accuracy #cccccccccccc"), std::string::npos) << text;
    EXPECT_NE(text.find("SST-2 dev accuracy #fff000000000"), std::string::npos) << text;
}

TEST_F(TableChoice, DifferentSettingsMakeRowsOfTheirOwn) {
    RunSpec fast = specOf("sst2", "label-only");
    fast.train.learning_rate = 0.001;
    addScore(specOf("sst2", "label-only"), 0.6);
    addScore(fast, 0.8);
    RunSpec student = specOf("sst2", "fixed");
    student.train.learning_rate = 0.001;
    const std::string teacher = addScore(teacherSpecOf("sst2"), 0.9);
    addStudentOf(teacher, student, 0.85);
    const ResultTable made = table();
    EXPECT_THAT(labelsOf(made),
                ElementsAre("majority class", "teacher (mini)", "label only [learning_rate 0.0005]",
                            "label only [learning_rate 0.001]", "fixed 0.5"));
    // Compared with the label-only row that was trained alike.
    EXPECT_NEAR(cellOf(made, "fixed 0.5").gap_closed, 0.5, 1e-12);
}

TEST_F(TableChoice, StudentsOfDifferentTeachersAreNeverAveraged) {
    RunSpec small = teacherSpecOf("sst2");
    small.train.encoder = "small";
    const std::string first = addScore(teacherSpecOf("sst2"), 0.8);
    const std::string second = addScore(small, 0.9);
    addStudentOf(first, specOf("sst2", "fixed", 1), 0.7);
    addStudentOf(second, specOf("sst2", "fixed", 2), 0.8);
    EXPECT_THAT(
        labelsOf(table()),
        ElementsAre("majority class", "teacher (mini)", "teacher (small)",
                    "fixed 0.5 [teacher encoder mini]", "fixed 0.5 [teacher encoder small]"));
}

TEST_F(TableChoice, SettingsMayDifferFromTaskToTaskWithinARow) {
    RunSpec longer = specOf("rte", "label-only");
    longer.train.epochs = 10;
    addScore(specOf("sst2", "label-only"), 0.6);
    addScore(longer, 0.8);
    EXPECT_THAT(labelsOf(table()), ElementsAre("majority class", "label only"));
}

TEST_F(TableChoice, ThreadsAndPlacesDoNotSplitARow) {
    RunSpec elsewhere = specOf("sst2", "label-only", 2);
    elsewhere.threads = 7;
    elsewhere.data.folder = "/elsewhere/glue";
    elsewhere.data.vocab = "/elsewhere/vocab.txt";
    RunSpec here = specOf("sst2", "label-only", 1);
    here.data.folder = "/here/glue";
    here.data.vocab = "/here/vocab.txt";
    addScore(here, 0.6);
    addScore(elsewhere, 0.8);
    EXPECT_EQ(cellOf(table(), "label only").score.n, 2);
}

TEST_F(TableChoice, ARepeatedSeedCountsOnceTheNewest) {
    addScore(specOf("sst2", "label-only", 1), 0.6);
    addScore(specOf("sst2", "label-only", 2), 0.7);
    addScore(specOf("sst2", "label-only", 1), 0.8);
    const ResultTable made = table();
    EXPECT_EQ(cellOf(made, "label only").score.n, 2);
    EXPECT_NEAR(cellOf(made, "label only").score.mean, 0.75, 1e-12);
    EXPECT_NE(noteOf(made, "Left out because a newer run").find("1 run."), std::string::npos);
}

}  // namespace
}  // namespace alphascope
