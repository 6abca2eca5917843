// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of a database with its checkpoints, while a run goes on and replaces them.
#include "core/study/sync_record.h"
#include "saving_run.h"
#include "store/maintenance.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class Backups : public Scratch {
protected:
    Backups() {
        fs::create_directories(copies_);
        run_.saveTwice();
    }
    ~Backups() override { onSync({}); }

    static std::int64_t lastStep(const fs::path& database) {
        StoreReader reader(database);
        return reader.checkpoints(reader.runs().front().id).back().step;
    }
    [[nodiscard]] bool isBelowCopies(const fs::path& path) const {
        return path.string().starts_with(copies_.string());
    }

    /// The run replaces its checkpoints once, at the first synced place that is the right one.
    template <typename Place>
    void expectMadeAnew(const Place& is_right) {
        int replaced = 0;
        onSync([&](const fs::path& path) {
            if (replaced > 0 || !is_right(path)) return;
            ++replaced;
            run_.saveTwice();
        });
        const Backup backup = backupWithFiles(file_, copy_);
        EXPECT_EQ(replaced, 1);
        EXPECT_EQ(backup.absent.replaced.files, 0U);
        EXPECT_THAT(lacking(copy_), IsEmpty());
        EXPECT_EQ(lastStep(copy_), run_.step());
        EXPECT_THAT(checkDatabase(copy_), IsEmpty());
    }

    const fs::path copies_ = folder_ / "copies", copy_ = copies_ / "copy.db";
    StoreWriter writer_{file_};
    SavingRun run_{writer_};
};

TEST_F(Backups, HaveTheCheckpointsThatTheyName) {
    const Backup backup = backupWithFiles(file_, copy_);
    EXPECT_EQ(backup.copied.files, 2U) << "the last, and the one before it";
    EXPECT_EQ(backup.absent.replaced.files, 0U);
    EXPECT_THAT(lacking(copy_), IsEmpty());
    EXPECT_EQ(lastStep(copy_), 2);
}

TEST_F(Backups, AreMadeAnewWhereCheckpointsAreReplacedBeforeTheyAreLookedFor) {
    // The rows are copied, and none of the files is.
    expectMadeAnew([&](const fs::path& path) { return path == copies_ && fs::exists(copy_); });
}

TEST_F(Backups, AreMadeAnewWhereCheckpointsAreReplacedWhileTheyAreCopied) {
    // One of the two files is open, and the other is not.
    const std::string files = filesFolderOf(copy_).string();
    expectMadeAnew([&](const fs::path& path) { return path.string().starts_with(files); });
}

TEST_F(Backups, SayWhatTheyLackOfARunThatIsAlwaysFaster) {
    constexpr std::int64_t kNoEnd = 400;  // of a listing that shows what has come since
    onSync([&](const fs::path& path) {
        if (isBelowCopies(path) && fs::exists(copy_) && run_.step() < kNoEnd) run_.saveTwice();
    });
    const Backup backup = backupWithFiles(file_, copy_);
    onSync({});
    EXPECT_EQ(backup.absent.replaced.files, 2U);
    EXPECT_THAT(backup.absent.replaced.runs, ElementsAre(1));
    EXPECT_EQ(lacking(copy_).size(), 2U);
    EXPECT_THAT(checkDatabase(copy_), IsEmpty()) << "the rows are whole";
}

TEST_F(Backups, DoNotWaitForWhatIsGoneFromTheDatabaseItself) {
    fs::remove_all(run_.folder());
    const Backup backup = backupWithFiles(file_, copy_);
    EXPECT_EQ(backup.copied.files, 0U);
    EXPECT_EQ(backup.absent.replaced.files, 0U) << "no run has replaced it: its row is as it was";
    EXPECT_EQ(backup.absent.lost.files, 2U) << "which is said";
    EXPECT_THAT(backup.absent.lost.runs, ElementsAre(1));
    EXPECT_EQ(lastStep(copy_), 2);
}

TEST_F(Backups, AreNotLeftWhereFilesCannotBeCopied) {
    std::ofstream(filesFolderOf(copy_)) << "in place of the folder";
    EXPECT_THROW(backupWithFiles(file_, copy_), Error);
    EXPECT_FALSE(fs::exists(copy_)) << "it would refuse the next try";
}

/// Whenever it happens.
TEST_F(Backups, LackNothingButWhatTheySayWhileARunSavesWithoutAPause) {
    std::jthread saving([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) run_.save();
    });
    for (int i = 0; i < 5; ++i) {
        const fs::path copy = copies_ / ("copy-" + std::to_string(i) + ".db");
        const Backup backup = backupWithFiles(file_, copy);
        EXPECT_EQ(lacking(copy).size(), backup.absent.replaced.files) << i;
    }
}

}  // namespace
}  // namespace alphascope
