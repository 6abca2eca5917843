// SPDX-License-Identifier: GPL-3.0-or-later
// Who is asked for a run: the window's own queue, the owner elsewhere, or Slurm. Slurm's commands
// are shell scripts here; a real one is in tests/cluster.
#include "app/gui/launcher.h"

#include "cluster/slurm_executor.h"
#include "core/run/demo_study.h"
#include "store/reader.h"
#include "store/run_claim.h"
#include "store/writer.h"
#include "widgets/wait.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {
namespace {

using test::waitFor;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;

class SlurmRequests : public ::testing::Test {
protected:
    SlurmRequests() {
        fs::create_directories(bin_);
        command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
        command("squeue", "");
        // Job 7, then 8, and so on.
        command("sbatch",
                "n=$(cat \"$0.last\" 2>/dev/null || echo 6); echo $((n + 1)) | tee \"$0.last\"");
        command("scancel", sayTold());
        qputenv("PATH", QByteArray::fromStdString(bin_.string()) + ':' + path_);
        qputenv("XDG_DATA_HOME", folder_.path().toLocal8Bit());  // nothing outside it is written
    }
    ~SlurmRequests() override { qputenv("PATH", path_); }

    void command(const char* name, const std::string& script) const {
        std::ofstream(bin_ / name) << "#!/bin/sh\n" << script << "\n";
        fs::permissions(bin_ / name, fs::perms::owner_all);
    }
    /// The end of a script: what it was told is kept.
    [[nodiscard]] std::string sayTold() const { return "echo \"$@\" >> " + told_.string(); }
    /// A line for each command to Slurm.
    [[nodiscard]] std::vector<std::string> told() const {
        std::ifstream stream(told_);
        std::vector<std::string> lines;
        for (std::string line; std::getline(stream, line);) lines.push_back(line);
        return lines;
    }
    [[nodiscard]] fs::path jobOf(const char* name) const {
        return folder_.filePath(name).toStdString();
    }
    /// A job of one run for each seed.
    [[nodiscard]] std::vector<std::int64_t> submitToSlurm(
        const char* name, const std::vector<std::uint64_t>& seeds) const {
        return SlurmExecutor(database_, jobOf(name), {}, "/bin/true")
            .submit(demoStudy("label-only", seeds));
    }
    /// A run that waits on another machine.
    [[nodiscard]] std::int64_t addRunElsewhere() const {
        std::int64_t id = 0;
        {
            StoreWriter writer(database_);
            const Study study = demoStudy("label-only", {1});
            id = writer.createRun(writer.createStudy(study.name, study.toToml()),
                                  expand(study).back().spec);
        }
        giveWaitingRuns(database_, {.host = "another machine", .boot_id = "b", .pid = 1});
        return id;
    }
    /// What owners elsewhere are asked.
    [[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> requests() const {
        SQLite::Database database(database_.string(), SQLite::OPEN_READONLY);
        SQLite::Statement rows(database, "SELECT run_id, verb FROM request ORDER BY id");
        std::vector<std::pair<std::int64_t, std::string>> all;
        while (rows.executeStep())
            all.emplace_back(rows.getColumn(0).getInt64(), rows.getColumn(1).getString());
        return all;
    }
    [[nodiscard]] RunState stateOf(std::int64_t id) const {
        return StoreReader(database_).findRun(std::to_string(id)).value().state;
    }
    [[nodiscard]] bool isCancelled(std::int64_t id) const {
        return stateOf(id) == RunState::kCancelled;
    }
    [[nodiscard]] bool isRunning(std::int64_t id) const {
        return stateOf(id) == RunState::kRunning;
    }
    /// A run of the launcher's own that goes on until it is cancelled.
    std::int64_t startOwnRun() {
        const QSignalSpy submitted(&launcher_, &Launcher::submitted);
        launcher_.submit(demoStudy("label-only", {20}), database_);
        EXPECT_TRUE(waitFor([&] { return submitted.count() == 1; }));
        const auto id = submitted[0][1].value<std::vector<std::int64_t>>().back();
        EXPECT_TRUE(waitFor([&] { return isRunning(id); }));
        return id;
    }

    const QByteArray path_ = qgetenv("PATH");
    QTemporaryDir folder_;
    const fs::path database_ = folder_.filePath("runs.db").toStdString();
    const fs::path bin_ = folder_.filePath("bin").toStdString(), told_ = bin_ / "told";
    Launcher launcher_;
};

TEST_F(SlurmRequests, GoToEachRunsOwnExecutor) {
    const std::int64_t elsewhere = addRunElsewhere();
    const auto seventh = submitToSlurm("a", {1, 2}), eighth = submitToSlurm("b", {3});
    launcher_.open(database_);
    const std::int64_t own = startOwnRun();
    const QSignalSpy failed(&launcher_, &Launcher::failed);
    const QSignalSpy noticed(&launcher_, &Launcher::noticed);
    launcher_.ask({own, eighth[0], elsewhere, seventh[1]}, RequestVerb::kCancel, database_);
    EXPECT_TRUE(waitFor([&] { return noticed.count() == 2; })) << "a sentence for each job";
    EXPECT_TRUE(waitFor([&] { return isCancelled(own); }));
    EXPECT_EQ(failed.count(), 0);
    EXPECT_THAT(told(), UnorderedElementsAre("--quiet 7_1", "--quiet 8_0"));
    EXPECT_THAT(requests(), ElementsAre(Pair(elsewhere, "cancel")));
    EXPECT_FALSE(isCancelled(elsewhere)) << "its owner has not heard of it";
}

TEST_F(SlurmRequests, KeepTheWindowFromNothingWhileSlurmIsSlow) {
    const fs::path slow = bin_ / "slow";
    std::ofstream(slow) << "until this is gone";
    command("scancel", "while test -e " + slow.string() + "; do sleep 0.05; done; " + sayTold());
    const auto ids = submitToSlurm("job", {1});
    launcher_.open(database_);
    const QSignalSpy noticed(&launcher_, &Launcher::noticed);
    launcher_.ask(ids, RequestVerb::kCancel, database_);
    const std::int64_t own = startOwnRun();
    launcher_.ask({own}, RequestVerb::kCancel, database_);
    EXPECT_TRUE(waitFor([&] { return isCancelled(own); }));
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(noticed.count(), 0);
    fs::remove(slow);
    EXPECT_TRUE(waitFor([&] { return noticed.count() == 1; }));
    EXPECT_THAT(told(), ElementsAre("--quiet 7_0"));
}

TEST_F(SlurmRequests, ThatSlurmRefusesAreSaidAndTheOthersMade) {
    command("scancel",
            "case \"$*\" in *7_0*) echo 'no controller' >&2; exit 1;; esac; " + sayTold());
    const auto seventh = submitToSlurm("a", {1}), eighth = submitToSlurm("b", {2});
    launcher_.open(database_);
    const QSignalSpy failed(&launcher_, &Launcher::failed);
    const QSignalSpy noticed(&launcher_, &Launcher::noticed);
    launcher_.ask({seventh[0], eighth[0]}, RequestVerb::kCancel, database_);
    EXPECT_TRUE(waitFor([&] { return failed.count() == 1 && noticed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains("no controller"));
    EXPECT_TRUE(noticed[0][0].toString().contains(QString::fromStdString(jobOf("b").string())));
    EXPECT_THAT(told(), ElementsAre("--quiet 8_0"));
}

TEST_F(SlurmRequests, ToOthersAreMadeWhereOneJobFolderIsDamaged) {
    const std::int64_t elsewhere = addRunElsewhere();
    const auto damaged = submitToSlurm("a", {1}), whole = submitToSlurm("b", {2});
    const fs::path batch = jobOf("a") / "batches" / "1.json";
    ASSERT_TRUE(fs::remove(batch));
    fs::create_symlink("1.json", batch);  // the file system throws, and no Error of ours
    launcher_.open(database_);
    const QSignalSpy failed(&launcher_, &Launcher::failed);
    const QSignalSpy noticed(&launcher_, &Launcher::noticed);
    launcher_.ask({damaged[0], elsewhere, whole[0]}, RequestVerb::kCancel, database_);
    EXPECT_TRUE(waitFor([&] { return failed.count() == 1 && noticed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains("waits in Slurm"));
    EXPECT_THAT(told(), ElementsAre("--quiet 8_0"));
    EXPECT_THAT(requests(), ElementsAre(Pair(elsewhere, "cancel")));
}

/// Continued in the window, it is the window's, though the job has the same run.
TEST_F(SlurmRequests, OfARunThatGoesOnHereComeHere) {
    const auto ids = submitToSlurm("job", {20});
    const RunRow queued = StoreReader(database_).findRun(std::to_string(ids[0])).value();
    ASSERT_TRUE(changeRun(database_, {.uuid = queued.uuid, .state = queued.state},
                          {.state = RunState::kInterrupted, .message = "ended by Slurm"}));
    launcher_.open(database_);
    launcher_.goOn(ids, database_);
    ASSERT_TRUE(waitFor([&] { return isRunning(ids[0]); }));
    Launcher other;  // as another window
    const QSignalSpy failed(&other, &Launcher::failed);
    other.open(database_);
    other.ask(ids, RequestVerb::kCancel, database_);
    EXPECT_TRUE(waitFor([&] { return isCancelled(ids[0]); }));
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(failed.count(), 0);
}

}  // namespace
}  // namespace alphascope
