// SPDX-License-Identifier: GPL-3.0-or-later
// The launcher, with the fake training module: a run whose seed is 20 or more works until
// cancelled.
#include "app/gui/launcher.h"

#include "cluster/slurm_executor.h"
#include "core/run/demo_study.h"
#include "run/process_executor.h"
#include "store/reader.h"
#include "store/writer.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QSignalSpy>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace alphascope {
namespace {

using test::waitFor;

class LauncherTest : public testing::Test {
protected:
    static std::vector<RunRow> runsOf(const std::filesystem::path& database) {
        if (!std::filesystem::exists(database)) return {};
        return StoreReader(database).runs();
    }
    static bool isRunning(const std::filesystem::path& database, std::int64_t id) {
        const auto run = StoreReader(database).findRun(std::to_string(id));
        return run && run->state == RunState::kRunning;
    }
    /// Starts a run that goes on until it is cancelled; its row id.
    std::int64_t startLongRun(const std::filesystem::path& database) {
        QSignalSpy submitted(&launcher_, &Launcher::submitted);
        launcher_.submit(demoStudy("label-only", {20}), database);
        EXPECT_TRUE(waitFor([&] { return submitted.count() == 1; }));
        const auto ids = submitted[0][1].value<std::vector<std::int64_t>>();
        EXPECT_TRUE(waitFor([&] { return isRunning(database, ids.back()); }));
        return ids.back();
    }

    QTemporaryDir folder_;
    const std::filesystem::path first_ = folder_.filePath("first.db").toStdString();
    const std::filesystem::path second_ = folder_.filePath("second.db").toStdString();
    Launcher launcher_;
};

TEST_F(LauncherTest, StartsAStudyInTheDatabaseThatIsShownAndInNoOther) {
    launcher_.open(first_);
    const std::int64_t id = startLongRun(first_);
    const std::size_t before = runsOf(first_).size();
    QSignalSpy noticed(&launcher_, &Launcher::noticed);
    QSignalSpy refused(&launcher_, &Launcher::refused);
    launcher_.open(second_);
    const int request = launcher_.submit(demoStudy("label-only", {1}), second_);
    ASSERT_TRUE(waitFor([&] { return refused.count() == 1; }));
    EXPECT_EQ(refused[0][0].toInt(), request);
    EXPECT_TRUE(refused[0][1].toString().contains("first.db"));
    EXPECT_EQ(noticed.count(), 1);
    EXPECT_EQ(runsOf(first_).size(), before);
    // Once the runs of the first have ended, the second is opened without being asked again.
    launcher_.ask({id}, RequestVerb::kCancel, first_);
    ASSERT_TRUE(waitFor([&] { return !launcher_.busy(); }));
    ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(second_); }));
    QSignalSpy submitted(&launcher_, &Launcher::submitted);
    launcher_.submit(demoStudy("label-only", {1}), second_);
    ASSERT_TRUE(waitFor([&] { return submitted.count() == 1; }));
    EXPECT_FALSE(runsOf(second_).empty());
    EXPECT_EQ(runsOf(first_).size(), before);
}

TEST_F(LauncherTest, NeverCancelsTheRunOfAnotherDatabaseThatHasTheSameNumber) {
    launcher_.open(first_);
    const std::int64_t id = startLongRun(first_);
    QSignalSpy failed(&launcher_, &Launcher::failed);
    launcher_.open(second_);
    launcher_.ask({id}, RequestVerb::kCancel, second_);
    ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains("second.db"));
    QTest::qWait(300);
    EXPECT_TRUE(isRunning(first_, id));
    launcher_.ask({id}, RequestVerb::kCancel, first_);
    EXPECT_TRUE(waitFor([&] { return !isRunning(first_, id); }));
}

