// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused, and what that leaves behind. Slurm's commands are shell scripts here; a real
// Slurm is in tests/cluster.
#include "cluster/cluster_submission.h"
#include "cluster/cluster_task.h"
#include "cluster/known_jobs.h"
#include "cluster/slurm_executor.h"
#include "cluster/submission_lock.h"
#include "store/merge.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/error.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>
#include <vector>

namespace alphascope {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class ClusterSubmission : public testing::Test {
protected:
    ClusterSubmission() { setenv("PATH", "/nowhere", 1); }
    ~ClusterSubmission() override {
        setenv("PATH", path_.c_str(), 1);
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    void command(const std::string& name, const std::string& script) const {
        const fs::path file = folder_ / "bin" / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
        fs::permissions(file, fs::perms::owner_all);
        setenv("PATH", (file.parent_path().string() + ":" + path_).c_str(), 1);
    }
    [[nodiscard]] std::string refusal(const Resources& resources = {}) const {
        try {
            SlurmExecutor(main_, job_, resources, "/bin/true").submit(study());
            return "";
        } catch (const Error& problem) {
            return problem.what();
        }
    }
    static Study study() {
        return parseStudy(
            "name = 'trial'\ntasks = ['demo']\nseeds = [1, 2]\nfull_train_row = false\n"
            "[teacher]\nseed = 1\n"
            "[[scheme]]\nid = 'fixed'\n[[scheme]]\nid = 'label-only'\n",
            "trial.toml");
    }
    void expectNothing() const {
        EXPECT_FALSE(fs::exists(job_.parent_path()));
        EXPECT_FALSE(fs::exists(main_));
    }
    void makeJob() const {
        ClusterJob::makeFolder(job_);
        ClusterJob(job_, "/bin/true", {}, {{.uuid = "a"}, {.uuid = "b"}}).write();
    }

    /// With a plan, as a submission makes it.
    void makePlannedJob() const {
        ClusterJob::makeFolder(job_);
        std::vector<ClusterRun> runs;
        {
            StoreWriter writer(ClusterJob::planOf(job_));
            const std::string trial = writer.createStudy("trial", "name = 'trial'\n");
            for (const char* name : {"a", "b"}) {
                runs.push_back({.uuid = newUuid(), .label = name});
                writer.createRun(trial, {.study = "trial", .task = "demo"}, runs.back().uuid);
            }
        }
        giveWaitingRuns(ClusterJob::planOf(job_), ClusterJob::waitingOwner());
        ClusterJob(job_, "/bin/true", {}, runs).write();
    }

    static fs::path newFolder() {
        std::string name = testing::TempDir() + "submission-XXXXXX";
        return mkdtemp(name.data());
    }
    const std::string path_ = std::getenv("PATH");
    const fs::path folder_ = newFolder();
    const fs::path main_ = folder_ / "main.db";
    const fs::path job_ = folder_ / "new" / "job";
};

TEST_F(ClusterSubmission, WhatIsRefusedLeavesNothingBehind) {
    EXPECT_THAT(refusal({.memory = "4G; rm"}), HasSubstr("--mem"));
    expectNothing();
    EXPECT_THAT(refusal(), HasSubstr("scontrol cannot be started"));
    expectNothing();
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("sbatch", "echo 'no such partition' >&2; exit 1");
    EXPECT_THAT(refusal(), HasSubstr("sbatch refused (exit code 1): no such partition"));
    expectNothing();
    fs::create_directories(job_ / "logs");
    std::ofstream(job_ / "logs" / "mine") << "precious";
    EXPECT_THAT(refusal(), HasSubstr("logs is there already"));
    EXPECT_TRUE(fs::exists(job_ / "logs" / "mine"));
}

TEST_F(ClusterSubmission, WhatCannotBeUndoneIsNamedAndItsFolderStays) {
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("sbatch", "test -e \"$0.once\" && { echo full >&2; exit 1; }; : > \"$0.once\"; echo 7");
    command("scancel", "echo 'no controller' >&2; exit 1");
    EXPECT_THAT(refusal(),
                AllOf(HasSubstr("full"), HasSubstr("no controller"),
                      HasSubstr("Slurm job 7 is still there: `alphascope-cli cluster cancel")));
    EXPECT_EQ(ClusterJob(job_).batches().size(), 1U);
    EXPECT_FALSE(fs::exists(main_));
    EXPECT_THAT(refusal(), HasSubstr("holds a cluster job already"));
    EXPECT_TRUE(fs::exists(job_ / "job.json"));
}

TEST_F(ClusterSubmission, WhatSlurmTakesIsInTheDatabase) {
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("sbatch", "echo 7");
    EXPECT_EQ(refusal(), "");
    EXPECT_TRUE(fs::exists(main_));
    EXPECT_TRUE(fs::exists(job_ / "plan.db"));
    EXPECT_FALSE(fs::exists(job_ / "plan.db-wal"));
}

TEST_F(ClusterSubmission, RequestsReachTheJobByTheRowsOfTheDatabase) {
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("sbatch", "echo 7");
    const auto told = folder_ / "told";
    command("scancel", "echo \"$@\" > " + told.string());
    ASSERT_EQ(refusal(), "");
    auto run = StoreReader(main_).findRun("3").value();
    ASSERT_EQ(KnownJobs(main_).jobThatHas(run), job_);
    SlurmExecutor executor(main_, job_);
    EXPECT_THROW(executor.apply(3, RequestVerb::kPause), Error);
    EXPECT_THROW(executor.apply(99, RequestVerb::kCancel), Error);
    EXPECT_FALSE(fs::exists(told));
    executor.apply(3, RequestVerb::kCancel);
    std::string arguments;
    std::getline(std::ifstream(told), arguments);
    const auto [batch, task] = ClusterJob(job_).taskOf(2).value();
    EXPECT_THAT(arguments, HasSubstr("7_" + std::to_string(task)));
}

TEST_F(ClusterSubmission, SeveralRunsAreCancelledInOneGo) {
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("sbatch", "echo 7");
    const auto told = folder_ / "told";
    command("scancel", "echo \"$@\" >> " + told.string());
    ASSERT_EQ(refusal(), "");
    SlurmExecutor executor(main_, job_);
    EXPECT_THROW(executor.apply({1, 99}, RequestVerb::kCancel), Error);
    EXPECT_FALSE(fs::exists(told)) << "none where one is not of the job";
    executor.apply({1, 2, 3}, RequestVerb::kCancel);
    std::ifstream lines(told);
    std::string first, second;
    EXPECT_TRUE(std::getline(lines, first));
    EXPECT_FALSE(std::getline(lines, second)) << second;
}

/// Slurm drops a task that waits in an array, and remembers nothing of it.
TEST_F(ClusterSubmission, AWaitingTaskThatSlurmDropsIsStoredAsCancelled) {
    command("scancel", "");
    command("squeue", "echo '7_0|PENDING|None|'");
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    makePlannedJob();
    ClusterJob job(job_);
    job.writeBatch({.number = 1, .slurm_job = 7, .runs = {0, 1}});
    SlurmCommands slurm;
    cancelRuns(job, slurm, {0, 1});
    EXPECT_FALSE(fs::exists(job.database(0))) << "Slurm has it still";
    const auto row = rowOf(job, 1);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->state, RunState::kCancelled);
    EXPECT_EQ(row->message, "Slurm job 7_1 was cancelled before it began.");
    const auto seen = ClusterView().look(job, slurm);
    EXPECT_FALSE(settled(seen.runs[1], nullptr)) << "and so it stays";
    EXPECT_THAT(unfinishedRuns(job, seen.runs), testing::IsEmpty()) << "unless it is named";
}

/// As failed runs and those that Slurm has ended do, for as long as nobody submits them again.
TEST_F(ClusterSubmission, SlurmIsNotAskedForEverForWhatIsOver) {
    const auto asked = folder_ / "asked";
    const std::string note = "echo \"$@\" >> " + asked.string();
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    command("squeue", note + "; echo '7_0|FAILED|None|n1'");
    makePlannedJob();
    ClusterJob job(job_);
    job.writeBatch({.number = 1, .slurm_job = 7, .runs = {0, 1}});
    const RunChange failed{.state = RunState::kFailed, .message = "nan", .owner = {}},
        ended{.state = RunState::kInterrupted, .message = "stopped", .owner = {}};
    for (const int run : {0, 1}) {
        makeRunDatabase(job, run);
        ASSERT_TRUE(changeRun(job.database(run),
                              {.uuid = job.runs()[static_cast<std::size_t>(run)].uuid},
                              run == 0 ? failed : ended));
    }
    ClusterView view;
    SlurmCommands slurm;
    const auto timesAsked = [&] {
        auto looked = view.look(job, slurm);
        EXPECT_THAT(looked.problems, testing::IsEmpty());
        settleRuns(job, looked);
        std::ifstream lines(asked);
        int count = 0;
        for (std::string line; std::getline(lines, line);) ++count;
        return count;
    };
    EXPECT_EQ(timesAsked(), 1);
    EXPECT_EQ(timesAsked(), 2) << "what the controller remembers it may queue again";
    command("squeue", note);
    EXPECT_EQ(timesAsked(), 3);
    EXPECT_THAT(rowOf(job, 1)->message, HasSubstr("Slurm remembers nothing"));
    EXPECT_EQ(timesAsked(), 3) << "it is stored how both ended, and forgotten";
    EXPECT_EQ(timesAsked(), 3);
    job.writeBatch({.number = 2, .slurm_job = 9, .runs = {0}});
    EXPECT_EQ(timesAsked(), 4) << "submitted again";
}

TEST_F(ClusterSubmission, WhatIsSubmittedAgainWaitsAtOnceInBothDatabases) {
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    command("squeue", "");
    command("sbatch", "echo 7");
    ASSERT_EQ(refusal(), "");
    const ClusterJob job(job_);
    makeRunDatabase(job, 0);
    const auto queued = rowOf(job, 0).value();
    ASSERT_TRUE(changeRun(job.database(0),
                          {.uuid = queued.uuid, .state = queued.state, .revision = queued.revision},
                          {.state = RunState::kInterrupted, .message = "stopped", .owner = {}}));
    mergeDatabases(job.database(0), main_, {}, {.runs = {queued.uuid}});
    const auto id = StoreReader(main_).findRun(queued.uuid)->id;
    ASSERT_EQ(StoreReader(main_).findRun(queued.uuid)->state, RunState::kInterrupted);
    command("sbatch", "echo 8");
    SlurmExecutor(main_, job_).continueRuns({id});
    for (const auto& file : {job.database(0), main_}) {
        const auto row = StoreReader(file).findRun(queued.uuid).value();
        EXPECT_EQ(row.state, RunState::kQueued) << file;
        EXPECT_THAT(row.message, HasSubstr("Slurm job 8_0 waits")) << file;
        EXPECT_TRUE(row.owner.alive()) << "so that nobody goes on with it here";
    }
}

TEST_F(ClusterSubmission, ARunThatWentOnElsewhereIsNoLongerTheJobs) {
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("sbatch", "echo 7");
    ASSERT_EQ(refusal(), "");
    auto run = StoreReader(main_).findRun("1").value();
    run.state = RunState::kRunning;
    for (const bool has_begun : {false, true}) {
        if (has_begun) makeRunDatabase(ClusterJob(job_), 0);
        EXPECT_EQ(KnownJobs(main_).jobThatHas(run), job_);
        ++run.revision;
        EXPECT_EQ(KnownJobs(main_).jobThatHas(run), std::nullopt) << has_begun;
        --run.revision;
    }
    fs::remove_all(job_);
    EXPECT_EQ(KnownJobs(main_).jobThatHas(run), std::nullopt);
    run.state = RunState::kQueued;
    EXPECT_THROW((void)KnownJobs(main_).jobThatHas(run), Error) << "nobody could be asked for it";
}

TEST_F(ClusterSubmission, JobsAreRememberedBySeveralAtOnceAndOnceEach) {
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                for (int again = 0; again < 3; ++again)
                    rememberJob(main_, folder_ / ("job" + std::to_string(i)) / "");
            });
    }
    std::ifstream list(filesFolderOf(main_) / "cluster_jobs");
    std::multiset<std::string> lines;
    for (std::string line; std::getline(list, line);)
        if (!line.empty()) lines.insert(line);
    EXPECT_EQ(lines.size(), 8U);
    for (int i = 0; i < 8; ++i)
        EXPECT_EQ(lines.count((folder_ / ("job" + std::to_string(i))).string()), 1U);
}

