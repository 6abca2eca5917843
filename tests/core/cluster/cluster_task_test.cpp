// SPDX-License-Identifier: GPL-3.0-or-later
// A job folder without Slurm: what its files hold, what a task makes of them, what is collected.
#include "cluster/cluster_task.h"
#include "cluster/cluster_collector.h"
#include "core/study/error_of.h"
#include "store/maintenance.h"
#include "store/merge.h"
#include "store/reader.h"
#include "store/writer.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ClusterFolder : public testing::Test {
protected:
    ClusterFolder() {
        ClusterJob::makeFolder(folder_);
        std::vector<ClusterRun> runs;
        {
            StoreWriter writer(ClusterJob::planOf(folder_));
            const std::string study = writer.createStudy("trial", "name = 'trial'\n");
            RunSpec spec{.study = "trial", .task = "demo", .role = Role::kTeacher};
            runs.push_back({.uuid = newUuid(), .label = "teacher"});
            writer.createRun(study, spec, runs[0].uuid);
            spec.role = Role::kStudent;
            spec.scheme = "fixed";
            spec.teacher_uuid = runs[0].uuid;
            runs.push_back({.uuid = newUuid(),
                            .teacher = 0,
                            .teacher_uuid = runs[0].uuid,
                            .label = "student"});
            writer.createRun(study, spec, runs[1].uuid);
        }
        giveWaitingRuns(ClusterJob::planOf(folder_), ClusterJob::waitingOwner());
        ClusterJob(folder_, "/bin/false", {.memory = "4G", .cpus = 2}, runs).write();
    }
    ~ClusterFolder() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    [[nodiscard]] RunRow row(const std::filesystem::path& database, int run) const {
        return StoreReader(database)
            .findRun(ClusterJob(folder_).runs().at(static_cast<std::size_t>(run)).uuid)
            .value();
    }
    /// Below a files folder.
    [[nodiscard]] std::string checkpoint(int run) const {
        return "runs/" + ClusterJob(folder_).runs().at(static_cast<std::size_t>(run)).uuid +
               "/model.safetensors";
    }
    void end(int run, RunState state) const {
        const ClusterJob job(folder_);
        StoreWriter writer(job.database(run));
        const RunRow left = row(job.database(run), run);
        const std::int64_t id = left.id;
        if (isEnded(left.state))
            writer.takeOver({{.run_id = id, .revision = left.revision, .step = 0}});
        writer.sink(id)->publish(SetDescribed{.set = "train",
                                              .file = "demo",
                                              .sha256 = "cd",
                                              .ids = {1},
                                              .labels = {0},
                                              .flags = {0}});
        writer.sink(id)->publish(
            CheckpointSaved{.step = 1, .kind = "last", .path = checkpoint(run), .sha256 = "ab"});
        writer.setState(id, state, "");
    }

    static std::filesystem::path newFolder() {
        std::string name = testing::TempDir() + "cluster-XXXXXX";
        return mkdtemp(name.data());
    }

    const std::filesystem::path folder_ = newFolder();
    const std::filesystem::path main_ = folder_ / "main.db";
};

TEST_F(ClusterFolder, IsReadAsItWasWritten) {
    ClusterJob job(folder_);
    EXPECT_EQ(job.resources().memory, "4G");
    EXPECT_EQ(job.resources().cpus, 2);
    EXPECT_EQ(job.runs().size(), 2U);
    EXPECT_EQ(job.find(job.runs()[1].uuid), 1);
    EXPECT_FALSE(job.taskOf(1));
    job.writeBatch({.number = 1, .slurm_job = 7, .runs = {0, 1}});
    job.writeBatch({.number = 2, .slurm_job = 9, .runs = {1}});
    job.writeBatch({.number = 3, .slurm_job = 0, .runs = {1}});
    const ClusterJob again(folder_);
    EXPECT_EQ(again.taskOf(0)->first->slurm_job, 7);
    EXPECT_EQ(again.taskOf(1)->first->slurm_job, 9) << "the latest that came into Slurm";
    EXPECT_EQ(again.taskOf(1)->second, 0);
    EXPECT_THROW(ClusterJob::makeFolder(folder_), Error) << "a job is not written over";
}

TEST_F(ClusterFolder, DamagedFilesAreNamed) {
    const auto problem = [&] { return errorOf([&] { const ClusterJob job(folder_); }); };
    std::ofstream(folder_ / "batches" / "1.json")
        << R"({"number": 1, "slurm_job": 3, "runs": [5]})";
    EXPECT_THAT(problem(), HasSubstr("names a run that the job does not have"));
    std::ofstream(folder_ / "batches" / "1.json") << "{";
    EXPECT_THAT(problem(), HasSubstr("1.json: the file of a cluster job is damaged"));
    std::ofstream(folder_ / "job.json") << R"({"format": 1})";
    EXPECT_THAT(problem(), HasSubstr("job.json: the file of a cluster job is damaged"));
    std::filesystem::remove(folder_ / "job.json");
    EXPECT_THAT(problem(), HasSubstr("is not there"));
}

