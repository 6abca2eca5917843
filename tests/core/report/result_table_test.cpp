// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/result_table.h"

#include <gmock/gmock.h>
#include "core/report/made_runs.h"

#include <cmath>
#include <limits>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::ElementsAre;

class ResultTableTest : public MadeRuns {};

TEST_F(ResultTableTest, RowsStandInTheOrderOfTheRule) {
    const std::string teacher = addScore(teacherSpecOf("sst2"), 0.9);
    addScore(specOf("sst2", "label-only"), 0.7);
    addStudentOf(teacher, specOf("sst2", "fixed"), 0.75);
    addScore(fullTrainSpecOf("sst2"), 0.72);
    addStudentOf(teacher, specOf("sst2", "rw-kd"), 0.8);
    EXPECT_THAT(labelsOf(table()),
                ElementsAre("majority class", "teacher (mini)", "label only (full train)",
                            "label only", "fixed 0.5", "RW-KD"));
}

TEST_F(ResultTableTest, MajorityIsLearntFromTrainAndJudgedOnDev) {
    addScore(specOf("sst2", "label-only"), 0.7);
    const ResultTable made = table();
    EXPECT_DOUBLE_EQ(cellOf(made, "majority class").score.mean, 0.25);
    EXPECT_TRUE(cellOf(made, "majority class").above_majority);
    ASSERT_EQ(made.columns.size(), 1U);
    EXPECT_EQ(made.columns[0].task, "SST-2");
    EXPECT_EQ(made.columns[0].set, "dev");
    EXPECT_EQ(made.columns[0].file, "dev.tsv");
    EXPECT_EQ(made.columns[0].metric, "accuracy");
    EXPECT_EQ(made.columns[0].rows, 4);
}

TEST_F(ResultTableTest, MajorityPrefersTheReducedTrainSet) {
    auto full = usualSets();
    full[0] = describedSet("train", "train.tsv", "ddd", {0, 0, 0});  // would score 75 %
    full.erase(full.begin() + 1);
    add(fullTrainSpecOf("sst2"), {evaluated(100, "dev", {{"accuracy", 0.6}})}, full);
    addScore(specOf("sst2", "label-only"), 0.7);
    EXPECT_DOUBLE_EQ(cellOf(table(), "majority class").score.mean, 0.25);
}

TEST_F(ResultTableTest, CellsAverageOverSeeds) {
    addScore(specOf("sst2", "label-only", 1), 0.70);
    addScore(specOf("sst2", "label-only", 2), 0.72);
    addScore(specOf("sst2", "label-only", 3), 0.77);
    const TableCell cell = cellOf(table(), "label only");
    EXPECT_NEAR(cell.score.mean, 0.73, 1e-12);
    EXPECT_NEAR(cell.score.std, std::sqrt((0.0009 + 0.0001 + 0.0016) / 2), 1e-12);
    EXPECT_EQ(cell.score.n, 3);
}

TEST_F(ResultTableTest, GapClosedIsTheShareBetweenLabelOnlyAndTeacher) {
    const std::string teacher = addScore(teacherSpecOf("sst2"), 0.8);
    addScore(specOf("sst2", "label-only"), 0.6);
    addStudentOf(teacher, specOf("sst2", "rw-kd"), 0.75);
    addStudentOf(teacher, specOf("sst2", "fixed"), 0.5);
    const ResultTable made = table();
    EXPECT_NEAR(cellOf(made, "RW-KD").gap_closed, 0.75, 1e-12);
    EXPECT_NEAR(cellOf(made, "fixed 0.5").gap_closed, -0.5, 1e-12);
    EXPECT_NEAR(cellOf(made, "label only").gap_closed, 0.0, 1e-12);
    EXPECT_TRUE(std::isnan(cellOf(made, "teacher (mini)").gap_closed));
    EXPECT_TRUE(std::isnan(cellOf(made, "majority class").gap_closed));
}

TEST_F(ResultTableTest, GapHasNoMeaningWhereTheTeacherIsNotApart) {
    const std::string teacher = addScore(teacherSpecOf("sst2"), 0.6009);
    addScore(specOf("sst2", "label-only"), 0.6);
    addStudentOf(teacher, specOf("sst2", "rw-kd"), 0.75);
    EXPECT_TRUE(std::isnan(cellOf(table(), "RW-KD").gap_closed));
}

// A student half-way down to a bad teacher has not closed half a gap.
TEST_F(ResultTableTest, GapHasNoMeaningWhereTheTeacherIsWorse) {
    const std::string teacher = addScore(teacherSpecOf("sst2"), 0.5);
    addScore(specOf("sst2", "label-only"), 0.6);
    addStudentOf(teacher, specOf("sst2", "fixed"), 0.55);
    const ResultTable made = table();
    EXPECT_TRUE(std::isnan(cellOf(made, "fixed 0.5").gap_closed));
    EXPECT_THAT(noteOf(made, "Share of the teacher gap closed"),
                ::testing::HasSubstr("at least 0.1 points better"));
}