TEST_F(ClusterSubmission, TwoAtOnceAreToldApart) {
    makeJob();
    ClusterJob job(job_);
    SlurmCommands slurm;
    const auto problem = [&] {
        try {
            submitAgain(job, slurm, {0});
            return std::string();
        } catch (const Error& error) {
            return std::string(error.what());
        }
    };
    {
        const SubmissionLock other(job_);
        EXPECT_THAT(problem(), HasSubstr("Another program is submitting"));
    }
    EXPECT_THAT(problem(), testing::Not(HasSubstr("Another program")));
}

TEST_F(ClusterSubmission, ASecondSubmissionSeesWhatTheFirstHasDone) {
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("squeue", "echo '7_0|PENDING|None|'");
    command("sbatch", "echo 8");
    makeJob();
    ClusterJob before(job_);
    ClusterJob(job_).writeBatch({.number = 1, .slurm_job = 7, .runs = {0}});
    SlurmCommands slurm;
    EXPECT_THROW(submitAgain(before, slurm, {0}), Error);
}

TEST_F(ClusterSubmission, OnlyTheTaskThatTheJobNamesTrains) {
    makeJob();
    const auto task = [&](std::optional<TaskId> id) {
        return jobOfTask(job_, 1, id, 0ms).runs().size();
    };
    EXPECT_THROW(task(std::nullopt), Error) << "by hand";
    EXPECT_THROW(task(TaskId{.job = 7, .index = 1}), Error) << "sbatch's answer was lost";
    ClusterJob(job_).writeBatch({.number = 1, .slurm_job = 7, .runs = {0, 1}});
    EXPECT_EQ(task(TaskId{.job = 7, .index = 1}), 2U);
    EXPECT_THROW(task(TaskId{.job = 7, .index = 0}), Error);
    ClusterJob(job_).writeBatch({.number = 2, .slurm_job = 9, .runs = {1}});
    EXPECT_THROW(task(TaskId{.job = 7, .index = 1}), Error) << "it was submitted again";
    EXPECT_EQ(task(TaskId{.job = 9, .index = 0}), 2U);
}

TEST_F(ClusterSubmission, ATaskWaitsForItsBatch) {
    makeJob();
    std::jthread later([&] {
        std::this_thread::sleep_for(100ms);
        ClusterJob(job_).writeBatch({.number = 1, .slurm_job = 7, .runs = {1}});
    });
    EXPECT_NO_THROW(jobOfTask(job_, 1, TaskId{.job = 7, .index = 0}, 20s));
}

TEST(ClusterTask, IsWhatTheEnvironmentSays) {
    unsetenv("SLURM_ARRAY_JOB_ID");
    setenv("SLURM_ARRAY_TASK_ID", "3", 1);
    EXPECT_FALSE(taskFromEnvironment());
    setenv("SLURM_ARRAY_JOB_ID", "12x", 1);
    EXPECT_FALSE(taskFromEnvironment());
    setenv("SLURM_ARRAY_JOB_ID", "12", 1);
    EXPECT_EQ(taskFromEnvironment(), (TaskId{.job = 12, .index = 3}));
    unsetenv("SLURM_ARRAY_JOB_ID");
    unsetenv("SLURM_ARRAY_TASK_ID");
}

}  // namespace
}  // namespace alphascope