/// Slurm's commands are shell scripts here; a real one is in tests/cluster.
TEST_F(LauncherTest, TellsSlurmOfAllRunsOfAJobInOneGo) {
    const std::filesystem::path bin = first_.parent_path() / "bin", told = bin / "told";
    std::filesystem::create_directories(bin);
    const auto command = [&](const char* name, const std::string& script) {
        std::ofstream(bin / name) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(bin / name, std::filesystem::perms::owner_all);
    };
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    command("squeue", "");
    command("sbatch", "echo 7");
    command("scancel", "echo \"$@\" >> " + told.string());
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QByteArray::fromStdString(bin.string()) + ':' + path);
    qputenv("XDG_DATA_HOME", folder_.path().toLocal8Bit());  // where submissions are remembered
    Study study = demoStudy("label-only", {1, 2});
    const auto job = first_.parent_path() / "job";
    const auto ids = SlurmExecutor(first_, job, {}, "/bin/true").submit(study);
    launcher_.open(first_);
    QSignalSpy failed(&launcher_, &Launcher::failed);
    QSignalSpy noticed(&launcher_, &Launcher::noticed);
    launcher_.ask(ids, RequestVerb::kPause, first_);
    EXPECT_TRUE(waitFor([&] { return failed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains("can only be told to end it"));
    EXPECT_FALSE(std::filesystem::exists(told));
    launcher_.ask(ids, RequestVerb::kCancel, first_);
    EXPECT_TRUE(waitFor([&] { return noticed.count() == 1; }));
    EXPECT_TRUE(noticed[0][0].toString().contains("cluster collect"));
    std::ifstream lines(told);
    const std::vector<std::string> all{std::istream_iterator<std::string>(lines), {}};
    EXPECT_EQ(std::count(all.begin(), all.end(), "--quiet"), 1) << "one command";
    EXPECT_EQ(all.size(), 3U) << "with both tasks";
    // Nobody could hear a request for what waits in a job that is gone.
    std::filesystem::remove_all(job);
    launcher_.ask(ids, RequestVerb::kCancel, first_);
    EXPECT_TRUE(waitFor([&] { return failed.count() == 2; }));
    EXPECT_TRUE(failed[1][0].toString().contains("waits in Slurm"));
    qputenv("PATH", path);
}

TEST_F(LauncherTest, WhatIsAskedOfARunWhoseProcessWasKilledInterruptsItAndSaysSo) {
    launcher_.open(first_);
    ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(first_); }));
    ProcessExecutor executor(first_);
    const auto ids = executor.submit(demoStudy("label-only", {20}));
    EXPECT_TRUE(waitFor([&] { return isRunning(first_, ids.back()); }));
    const Owner trainer = runsOf(first_).back().owner;
    kill(static_cast<pid_t>(executor.pid()), SIGKILL);  // first: it would say that the run failed
    kill(static_cast<pid_t>(trainer.pid), SIGKILL);
    ASSERT_TRUE(waitFor([&] { return !trainer.alive(); }));
    ASSERT_TRUE(isRunning(first_, ids.back())) << "as far as anybody has said";
    QSignalSpy noticed(&launcher_, &Launcher::noticed);
    launcher_.ask(ids, RequestVerb::kCancel, first_);
    ASSERT_TRUE(waitFor([&] { return noticed.count() == 1; }));
    EXPECT_TRUE(noticed[0][0].toString().contains("interrupted now"));
    EXPECT_EQ(runsOf(first_).back().state, RunState::kInterrupted);
}

TEST_F(LauncherTest, IsBusyWhileRunsGoOnWhateverIsShown) {
    launcher_.open(first_);
    EXPECT_FALSE(launcher_.busy());
    const std::int64_t id = startLongRun(first_);
    EXPECT_TRUE(launcher_.busy());
    launcher_.close();  // the gallery is shown
    QTest::qWait(400);
    EXPECT_TRUE(launcher_.busy());
    EXPECT_TRUE(isRunning(first_, id));
    launcher_.open(first_);  // and back
    launcher_.ask({id}, RequestVerb::kPause, first_);
    EXPECT_TRUE(waitFor([&] {
        return StoreReader(first_).findRun(std::to_string(id))->state == RunState::kPaused;
    }));
    QSignalSpy stopped(&launcher_, &Launcher::stopped);
    launcher_.stop();
    EXPECT_TRUE(waitFor([&] { return stopped.count() == 1; }));
    const auto runs = runsOf(first_);
    EXPECT_TRUE(std::all_of(runs.begin(), runs.end(),
                            [](const RunRow& run) { return isEnded(run.state); }));
}

