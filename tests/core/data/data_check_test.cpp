// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/helpers.h"
#include "data/glue_reader.h"

#include <algorithm>

namespace alphascope {
namespace {

std::vector<SplitReport> of(const std::vector<SplitReport>& reports, const std::string& task,
                            const std::string& split) {
    std::vector<SplitReport> found;
    for (const auto& report : reports)
        if (report.task == task && report.split == split) found.push_back(report);
    return found;
}

std::string rows(int count, const std::string& header, const std::string& row) {
    std::string text = header + "\n";
    for (int i = 0; i < count; ++i) text += row + "\n";
    return text;
}

TEST(CheckDataFolder, ReportsEverySplitOfEveryTaskButTheDemo) {
    const testing::ScratchFolder folder;
    const auto reports = checkDataFolder(folder.path());
    std::size_t splits = 0;
    for (const auto& task : taskTable())
        if (task.id != "demo") splits += task.splits.size();
    EXPECT_EQ(reports.size(), splits);
    for (const auto& report : reports) {
        EXPECT_EQ(report.state, "missing");
        EXPECT_NE(report.task, "demo");
    }
    EXPECT_THROW(checkDataFolder(folder.path() / "none"), Error);
}

TEST(CheckDataFolder, ComparesWithTheOfficialNumberOfRows) {
    const testing::ScratchFolder folder;
    folder.write("glue/WNLI/dev.tsv", rows(71, "index\tsentence1\tsentence2\tlabel", "0\ta\tb\t1"));
    folder.write("glue/WNLI/train.tsv",
                 rows(634, "index\tsentence1\tsentence2\tlabel", "0\ta\tb\t1"));
    folder.write("glue/WNLI/test.tsv", rows(5, "index\tsentence1", "0\ta"));
    const auto reports = checkDataFolder(folder.path());
    const auto dev = of(reports, "wnli", "dev").at(0);
    EXPECT_EQ(dev.state, "complete");
    EXPECT_EQ(dev.rows, 71);
    EXPECT_EQ(dev.official_rows, 71);
    EXPECT_EQ(dev.file, "glue/WNLI/dev.tsv");
    const auto train = of(reports, "wnli", "train").at(0);
    EXPECT_EQ(train.state, "partial");
    EXPECT_EQ(train.rows, 634);
    const auto test = of(reports, "wnli", "test").at(0);
    EXPECT_EQ(test.state, "error");
    EXPECT_THAT(test.message, ::testing::HasSubstr("sentence2"));
}

TEST(CheckDataFolder, FindsPartsUnderOtherNames) {
    const testing::ScratchFolder folder;
    const std::string pairs = rows(3, "id\tquestion1\tquestion2\tis_duplicate", "0\ta\tb\t1");
    folder.write("QQP/train_subset.tsv", pairs);
    folder.write("QQP/heldout.tsv", pairs);
    folder.write("QQP/notes.tsv", "nothing of the kind\n");
    folder.write("QQP/readme.txt", pairs);
    const auto reports = checkDataFolder(folder.path());
    const auto train = of(reports, "qqp", "train");
    ASSERT_EQ(train.size(), 2U);
    EXPECT_EQ(train[0].file, "QQP/heldout.tsv");
    EXPECT_EQ(train[1].file, "QQP/train_subset.tsv");
    EXPECT_EQ(train[0].state, "partial");
    EXPECT_EQ(train[0].rows, 3);
    // A file that does not say so is never taken for an evaluation set.
    ASSERT_EQ(of(reports, "qqp", "dev").size(), 1U);
    EXPECT_EQ(of(reports, "qqp", "dev")[0].state, "missing");
}

TEST(CheckDataFolder, GivesASampleToTheSplitItsNameBeginsWith) {
    const testing::ScratchFolder folder;
    const std::string pairs =
        rows(2, "index\tsentence1\tsentence2\tgold_label", "0\ta\tb\tneutral");
    folder.write("MNLI/dev_matched_1k.tsv", pairs);
    folder.write("MNLI/dev_mismatched_1k.tsv", pairs);
    const auto reports = checkDataFolder(folder.path());
    EXPECT_EQ(of(reports, "mnli", "dev_matched").at(0).file, "MNLI/dev_matched_1k.tsv");
    EXPECT_EQ(of(reports, "mnli", "dev_mismatched").at(0).file, "MNLI/dev_mismatched_1k.tsv");
    EXPECT_EQ(of(reports, "mnli", "dev_matched").size(), 1U);
    EXPECT_EQ(of(reports, "mnli", "train").at(0).state, "missing");
}

TEST(CheckDataFolder, LeavesPartsAloneWhereTheOfficialFileIs) {
    const testing::ScratchFolder folder;
    const std::string text = rows(2, "sentence\tlabel", "good\t1");
    folder.write("SST-2/train.tsv", text);
    folder.write("SST-2/train_small.tsv", text);
    const auto train = of(checkDataFolder(folder.path()), "sst2", "train");
    ASSERT_EQ(train.size(), 1U);
    EXPECT_EQ(train[0].file, "SST-2/train.tsv");
}

}  // namespace
}  // namespace alphascope
