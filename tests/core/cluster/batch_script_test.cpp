// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/batch_script.h"

#include "study/error.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ClusterJob someJob(const Resources& asked, const std::string& folder = "/shared/my-job") {
    std::vector<ClusterRun> runs(4);
    return {folder, "/opt/bin/alphascope-cli", asked, runs};
}

TEST(BatchScript, AsksForWhatTheRunsNeed) {
    Resources asked{.partition = "gpu", .account = "lab", .gpus = "a100:1", .memory = "16G"};
    asked.time = "08:00:00";
    asked.cpus = 4;
    asked.most_at_once = 10;
    asked.more = {"--qos=low", "--exclude=n[1-3]"};
    const Batch batch{.number = 1, .slurm_job = 0, .runs = {3, 1, 2}};
    const std::string script = batchScript(someJob(asked), batch, {});
    EXPECT_THAT(script, StartsWith("#!/bin/bash\n"));
    for (const char* line :
         {"--partition=gpu", "--account=lab", "--gres=gpu:a100:1", "--mem=16G", "--time=08:00:00",
          "--cpus-per-task=4", "--array=0-2%10", "--requeue", "--open-mode=append", "--qos=low",
          "--exclude=n[1-3]", "--output=/shared/my-job/logs/%A_%a.out", "--signal=B:USR1@120"})
        EXPECT_THAT(script, HasSubstr(std::string("\n#SBATCH ") + line + "\n"));
    EXPECT_THAT(script, HasSubstr("\nruns=(3 1 2)\nexec /opt/bin/alphascope-cli cluster task "
                                  "/shared/my-job \"${runs[$SLURM_ARRAY_TASK_ID]}\"\n"));
    EXPECT_THAT(script, Not(HasSubstr("dependency")));
}

TEST(BatchScript, StudentsWaitForTheirTeacherAndDoNotStartWithoutIt) {
    const Batch batch{.number = 2, .slurm_job = 0, .runs = {1}};
    const std::string script = batchScript(someJob({}), batch, TaskId{.job = 12, .index = 3});
    EXPECT_THAT(script, HasSubstr("\n#SBATCH --dependency=afterok:12_3\n"));
    EXPECT_THAT(script, HasSubstr("\n#SBATCH --kill-on-invalid-dep=yes\n"));
    EXPECT_THAT(script, Not(HasSubstr("--partition")));
    EXPECT_THAT(script, Not(HasSubstr("--mem")));
}

TEST(BatchScript, TeachersAskForMoreWhereTheyAreToldTo) {
    Resources asked{.gpus = "1", .memory = "16G"};
    asked.time = "1:00:00";
    asked.cpus = 2;
    asked.teacher = {.gpus = "a100:2", .memory = "64G", .time = "2-00", .cpus = 8};
    const auto lines = [&](const Resources& resources, int run) {
        std::vector<ClusterRun> runs(2);
        runs[1].teacher = 0;
        return batchScript({"/shared/job", "/bin/true", resources, runs},
                           {.number = 1, .slurm_job = 0, .runs = {run}}, {});
    };
    const std::vector<std::string> names{"gres=gpu:", "mem=", "time=", "cpus-per-task="},
        usual{"1", "16G", "1:00:00", "2"}, more{"a100:2", "64G", "2-00", "8"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string option = "\n#SBATCH --" + names[i];
        EXPECT_THAT(lines(asked, 0), HasSubstr(option + more[i] + "\n"));
        EXPECT_THAT(lines(asked, 1), HasSubstr(option + usual[i] + "\n"));
    }
    asked.teacher = {.memory = "64G"};
    EXPECT_THAT(lines(asked, 0), HasSubstr("--mem=64G\n"));
    EXPECT_THAT(lines(asked, 0), HasSubstr("--gres=gpu:1\n")) << "the rest is as for all";
    EXPECT_THAT(lines(asked, 0), HasSubstr("--cpus-per-task=2\n"));
}

TEST(BatchScript, NothingOfANameIsEverRunByTheShell) {
    const Batch batch{.number = 1, .slurm_job = 0, .runs = {0}};
    for (const char* folder : {"/shared/$(rm -rf x)", "/shared/a b", "/shared/`x`", "/shared/a\nb",
                               "/shared/a;b", "/shared/%j", "/shared/'a'"})
        EXPECT_THROW(batchScript(someJob({}, folder), batch, {}), Error) << folder;
    Resources asked;
    asked.more = {"--wrap=x\nrm -rf y"};
    EXPECT_THROW(batchScript(someJob(asked), batch, {}), Error);
    asked.more = {};
    asked.memory = "1G\n#SBATCH --wrap=x";
    EXPECT_THROW(batchScript(someJob(asked), batch, {}), Error);
    EXPECT_NO_THROW(batchScript(someJob({}, "/shared/\xC3\xA9tude-1"), batch, {}));
}

}  // namespace
}  // namespace alphascope