TEST_F(ResultTableTest, GapGoesByTheTeacherOfTheRowsOwnRuns) {
    RunSpec longer = teacherSpecOf("sst2");
    longer.train.epochs += 5;
    const std::string first = addScore(teacherSpecOf("sst2"), 0.8);
    const std::string second = addScore(longer, 0.9);
    addScore(specOf("sst2", "label-only"), 0.6);
    addStudentOf(first, specOf("sst2", "fixed"), 0.7);
    addStudentOf(second, specOf("sst2", "rw-kd"), 0.7);
    const ResultTable made = table();
    EXPECT_NEAR(cellOf(made, "fixed 0.5").gap_closed, 0.5, 1e-12);
    EXPECT_NEAR(cellOf(made, "RW-KD").gap_closed, 1.0 / 3.0, 1e-12);
    // No teacher of its own, and two to choose from.
    EXPECT_TRUE(std::isnan(cellOf(made, "label only").gap_closed));
}

// The same teacher trained again: the older one's row is left out, its students keep their gap.
TEST_F(ResultTableTest, GapFindsATeacherThatWasRepeated) {
    const std::string teacher = addScore(teacherSpecOf("sst2"), 0.8);
    addScore(specOf("sst2", "label-only"), 0.6);
    addStudentOf(teacher, specOf("sst2", "fixed"), 0.7);
    addScore(teacherSpecOf("sst2"), 0.8);
    RunSpec other = teacherSpecOf("sst2");
    other.train.epochs += 5;
    addScore(other, 0.9);
    EXPECT_NEAR(cellOf(table(), "fixed 0.5").gap_closed, 0.5, 1e-12);
}

TEST_F(ResultTableTest, TeachersOfDifferentSettingsAreNeverAveraged) {
    RunSpec longer = teacherSpecOf("sst2");
    longer.train.epochs = 7;
    addScore(teacherSpecOf("sst2"), 0.8);
    addScore(longer, 0.9);
    const std::string before =
        "teacher (mini) [epochs " + std::to_string(teacherSpecOf("sst2").train.epochs) + "]";
    const ResultTable made = table();
    EXPECT_THAT(labelsOf(made), ElementsAre("majority class", before, "teacher (mini) [epochs 7]"));
    EXPECT_NEAR(cellOf(made, before).score.mean, 0.8, 1e-12);
    EXPECT_NEAR(cellOf(made, "teacher (mini) [epochs 7]").score.mean, 0.9, 1e-12);
}

TEST_F(ResultTableTest, ATeacherOfWeightsMadeElsewhereIsNamedByTheirFolder) {
    RunSpec imported = teacherSpecOf("sst2");
    imported.train.pretrained = "models/use-lite/";
    addScore(imported, 0.8);
    EXPECT_THAT(labelsOf(table()), ElementsAre("majority class", "teacher (use-lite)"));
}

TEST_F(ResultTableTest, GapNeedsBothItsEnds) {
    addScore(teacherSpecOf("sst2"), 0.8);
    addScore(specOf("sst2", "fixed"), 0.7);
    EXPECT_TRUE(std::isnan(cellOf(table(), "fixed 0.5").gap_closed));
}

TEST_F(ResultTableTest, TheTeacherRowAveragesOverTeachers) {
    addScore(teacherSpecOf("sst2", 1), 0.8);
    addScore(teacherSpecOf("sst2", 2), 0.9);
    const TableCell cell = cellOf(table(), "teacher (mini)");
    EXPECT_NEAR(cell.score.mean, 0.85, 1e-12);
    EXPECT_EQ(cell.score.n, 2);
}

TEST_F(ResultTableTest, OnlySchemesOnTheReducedTrainSetCompeteForBest) {
    const std::string teacher = addScore(teacherSpecOf("sst2"), 0.95);
    addScore(fullTrainSpecOf("sst2"), 0.90);
    addScore(specOf("sst2", "label-only"), 0.70);
    addStudentOf(teacher, specOf("sst2", "fixed"), 0.80);
    const ResultTable made = table();
    for (const auto& row : made.rows)
        EXPECT_EQ(row.cells[0].best, row.label == "fixed 0.5") << row.label;
}

TEST_F(ResultTableTest, ANaNIsNeverBestAndNeverHidden) {
    addScore(specOf("sst2", "label-only", 1), std::numeric_limits<double>::quiet_NaN());
    addScore(specOf("sst2", "label-only", 2), 0.9);
    addScore(specOf("sst2", "fixed"), 0.5);
    const ResultTable made = table();
    EXPECT_TRUE(std::isnan(cellOf(made, "label only").score.mean));
    EXPECT_EQ(cellOf(made, "label only").score.n, 2);
    EXPECT_FALSE(cellOf(made, "label only").above_majority);
    EXPECT_TRUE(cellOf(made, "fixed 0.5").best);
}

