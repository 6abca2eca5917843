// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused, and what that leaves behind.
#include "cluster/cluster_submission.h"
#include "cluster/cluster_task.h"
#include "cluster/known_jobs.h"
#include "core/cluster/submission_bench.h"
#include "core/study/error_of.h"
#include "store/reader.h"

#include <gmock/gmock.h>

#include <set>
#include <thread>

namespace alphascope {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class ClusterSubmission : public SubmissionBench {};

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

TEST_F(ClusterSubmission, ATeacherHasAnArrayOfItsOwnWithWhatItAsksFor) {
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    command("squeue", "");
    const auto told = folder_ / "told";
    command("sbatch",
            "grep -e --mem= -e ^runs= \"$2\" | tr '\\n' ' ' >> " + told.string() + "; echo 7");
    const auto submitted = [&] {
        std::ifstream stream(told);
        std::string text;
        std::getline(stream, text);
        fs::remove(told);
        return text;
    };
    Resources asked{.memory = "4G", .cpus = 2};
    asked.teacher = {.memory = "32G; rm"};
    EXPECT_THAT(refusal(asked), HasSubstr("--mem"));
    expectNothing();
    asked.teacher = {.memory = "32G", .cpus = 6};
    ASSERT_EQ(refusal(asked), "");
    EXPECT_EQ(submitted(),
              "#SBATCH --mem=32G runs=(0) #SBATCH --mem=4G runs=(1 3) "
              "#SBATCH --mem=4G runs=(2 4) ");
    ClusterJob job(job_);
    EXPECT_EQ(job.resources(), asked);
    StoreReader plan(job.plan());
    EXPECT_EQ(plan.findRun(job.runs()[0].uuid)->threads, 6);
    EXPECT_EQ(plan.findRun(job.runs()[1].uuid)->threads, 2);
    SlurmCommands slurm;
    submitAgain(job, slurm, {0, 2});
    EXPECT_EQ(submitted(), "#SBATCH --mem=32G runs=(0) #SBATCH --mem=4G runs=(2) ")
        << "also without its students";
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