TEST_F(LauncherTest, MarksRunsOfTheShownDatabaseWhileThoseOfAnotherGoOn) {
    std::int64_t other = 0;
    {
        StoreWriter writer(second_);
        Study study = demoStudy("label-only", {1});
        other = writer.createRun(writer.createStudy(study.name, study.toToml()),
                                 expand(study).back().spec);
    }
    launcher_.open(first_);
    const std::int64_t id = startLongRun(first_);
    launcher_.open(second_);
    MarkChange change;
    change.run_id = other;
    change.add_tags = {"paper"};
    launcher_.mark({change}, second_);
    EXPECT_TRUE(waitFor([&] { return !runsOf(second_)[0].marks.tags.empty(); }));
    change.run_id = id;
    launcher_.mark({change}, first_);  // by the writer that the run itself has
    EXPECT_TRUE(waitFor(
        [&] { return !StoreReader(first_).findRun(std::to_string(id))->marks.tags.empty(); }));
    QSignalSpy failed(&launcher_, &Launcher::failed);
    change.run_id = 77;
    launcher_.mark({change}, second_);
    EXPECT_TRUE(waitFor([&] { return failed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains("no run 77"));
    launcher_.ask({id}, RequestVerb::kCancel, first_);
    EXPECT_TRUE(waitFor([&] { return !launcher_.busy(); }));
}

TEST_F(LauncherTest, SaysWhichRunsWaitAndTakesAnotherOrder) {
    launcher_.open(first_);
    const std::int64_t running = startLongRun(first_);
    std::vector<std::int64_t> order;
    QObject::connect(&launcher_, &Launcher::queueChanged, &launcher_,
                     [&order](const auto& ids) { order = ids; });
    Study study = demoStudy("label-only", {1, 2, 3});
    launcher_.submit(study, first_);
    ASSERT_TRUE(waitFor([&] { return order.size() >= 3; }));
    auto wanted = order;
    std::swap(wanted.back(), wanted[wanted.size() - 2]);
    launcher_.arrange({wanted[wanted.size() - 2], wanted.back()}, first_);
    EXPECT_TRUE(waitFor([&] { return order == wanted; }));
    launcher_.ask({running}, RequestVerb::kCancel, first_);
    EXPECT_TRUE(waitFor([&] { return order.empty() && !launcher_.busy(); }));
    EXPECT_LT(StoreReader(first_).findRun(std::to_string(wanted[wanted.size() - 2]))->started,
              StoreReader(first_).findRun(std::to_string(wanted.back()))->started);
}

TEST_F(LauncherTest, TheNewestStudySaysHowManyRunsGoOnAtOnce) {
    launcher_.open(first_);
    startLongRun(first_);
    int at_once = -1;
    QObject::connect(&launcher_, &Launcher::concurrentChanged, &launcher_,
                     [&at_once](int runs) { at_once = runs; });
    QSignalSpy noticed(&launcher_, &Launcher::noticed);
    QSignalSpy submitted(&launcher_, &Launcher::submitted);
    Study study = demoStudy("label-only", {21, 22});
    study.concurrent = 3;
    launcher_.submit(study, first_);
    ASSERT_TRUE(waitFor([&] { return submitted.count() == 1; }));
    const auto ids = submitted[0][1].value<std::vector<std::int64_t>>();
    EXPECT_TRUE(waitFor([&] { return isRunning(first_, ids[0]) && isRunning(first_, ids[1]); }));
    EXPECT_EQ(at_once, 3);
    ASSERT_EQ(noticed.count(), 1);
    EXPECT_TRUE(noticed[0][0].toString().contains("3 from now on, instead of 1"));
    launcher_.setConcurrent(1, first_);
    EXPECT_TRUE(waitFor([&] { return at_once == 1; }));
    EXPECT_TRUE(isRunning(first_, ids[0]) && isRunning(first_, ids[1])) << "what runs goes on";
    launcher_.ask(ids, RequestVerb::kCancel, first_);
    launcher_.ask({ids[0] - 1}, RequestVerb::kCancel, first_);
    EXPECT_TRUE(waitFor([&] { return at_once == 0 && !launcher_.busy(); }));
}

TEST_F(LauncherTest, ContinuedRunsGoOnAsTheirStudySays) {
    std::vector<std::int64_t> ids;
    {
        StoreWriter writer(first_);
        Study study = demoStudy("label-only", {20, 21});
        study.concurrent = 2;
        const std::string uuid = writer.createStudy(study.name, study.toToml());
        for (const PlannedRun& run : expand(study)) {
            ids.push_back(writer.createRun(uuid, run.spec));
            writer.setState(ids.back(), RunState::kInterrupted, "");
        }
    }
    launcher_.open(first_);
    launcher_.goOn(ids, first_);
    EXPECT_TRUE(waitFor([&] { return isRunning(first_, ids[0]) && isRunning(first_, ids[1]); }));
    launcher_.ask(ids, RequestVerb::kCancel, first_);
    EXPECT_TRUE(waitFor([&] { return !launcher_.busy(); }));
}

TEST_F(LauncherTest, SaysWhichRunsHaveLostTheirCheckpointsAndGoesOnWithTheOthers) {
    std::vector<std::int64_t> ids;
    {
        StoreWriter writer(first_);
        const Study study = demoStudy("label-only", {1});
        for (int run = 0; run < 3; ++run) {
            ids.push_back(writer.createRun(writer.createStudy(study.name, study.toToml()),
                                           expand(study).back().spec));
            if (run < 2)
                writer.sink(ids.back())
                    ->publish(CheckpointSaved{.step = 1,
                                              .kind = "last",
                                              .path = "runs/away/step-1.safetensors",
                                              .sha256 = "x"});
            writer.setState(ids.back(), RunState::kInterrupted, "");
        }
    }
    const auto stateOf = [&](std::int64_t id) {
        return StoreReader(first_).findRun(std::to_string(id))->state;
    };
    launcher_.open(first_);
    QSignalSpy failed(&launcher_, &Launcher::failed);
    launcher_.goOn({ids[0]}, first_);
    ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains("first.db.files"));
    launcher_.retry({{ids[0]}, {ids[1]}, {ids[2]}}, first_);
    ASSERT_TRUE(waitFor([&] { return failed.count() == 2; }));
    EXPECT_TRUE(failed[1][0].toString().contains("Runs 1, 2 cannot go on"));
    EXPECT_TRUE(waitFor([&] { return stateOf(ids[2]) == RunState::kFinished; }));
    EXPECT_EQ(stateOf(ids[0]), RunState::kInterrupted);
    EXPECT_EQ(stateOf(ids[1]), RunState::kInterrupted);
    EXPECT_FALSE(StoreReader(first_).checkpoints(ids[0]).empty());
}

TEST_F(LauncherTest, RefusesWhereNothingCanBeWritten) {
    QSignalSpy failed(&launcher_, &Launcher::failed);
    QSignalSpy refused(&launcher_, &Launcher::refused);
    launcher_.open("/proc/no/such/place.db");
    launcher_.submit(demoStudy("label-only", {1}), "/proc/no/such/place.db");
    ASSERT_TRUE(waitFor([&] { return refused.count() == 1; }));
    EXPECT_EQ(failed.count(), 1);
    EXPECT_TRUE(refused[0][1].toString().contains("cannot be written"));
}

}  // namespace
}  // namespace alphascope
