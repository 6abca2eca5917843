// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/own_submissions.h"
#include "cluster/slurm_executor.h"
#include "core/study/error_of.h"
#include "store/run_claim.h"
#include "store/writer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace alphascope {

/// A folder with a database and a cluster job that need not be there yet, and Slurm's commands as
/// shell scripts; a real Slurm is in tests/cluster. Without command() there are none.
class SubmissionBench : public testing::Test {
protected:
    SubmissionBench() {
        setenv("PATH", "/nowhere", 1);
        setenv("XDG_DATA_HOME", folder_.c_str(), 1);
    }
    ~SubmissionBench() override {
        setenv("PATH", path_.c_str(), 1);
        unsetenv("XDG_DATA_HOME");
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    void command(const std::string& name, const std::string& script) const {
        const std::filesystem::path file = folder_ / "bin" / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        setenv("PATH", (file.parent_path().string() + ":" + path_).c_str(), 1);
    }
    [[nodiscard]] std::string refusal(const Resources& resources = {}) const {
        return errorOf([&] { SlurmExecutor(main_, job_, resources, "/bin/true").submit(study()); });
    }
    static Study study() {
        return parseStudy(
            "name = 'trial'\ntasks = ['demo']\nseeds = [1, 2]\nfull_train_row = false\n"
            "[teacher]\nseed = 1\n"
            "[[scheme]]\nid = 'fixed'\n[[scheme]]\nid = 'label-only'\n",
            "trial.toml");
    }
    void expectNothing() const {
        EXPECT_FALSE(std::filesystem::exists(job_.parent_path()));
        EXPECT_FALSE(std::filesystem::exists(main_));
    }
    void makeJob() const {
        ClusterJob::makeFolder(job_);
        ClusterJob(job_, "/bin/true", {}, {{.uuid = "a"}, {.uuid = "b"}}).write();
        rememberSubmission(ClusterJob(job_));
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

    /// Run 0, in its own database; its uuid.
    [[nodiscard]] std::string interruptFirst() const {
        const ClusterJob job(job_);
        makeRunDatabase(job, 0);
        const auto queued = rowOf(job, 0).value();
        EXPECT_TRUE(
            changeRun(job.database(0),
                      {.uuid = queued.uuid, .state = queued.state, .revision = queued.revision},
                      {.state = RunState::kInterrupted, .message = "stopped", .owner = {}}));
        return queued.uuid;
    }

    static std::filesystem::path newFolder() {
        std::string name = testing::TempDir() + "submission-XXXXXX";
        return mkdtemp(name.data());
    }
    const std::string path_ = std::getenv("PATH");
    const std::filesystem::path folder_ = newFolder();
    const std::filesystem::path main_ = folder_ / "main.db";
    const std::filesystem::path job_ = folder_ / "new" / "job";
};

}  // namespace alphascope