TEST_F(ClusterFolder, AUuidThatLeadsElsewhereIsRefused) {
    const ClusterJob job(folder_);
    const auto problemOf = [&](const std::string& uuid, const std::string& teacher) {
        std::vector<ClusterRun> runs = job.runs();
        runs[1].uuid = uuid;
        runs[1].teacher_uuid = teacher;
        ClusterJob(folder_, "/bin/false", {}, runs).write();
        return errorOf([&] { const ClusterJob read(folder_); });
    };
    EXPECT_EQ(problemOf("abc", ""), "");
    EXPECT_THAT(problemOf("../../x", ""), HasSubstr("job.json: the uuid '../../x' of a run"));
    EXPECT_THAT(problemOf("abc", "/etc"), HasSubstr("job.json: the uuid '/etc' of a run"));
    EXPECT_THAT(problemOf("", ""), HasSubstr("is no plain name"));
}

TEST_F(ClusterFolder, ATaskIsSetFreeFromItsEarlierStart) {
    const ClusterJob job(folder_);
    const PreparedTask first = prepareTask(job, 0);
    EXPECT_EQ(row(first.database, 0).state, RunState::kInterrupted);
    EXPECT_FALSE(first.has_finished);
    {
        StoreWriter writer(first.database);
        writer.takeOver({{.run_id = first.run_id, .revision = 0, .step = 0}});
        writer.setState(first.run_id, RunState::kRunning, "");
    }
    const std::int64_t revision = row(first.database, 0).revision;
    const PreparedTask second = prepareTask(job, 0);
    EXPECT_EQ(second.run_id, first.run_id);
    EXPECT_EQ(row(first.database, 0).state, RunState::kInterrupted);
    EXPECT_EQ(row(first.database, 0).revision, revision);
    end(0, RunState::kFinished);
    EXPECT_TRUE(prepareTask(job, 0).has_finished);
    EXPECT_EQ(row(first.database, 0).state, RunState::kFinished);
    EXPECT_THROW(prepareTask(job, 2), Error);
}

TEST_F(ClusterFolder, WhoSawARunWaitCannotStopTheTaskThatHasBegunSince) {
    const ClusterJob job(folder_);
    prepareTask(job, 0);
    end(0, RunState::kInterrupted);
    const RunRow seen = row(job.database(0), 0);  // by a collector, while Slurm has it queued again
    const PreparedTask again = prepareTask(job, 0);
    EXPECT_FALSE(changeRun(again.database,
                           {.uuid = seen.uuid, .state = seen.state, .revision = seen.revision},
                           {.state = RunState::kQueued,
                            .message = "waits",
                            .owner = ClusterJob::waitingOwner(),
                            .begins_anew = true}));
    EXPECT_EQ(row(again.database, 0).state, RunState::kInterrupted);
}

TEST_F(ClusterFolder, AFileThatATaskIsJustMakingIsNoProblem) {
    setenv("PATH", "/nowhere", 1);  // no Slurm
    std::ofstream(ClusterJob(folder_).database(0)).flush();
    EXPECT_FALSE(rowOf(ClusterJob(folder_), 0));
    const Collected collected = ClusterCollector(folder_, main_, true).collect();
    EXPECT_THAT(collected.problems, ElementsAre());
    EXPECT_EQ(collected.runs[0].state, RunState::kQueued);
    EXPECT_EQ(row(prepareTask(ClusterJob(folder_), 0).database, 0).state, RunState::kInterrupted);
}

TEST_F(ClusterFolder, AFolderThatGoesAwayIsSaidInOneSentence) {
    setenv("PATH", "/nowhere", 1);  // no Slurm
    const auto elsewhere = newFolder();
    const auto main = elsewhere / "main.db";
    ClusterCollector collector(folder_, main, true);
    collector.collect();
    const auto problem = [&](auto& one) { return errorOf([&] { one.collect(); }); };
    std::filesystem::remove_all(folder_ / "batches");
    EXPECT_THAT(problem(collector),
                HasSubstr("batches: the folder of a cluster job cannot be read"));
    std::filesystem::remove_all(folder_);
    EXPECT_THAT(problem(collector), HasSubstr(folder_.string() + " is gone, or its disk is"));
    ClusterCollector late(folder_, main, true);
    EXPECT_THAT(problem(late), HasSubstr("is not there"));
    EXPECT_EQ(StoreReader(main).runs().size(), 2U);
    std::filesystem::remove_all(elsewhere);
}

