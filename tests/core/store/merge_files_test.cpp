// SPDX-License-Identifier: GPL-3.0-or-later
// Merges with their checkpoints, while a run of the source goes on and replaces them.
#include "store/merge_files.h"

#include "core/study/sync_record.h"
#include "saving_run.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class MergeFiles : public Scratch {
protected:
    MergeFiles() {
        fs::create_directories(target_.parent_path());
        run_.saveTwice();
    }
    ~MergeFiles() override { onSync({}); }

    /// Whether a file has just come to the target: its rows come after all of them.
    [[nodiscard]] bool hasCome(const fs::path& synced) const {
        return synced.string().starts_with(filesFolderOf(target_).string());
    }
    static std::int64_t lastStep(const fs::path& database) {
        return StoreReader(database).checkpoints(1).back().step;
    }

    const fs::path target_ = folder_ / "target" / "runs.db";
    StoreWriter writer_{file_};
    SavingRun run_{writer_};
};

TEST_F(MergeFiles, BringTheCheckpointsThatTheRowsName) {
    const MergedFiles merged = mergeWithFiles(file_, target_);
    EXPECT_EQ(merged.report.added.size(), 1U);
    EXPECT_EQ(merged.copied.files, 2U) << "the last, and the one before it";
    EXPECT_FALSE(merged.absent.any());
    EXPECT_THAT(lacking(target_), IsEmpty());
    const MergedFiles again = mergeWithFiles(file_, target_);
    EXPECT_EQ(again.report.alike, 1);
    EXPECT_EQ(again.copied.files, 0U) << "twice is as once";
}

TEST_F(MergeFiles, FollowARunThatReplacesThemBetweenTheFilesAndTheRows) {
    int replaced = 0;
    onSync([&](const fs::path& path) {
        if (hasCome(path) && replaced++ == 0) run_.saveTwice();
    });
    const MergedFiles merged = mergeWithFiles(file_, target_);
    EXPECT_GT(replaced, 0);
    EXPECT_EQ(lastStep(target_), run_.step()) << "the rows are newer than the files were";
    EXPECT_FALSE(merged.absent.any());
    EXPECT_THAT(lacking(target_), IsEmpty());
}

TEST_F(MergeFiles, SayWhatTheyLackOfARunThatIsAlwaysFaster) {
    onSync([&](const fs::path& path) {
        if (hasCome(path)) run_.saveTwice();
    });
    const MergedFiles merged = mergeWithFiles(file_, target_);
    onSync({});
    EXPECT_GT(merged.absent.replaced.files, 0U);
    EXPECT_EQ(merged.absent.replaced.files, lacking(target_).size());
    EXPECT_THAT(merged.absent.replaced.runs, ElementsAre(1));
}

TEST_F(MergeFiles, BringWhatRowsOfAnEarlierMergeWereWithout) {
    mergeDatabases(file_, target_);  // --no-files
    ASSERT_EQ(lacking(target_).size(), 2U);
    const MergedFiles merged = mergeWithFiles(file_, target_);
    EXPECT_FALSE(merged.report.changed());
    EXPECT_EQ(merged.copied.files, 2U);
    EXPECT_THAT(lacking(target_), IsEmpty());
}

TEST_F(MergeFiles, SayWhatTheSourceHasNotEither) {
    fs::remove_all(run_.folder());
    const MergedFiles merged = mergeWithFiles(file_, target_);
    EXPECT_EQ(merged.report.added.size(), 1U) << "its numbers come all the same";
    EXPECT_EQ(merged.absent.lost.files, 2U);
    EXPECT_THAT(merged.absent.lost.runs, ElementsAre(1));
    EXPECT_EQ(merged.absent.replaced.files, 0U);
}

TEST_F(MergeFiles, LookForNothingThatAnOlderSourceNeverHad) {
    const fs::path older = folder_ / "older.db";
    backupDatabase(file_, older);
    run_.saveTwice();
    writer_.sink(run_.id())->publish(someStep(5));
    writer_.flush();
    mergeDatabases(file_, target_);
    ASSERT_EQ(lacking(target_).size(), 2U);
    EXPECT_FALSE(mergeWithFiles(older, target_).absent.any()) << "it names other checkpoints";
    EXPECT_TRUE(mergeWithFiles(file_, target_).copied.files == 2);
}

}  // namespace
}  // namespace alphascope
