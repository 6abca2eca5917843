// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of a database with its checkpoints, while a run goes on and replaces them.
#include "core/study/sync_record.h"
#include "scratch.h"
#include "store/maintenance.h"
#include "study/durable_file.h"
#include "study/run_folder.h"

#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <thread>
#include <vector>

namespace alphascope {
namespace {

using testing::IsEmpty;
namespace fs = std::filesystem;

/// In place of a SHA-256: the store takes whatever the training says.
std::string digestOf(const std::string& bytes) {
    return std::to_string(std::hash<std::string>{}(bytes));
}

/// A run that goes on, and saves its state as training does: a new file, then the row that names
/// it, and only then goes the file that no row names any more.
class SavingRun {
public:
    explicit SavingRun(StoreWriter& writer)
        : id_(addSomeRun(writer)),
          sink_(writer.sink(id_)),
          files_(filesFolderOf(writer.database())),
          uuid_(StoreReader(writer.database()).findRun(std::to_string(id_))->uuid) {}

    void save() {
        ++step_;
        const std::string bytes = std::to_string(step_) + std::string(50000, 'w');
        writeDurably(files_ / nameOf(step_), bytes);
        sink_->publish(CheckpointSaved{
            .step = step_, .kind = "last", .path = nameOf(step_), .sha256 = digestOf(bytes)});
        fs::remove(files_ / nameOf(step_ - 2));
    }
    void saveTwice() {
        save();
        save();
    }
    [[nodiscard]] std::int64_t step() const { return step_; }
    [[nodiscard]] fs::path folder() const { return runFolder(files_, uuid_); }

private:
    [[nodiscard]] std::string nameOf(std::int64_t step) const {
        return "runs/" + uuid_ + "/step-" + std::to_string(step) + ".safetensors";
    }

    std::int64_t id_;
    std::unique_ptr<RunSink> sink_;
    fs::path files_;
    std::string uuid_;
    std::int64_t step_ = 0;
};

class Backups : public Scratch {
protected:
    Backups() {
        fs::create_directories(copies_);
        run_.saveTwice();
    }
    ~Backups() override { onSync({}); }

    /// What a database names and has not, or not as it names it.
    static std::vector<std::string> lacking(const fs::path& database) {
        std::vector<std::string> names;
        StoreReader reader(database);
        for (const RunRow& run : reader.runs())
            for (const CheckpointRow& row : reader.checkpoints(run.id)) {
                std::ifstream in(storedFile(filesFolderOf(database), row.path), std::ios::binary);
                const std::string bytes{std::istreambuf_iterator<char>(in), {}};
                if (digestOf(bytes) != row.sha256) names.push_back(row.path);
            }
        return names;
    }
    static std::int64_t lastStep(const fs::path& database) {
        StoreReader reader(database);
        return reader.checkpoints(reader.runs().front().id).back().step;
    }
    [[nodiscard]] bool isBelowCopies(const fs::path& path) const {
        return path.string().starts_with(copies_.string());
    }

    const fs::path copies_ = folder_ / "copies", copy_ = copies_ / "copy.db";
    StoreWriter writer_{file_};
    SavingRun run_{writer_};
};

TEST_F(Backups, HaveTheCheckpointsThatTheyName) {
    const Backup backup = backupWithFiles(file_, copy_);
    EXPECT_EQ(backup.copied.files, 2U) << "the last, and the one before it";
    EXPECT_EQ(backup.replaced, 0U);
    EXPECT_THAT(lacking(copy_), IsEmpty());
    EXPECT_EQ(lastStep(copy_), 2);
}

TEST_F(Backups, AreMadeAnewWhereCheckpointsAreReplacedBeforeTheyAreLookedFor) {
    int replaced = 0;
    onSync([&](const fs::path& path) {
        if (path != copies_ || !fs::exists(copy_) || replaced > 0) return;
        ++replaced;  // the rows are copied, and none of the files is
        run_.saveTwice();
    });
    const Backup backup = backupWithFiles(file_, copy_);
    EXPECT_EQ(replaced, 1);
    EXPECT_EQ(backup.replaced, 0U);
    EXPECT_THAT(lacking(copy_), IsEmpty());
    EXPECT_EQ(lastStep(copy_), run_.step());
    EXPECT_THAT(checkDatabase(copy_), IsEmpty());
}

TEST_F(Backups, AreMadeAnewWhereCheckpointsAreReplacedWhileTheyAreCopied) {
    int replaced = 0;
    onSync([&](const fs::path& path) {
        if (!path.string().starts_with(filesFolderOf(copy_).string()) || replaced > 0) return;
        ++replaced;  // one of the two files is open, and the other is not
        run_.saveTwice();
    });
    const Backup backup = backupWithFiles(file_, copy_);
    EXPECT_EQ(replaced, 1);
    EXPECT_EQ(backup.replaced, 0U);
    EXPECT_THAT(lacking(copy_), IsEmpty());
    EXPECT_EQ(lastStep(copy_), run_.step());
}

TEST_F(Backups, SayWhatTheyLackOfARunThatIsAlwaysFaster) {
    constexpr std::int64_t kNoEnd = 400;  // of a listing that shows what has come since
    onSync([&](const fs::path& path) {
        if (isBelowCopies(path) && fs::exists(copy_) && run_.step() < kNoEnd) run_.saveTwice();
    });
    const Backup backup = backupWithFiles(file_, copy_);
    onSync({});
    EXPECT_EQ(backup.replaced, 2U);
    EXPECT_EQ(lacking(copy_).size(), 2U);
    EXPECT_THAT(checkDatabase(copy_), IsEmpty()) << "the rows are whole";
}

TEST_F(Backups, DoNotWaitForWhatIsGoneFromTheDatabaseItself) {
    fs::remove_all(run_.folder());
    const Backup backup = backupWithFiles(file_, copy_);
    EXPECT_EQ(backup.copied.files, 0U);
    EXPECT_EQ(backup.replaced, 0U) << "no run has replaced it: its row is as it was";
    EXPECT_EQ(lastStep(copy_), 2);
}

TEST_F(Backups, AreNotLeftWhereFilesCannotBeCopied) {
    std::ofstream(filesFolderOf(copy_)) << "in place of the folder";
    EXPECT_NE(errorOf([&] { backupWithFiles(file_, copy_); }), "no error");
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
        EXPECT_EQ(lacking(copy).size(), backup.replaced) << i;
    }
}

}  // namespace
}  // namespace alphascope