TEST_F(ClusterFolder, AStudentReachesItsTeachersFiles) {
    const ClusterJob job(folder_);
    prepareTask(job, 0);
    end(0, RunState::kFinished);
    const auto teachers = filesFolderOf(job.database(0)) / "runs" / job.runs()[0].uuid;
    std::filesystem::create_directories(teachers);
    std::ofstream(teachers / "model.safetensors") << "weights";
    for (int start = 0; start < 2; ++start) {
        const PreparedTask student = prepareTask(job, 1);
        EXPECT_EQ(row(student.database, 0).state, RunState::kFinished);
        const auto named = StoreReader(student.database).checkpoints(row(student.database, 0).id);
        ASSERT_EQ(named.size(), 1U);
        EXPECT_EQ(named[0].sha256, "ab") << "what the teacher's weights must be";
        EXPECT_TRUE(std::filesystem::exists(filesFolderOf(student.database) / "runs" /
                                            job.runs()[0].uuid / "model.safetensors"));
    }
    // A student's database merged by hand takes the teacher's files along, and clearing it up
    // leaves them where they are: its rows, which say what is needed, are in the teacher's own
    // database.
    EXPECT_EQ(copyRunFiles(job.database(1), main_, {job.runs()[0].uuid}).files, 1U);
    std::ofstream(teachers / "best_meta-1.safetensors") << "weights";
    EXPECT_EQ(removeLeftovers(job.database(1), {}), 0U);
    EXPECT_TRUE(std::filesystem::exists(teachers / "best_meta-1.safetensors"));
    std::ofstream(filesFolderOf(job.database(1)) / "cache" / "logits") << "shared";
    EXPECT_TRUE(std::filesystem::exists(folder_ / "cache" / "logits"));
}

TEST_F(ClusterFolder, CollectingBringsWhatIsNewOnceAndSaysThatSlurmIsSilent) {
    setenv("PATH", "/nowhere", 1);  // no Slurm
    ClusterCollector collector(folder_, main_, true);
    const Collected planned = collector.collect();
    EXPECT_EQ(planned.runs_changed, 0);
    EXPECT_THAT(planned.problems, ElementsAre());
    EXPECT_EQ(row(main_, 1).state, RunState::kQueued);
    { StoreWriter passer_by(main_); }
    EXPECT_EQ(row(main_, 1).state, RunState::kQueued) << "whoever opens it leaves waiting runs be";

    ClusterJob job(folder_);
    job.writeBatch({.number = 1, .slurm_job = 7, .runs = {0, 1}});
    prepareTask(job, 0);
    const auto files = filesFolderOf(job.database(0)) / "runs" / job.runs()[0].uuid;
    std::filesystem::create_directories(files);
    std::ofstream(files / "model.safetensors") << "weights";
    end(0, RunState::kFinished);
    const Collected with_news = collector.collect();
    EXPECT_EQ(with_news.files_read, 1);
    EXPECT_EQ(with_news.runs_changed, 1);
    EXPECT_EQ(with_news.files_copied, 1U);
    EXPECT_EQ(StoreReader(job.database(0)).checkpoints(row(job.database(0), 0).id).size(), 1U);
    EXPECT_EQ(StoreReader(main_).checkpoints(row(main_, 0).id).size(), 1U);
    ASSERT_EQ(with_news.problems.size(), 1U);
    EXPECT_THAT(with_news.problems[0], HasSubstr("cannot be started"));
    EXPECT_EQ(row(main_, 0).state, RunState::kFinished);
    EXPECT_EQ(row(main_, 1).state, RunState::kQueued) << "nothing is settled unasked";
    EXPECT_TRUE(std::filesystem::exists(filesFolderOf(main_) / "runs" / job.runs()[0].uuid /
                                        "model.safetensors"));

    const Collected without = collector.collect();
    EXPECT_EQ(without.files_read, 0) << "a file that has not changed is not opened";
    ClusterCollector another(folder_, main_, true);
    const Collected twice = another.collect();
    EXPECT_EQ(twice.files_read, 0) << "nor one that another has brought to its end";
    EXPECT_EQ(twice.rows, 0) << "twice is as once";
    EXPECT_EQ(twice.runs[0].state, RunState::kFinished);
    std::filesystem::remove(filesFolderOf(main_) / checkpoint(0));  // its folder stays
    ClusterCollector third(folder_, main_, true);
    const Collected without_files = third.collect();
    EXPECT_EQ(without_files.files_read, 1);
    EXPECT_EQ(without_files.rows, 0);
    EXPECT_EQ(without_files.files_copied, 1U);
}

