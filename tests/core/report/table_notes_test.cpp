// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_notes.h"
#include "core/report/made_runs.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::HasSubstr;

class TableNotes : public MadeRuns {};

TEST_F(TableNotes, SayPlainlyWhichStepCounts) {
    addScore(specOf("sst2", "label-only"), 0.7);
    EXPECT_EQ(table(Selection::kFinalStep).notes.front(), "Selection: each run's final step.");
    EXPECT_THAT(table(Selection::kBestOnMeta).notes.front(), HasSubstr("meta set"));
    EXPECT_THAT(table(Selection::kBestOnDev).notes.front(), HasSubstr("best on dev"));
    EXPECT_THAT(table(Selection::kBestOnDev).notes.front(), HasSubstr("optimistic"));
}

TEST_F(TableNotes, NameEverySetWithFileSizeAndHash) {
    addScore(specOf("sst2", "label-only"), 0.7);
    addScore(specOf("sst2", "fixed"), 0.7);  // the same sets: named once
    auto full = usualSets();
    full[0] = describedSet("train", "train.tsv", "dddddddddddd4", {1, 1, 0, 1, 0});
    full.erase(full.begin() + 1);
    add(fullTrainSpecOf("sst2"), {evaluated(9, "dev", {{"accuracy", 0.7}})}, full);
    EXPECT_EQ(
        noteOf(table(), "Sets of SST-2"),
        "Sets of SST-2: train = train.tsv, 3 samples, sha256 aaaaaaaaaaaa; train (full) = "
        "train.tsv, "
        "5 samples, sha256 dddddddddddd; meta = train.tsv, 2 samples, sha256 bbbbbbbbbbbb; dev = "
        "dev.tsv, 4 samples, sha256 cccccccccccc.");
}

TEST_F(TableNotes, PutTheTeachersTrainAndMetaSideBySide) {
    const std::string uuid = add(teacherSpecOf("sst2", 4),
                                 {evaluated(50, "train", {{"accuracy", 0.5}, {"loss", 0.9}}),
                                  evaluated(100, "dev", {{"accuracy", 0.8}, {"loss", 0.4}}),
                                  evaluated(100, "train", {{"accuracy", 0.991}, {"loss", 0.0312}}),
                                  evaluated(100, "meta", {{"accuracy", 0.812}, {"loss", 0.6078}})});
    EXPECT_EQ(noteOf(table(), "Teacher of SST-2"),
              "Teacher of SST-2 (mini, seed 4, run " + uuid.substr(0, 8) +
                  "): loss 0.031 on train, 0.608 on meta; accuracy 99.1 on train, 81.2 on meta.");
}

TEST_F(TableNotes, UseTheTasksOwnMetricWhereThereIsNoAccuracy) {
    add(teacherSpecOf("cola"), {evaluated(9, "dev", {{"matthews", 0.2}, {"loss", 0.5}}),
                                evaluated(9, "train", {{"matthews", 0.9}, {"loss", 0.1}})});
    EXPECT_THAT(
        noteOf(table(), "Teacher of CoLA"),
        HasSubstr(
            "loss 0.100 on train, not recorded on meta; Matthews 90.0 on train, not recorded"));
}

TEST_F(TableNotes, CountImportedRunsThatHaveNoPlaceInATable) {
    addScore(specOf("sst2", "label-only"), 0.7);
    RunSpec imported{.study = "made", .task = "sst2", .role = Role::kImported, .scheme = ""};
    imported.data.folder = "lr_0.1";
    addScore(imported, 0.9);
    const ResultTable made = table();
    EXPECT_EQ(noteOf(made, "Left out because imported"),
              "Left out because imported, so that only curves are known: 1 run.");
    EXPECT_THAT(labelsOf(made), ::testing::Not(::testing::Contains("lr_0.1")));
}

TEST_F(TableNotes, AreSilentAboutWhatDidNotHappen) {
    addScore(specOf("sst2", "label-only"), 0.7);
    const ResultTable made = table();
    EXPECT_EQ(noteOf(made, "†"), "");
    EXPECT_EQ(noteOf(made, "Left out"), "");
    EXPECT_EQ(noteOf(made, "Teacher of"), "");
}

TEST(ColumnTitles, KeepOfficialFilesShortAndOthersTrue) {
    const std::vector<TableColumn> columns{
        {.task = "SST-2", .set = "dev", .file = "dev.tsv", .metric = "accuracy"},
        {.task = "MNLI", .set = "dev_matched", .file = "dev_matched.tsv", .metric = "accuracy"},
        {.task = "QNLI", .set = "dev", .file = "dev_500.tsv", .metric = "accuracy"},
        {.task = "MRPC", .set = "dev", .file = "dev.tsv", .metric = "f1"},
        {.task = "Demo", .set = "dev", .file = "demo:dev", .metric = "accuracy"}};
    EXPECT_THAT(
        columnTitles(columns),
        ::testing::ElementsAre("SST-2 dev accuracy", "MNLI dev_matched accuracy",
                               "QNLI dev_500.tsv accuracy", "MRPC dev F1", "Demo dev accuracy"));
}

}  // namespace
}  // namespace alphascope
