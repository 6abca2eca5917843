// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/completion_log.h"
#include "cluster/slurm_text.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace alphascope {

/// Slurm, asked through its commands. Every call throws Error where a command is not there, gives
/// no answer, or refuses, with what it said.
class SlurmCommands {
public:
    /// Submits a script that asks for an array; returns the array's job id.
    std::int64_t submit(const std::filesystem::path& script);
    /// Ends tasks, or keeps them from starting; those that have ended already are left alone.
    void cancel(const std::vector<TaskId>& tasks);
    /// Queues a job again whose process ends now.
    void requeue(const std::string& job);
    /// What is known of these tasks, and of others of their arrays: by squeue as long as the
    /// controller remembers them, with exit codes by scontrol; then by the job-completion text log
    /// and sacct where the lab has them. A task that is not in the answer is known to none of them.
    SlurmTasks ask(const std::vector<TaskId>& wanted);
    /// Most tasks of one array.
    int longestArray();

private:
    const std::string& config();
    void addExitCodes(SlurmTasks& tasks);
    void addFromAccounting(SlurmTasks& tasks, const std::set<std::int64_t>& jobs);

    std::string config_;  ///< of `scontrol show config`, asked once
    CompletionLog log_;
};

}  // namespace alphascope