TEST_F(ClusterFolder, ATeacherWhoseRowCameWithAStudentIsCollectedAllTheSame) {
    setenv("PATH", "/nowhere", 1);  // no Slurm
    const ClusterJob job(folder_);
    prepareTask(job, 0);
    end(0, RunState::kFinished);
    prepareTask(job, 1);
    mergeDatabases(job.database(1), main_);  // by hand
    ASSERT_EQ(row(main_, 0).state, RunState::kFinished);
    ASSERT_TRUE(StoreReader(main_).sets(row(main_, 0).id).empty());
    ClusterCollector(folder_, main_, false).collect();
    EXPECT_EQ(StoreReader(main_).sets(row(main_, 0).id).size(), 1U);
}

TEST_F(ClusterFolder, ATransactionThatAKilledTaskHasLeftIsRolledBack) {
    setenv("PATH", "/nowhere", 1);  // no Slurm
    const ClusterJob job(folder_);
    prepareTask(job, 0);
    const std::string file = job.database(0).string();
    const pid_t task = fork();
    if (task == 0) {
        SQLite::Database database(file, SQLite::OPEN_READWRITE);
        database.exec("PRAGMA journal_mode = TRUNCATE");
        database.exec("BEGIN IMMEDIATE; UPDATE run SET message = 'half'");
        sqlite3_db_cacheflush(database.getHandle());
        _exit(0);
    }
    waitpid(task, nullptr, 0);
    ASSERT_GT(std::filesystem::file_size(file + "-journal"), 0U);
    EXPECT_THAT(ClusterCollector(folder_, main_, true).collect().problems, ElementsAre());
    EXPECT_EQ(row(file, 0).message, "its task is starting");
}

TEST_F(ClusterFolder, WhatCouldNotBeCopiedIsCopiedInALaterRound) {
    setenv("PATH", "/nowhere", 1);  // no Slurm
    const ClusterJob job(folder_);
    prepareTask(job, 0);
    const auto files = filesFolderOf(job.database(0)) / "runs" / job.runs()[0].uuid;
    std::filesystem::create_directories(files);
    std::ofstream(files / "model.safetensors") << "weights";
    end(0, RunState::kFinished);
    ClusterCollector(folder_, main_, false).collect();  // its rows alone
    std::filesystem::create_directories(filesFolderOf(main_));
    std::ofstream(filesFolderOf(main_) / "runs") << "in the way of the folder";
    ClusterCollector collector(folder_, main_, true);
    EXPECT_FALSE(collector.collect().problems.empty());
    std::filesystem::remove(filesFolderOf(main_) / "runs");
    EXPECT_EQ(collector.collect().files_copied, 1U) << "the same collector tries again";
    EXPECT_TRUE(std::filesystem::exists(filesFolderOf(main_) / checkpoint(0)));
}

/// Between the look at its state and the merge lie squeue and the merges of all runs before it. The
/// squeue here ends the run.
TEST_F(ClusterFolder, FilesOfARunThatEndsWhileItIsCollectedComeInTheNextRound) {
    ClusterJob job(folder_);
    job.writeBatch({.number = 1, .slurm_job = 7, .runs = {0}});
    const PreparedTask task = prepareTask(job, 0);
    {
        StoreWriter writer(task.database);
        writer.takeOver({{.run_id = task.run_id, .revision = 0, .step = 0}});
        writer.setState(task.run_id, RunState::kRunning, "");
    }
    const auto files = filesFolderOf(task.database) / "runs" / job.runs()[0].uuid;
    std::filesystem::create_directories(files);
    std::ofstream(files / "model.safetensors") << "weights";
    const std::string running = folder_ / "running.db", ended = folder_ / "ended.db";
    std::filesystem::copy_file(task.database, running);
    end(0, RunState::kFinished);
    std::filesystem::rename(task.database, ended);
    std::filesystem::last_write_time(
        running, std::filesystem::last_write_time(ended) - std::chrono::seconds(5));
    std::filesystem::rename(running, task.database);
    const auto squeue = folder_ / "bin" / "squeue";
    std::filesystem::create_directories(squeue.parent_path());
    std::ofstream(squeue) << "#!/bin/sh\ntest -e " << ended << " && /bin/mv " << ended << " "
                          << task.database.string()
                          << " && echo '7_0|RUNNING|None|n1' || echo '7_0|COMPLETED|None|n1'\n";
    std::filesystem::permissions(squeue, std::filesystem::perms::owner_all);
    setenv("PATH", squeue.parent_path().c_str(), 1);

    ClusterCollector collector(folder_, main_, true);
    const Collected before = collector.collect();
    ASSERT_EQ(before.runs[0].state, RunState::kRunning) << "it ended after it was looked at";
    ASSERT_EQ(row(main_, 0).state, RunState::kFinished) << "and before it was merged";
    EXPECT_EQ(collector.collect().files_copied, 1U);
    EXPECT_TRUE(std::filesystem::exists(filesFolderOf(main_) / checkpoint(0)));
    EXPECT_EQ(collector.collect().files_read, 0) << "once is enough";
}

}  // namespace
}  // namespace alphascope