TEST_F(ResultTableTest, OneSeedThatIsNotAboveMajorityFlagsItsCell) {
    addScore(specOf("sst2", "label-only", 1), 0.9);
    addScore(specOf("sst2", "label-only", 2), 0.25);  // equal is not above
    addScore(specOf("sst2", "fixed"), 0.26);
    const ResultTable made = table();
    EXPECT_FALSE(cellOf(made, "label only").above_majority);
    EXPECT_TRUE(cellOf(made, "fixed 0.5").above_majority);
    const std::string note = noteOf(made, "†");
    EXPECT_NE(note.find("label only on SST-2 dev accuracy"), std::string::npos) << note;
    EXPECT_EQ(note.find("fixed"), std::string::npos) << note;
}

TEST_F(ResultTableTest, ARegressionMustBeAboveNoCorrelation) {
    std::vector<SetDescribed> sets{describedSet("train", "train.tsv", "a", {0.2F, 0.4F}),
                                   describedSet("dev", "dev.tsv", "c", {0.1F, 0.5F, 0.9F})};
    add(specOf("stsb", "label-only"), {evaluated(9, "dev", {{"pearson", 0.8}, {"spearman", -0.1}})},
        sets);
    const ResultTable made = table();
    ASSERT_EQ(made.columns.size(), 2U);
    EXPECT_EQ(made.columns[0].metric, "pearson");
    EXPECT_EQ(made.columns[1].metric, "spearman");
    EXPECT_TRUE(std::isnan(cellOf(made, "majority class").score.mean));
    EXPECT_TRUE(cellOf(made, "label only", 0).above_majority);
    EXPECT_FALSE(cellOf(made, "label only", 1).above_majority);
    EXPECT_NE(noteOf(made, "A constant answer has no correlation"), "");
}

TEST_F(ResultTableTest, EveryMetricAndEvaluationSetIsAColumn) {
    add(specOf("mrpc", "label-only"), {evaluated(9, "dev", {{"f1", 0.8}, {"accuracy", 0.7}})});
    auto sets = usualSets();
    sets[2] = describedSet("dev_matched", "dev_matched.tsv", "m", {0, 1, 2});
    sets.push_back(describedSet("dev_mismatched", "dev_mismatched.tsv", "mm", {2, 1, 0}));
    add(specOf("mnli", "label-only"),
        {evaluated(9, "dev_matched", {{"accuracy", 0.5}}),
         evaluated(9, "dev_mismatched", {{"accuracy", 0.6}}),
         evaluated(9, "meta", {{"accuracy", 0.1}}), evaluated(9, "train", {{"accuracy", 0.9}})},
        sets);
    const ResultTable made = table();
    std::vector<std::string> columns;
    for (const auto& column : made.columns)
        columns.push_back(column.task + "/" + column.set + "/" + column.metric);
    EXPECT_THAT(columns, ElementsAre("MRPC/dev/f1", "MRPC/dev/accuracy",
                                     "MNLI/dev_matched/accuracy", "MNLI/dev_mismatched/accuracy"));
    EXPECT_DOUBLE_EQ(cellOf(made, "label only", 0).score.mean, 0.8);
    EXPECT_DOUBLE_EQ(cellOf(made, "label only", 1).score.mean, 0.7);
    EXPECT_DOUBLE_EQ(cellOf(made, "label only", 2).score.mean, 0.5);
    EXPECT_DOUBLE_EQ(cellOf(made, "label only", 3).score.mean, 0.6);
}

TEST_F(ResultTableTest, ASchemeThatWasNotRunOnATaskLeavesItsCellEmpty) {
    addScore(specOf("sst2", "label-only"), 0.7);
    addScore(specOf("rte", "fixed"), 0.6);
    const ResultTable made = table();
    EXPECT_EQ(cellOf(made, "fixed 0.5", 0).score.n, 0);
    EXPECT_TRUE(cellOf(made, "fixed 0.5", 0).above_majority);
    EXPECT_FALSE(cellOf(made, "fixed 0.5", 0).best);
    EXPECT_EQ(cellOf(made, "fixed 0.5", 1).score.n, 1);
}

TEST_F(ResultTableTest, AnEmptyDatabaseGivesAnEmptyTable) {
    const ResultTable made = table();
    EXPECT_TRUE(made.columns.empty());
    EXPECT_TRUE(made.rows.empty());
    EXPECT_NE(toMarkdown(made).find("No finished run"), std::string::npos);
    EXPECT_EQ(toLatex(made).find("\\begin"), std::string::npos);
}

}  // namespace
}  // namespace alphascope
