// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that are over, and what submits them again.
#include "cluster/cluster_submission.h"
#include "cluster/submission_lock.h"
#include "core/cluster/submission_bench.h"
#include "store/merge.h"
#include "store/reader.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

class Resubmission : public SubmissionBench {};

/// As failed runs and those that Slurm has ended do, for as long as nobody submits them again.
TEST_F(Resubmission, SlurmIsNotAskedForEverForWhatIsOver) {
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

TEST_F(Resubmission, WhatIsSubmittedAgainWaitsAtOnceInBothDatabases) {
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    command("squeue", "");
    command("sbatch", "echo 7");
    ASSERT_EQ(refusal(), "");
    const ClusterJob job(job_);
    const std::string uuid = interruptFirst();
    mergeDatabases(job.database(0), main_, {}, {.runs = {uuid}});
    const auto id = StoreReader(main_).findRun(uuid)->id;
    ASSERT_EQ(StoreReader(main_).findRun(uuid)->state, RunState::kInterrupted);
    command("sbatch", "echo 8");
    SlurmExecutor(main_, job_).continueRuns({id});
    for (const auto& file : {job.database(0), main_}) {
        const auto row = StoreReader(file).findRun(uuid).value();
        EXPECT_EQ(row.state, RunState::kQueued) << file;
        EXPECT_THAT(row.message, HasSubstr("Slurm job 8_0 waits")) << file;
        EXPECT_TRUE(row.owner.alive()) << "so that nobody goes on with it here";
    }
}

/// A job folder may come with a stranger's database, which says where it lies.
TEST_F(Resubmission, NothingIsSubmittedAgainThatThisUserHasNotSubmittedWith) {
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    command("squeue", "");
    const auto told = folder_ / "told";
    command("sbatch", "cat \"$2\" >> " + told.string() + "; echo 8");
    const Resources asked{.memory = "4G", .more = {"--qos=low"}};
    ASSERT_EQ(refusal(asked), "");
    fs::remove(told);
    const auto id = StoreReader(main_).findRun(interruptFirst())->id;
    const auto runs = ClusterJob(job_).runs();
    const auto refusalOf = [&](const std::string& program, const Resources& resources) {
        ClusterJob(job_, program, resources, runs).write();
        try {
            SlurmExecutor(main_, job_).continueRuns({id});
        } catch (const Error& problem) {
            return std::string(problem.what());
        }
        return std::string();
    };
    EXPECT_THAT(refusalOf("/tmp/stranger", asked),
                AllOf(HasSubstr("job.json"), HasSubstr("/tmp/stranger"), HasSubstr("--trust")));
    Resources strange = asked;
    strange.more.emplace_back("--export=ALL,LD_PRELOAD=/tmp/stranger.so");
    EXPECT_THAT(refusalOf("/bin/true", strange), HasSubstr("--trust"));
    EXPECT_FALSE(fs::exists(told));
    EXPECT_EQ(refusalOf("/bin/true", asked), "") << "with what was submitted with";
    EXPECT_TRUE(fs::exists(told));
}

TEST_F(Resubmission, WhatTheUserTrustsIsSubmittedAgain) {
    command("scontrol", "echo 'AccountingStorageType = accounting_storage/none'");
    command("squeue", "");
    command("sbatch", "echo 8");
    makePlannedJob();
    ClusterJob job(job_);
    SlurmCommands slurm;
    EXPECT_THROW(submitAgain(job, slurm, {0}), Error);
    EXPECT_TRUE(job.batches().empty());
    rememberSubmission(job);
    submitAgain(job, slurm, {0});
    EXPECT_EQ(job.batches().size(), 1U);
}

TEST_F(Resubmission, TwoAtOnceAreToldApart) {
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

TEST_F(Resubmission, ASecondSubmissionSeesWhatTheFirstHasDone) {
    command("scontrol", "echo 'MaxArraySize = 1001'");
    command("squeue", "echo '7_0|PENDING|None|'");
    command("sbatch", "echo 8");
    makeJob();
    ClusterJob before(job_);
    ClusterJob(job_).writeBatch({.number = 1, .slurm_job = 7, .runs = {0}});
    SlurmCommands slurm;
    EXPECT_THROW(submitAgain(before, slurm, {0}), Error);
}

}  // namespace
}  // namespace alphascope
