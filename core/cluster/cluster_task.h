// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster_job.h"
#include "cluster/slurm_text.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace alphascope {

/// A run as its task finds it, ready for Queue::continueRuns().
struct PreparedTask {
    std::filesystem::path database;
    std::int64_t run_id = 0;
    bool has_finished = false;  ///< an earlier start of the task has done it all
};

/// The task of an array that Slurm runs this process as; empty: none.
std::optional<TaskId> taskFromEnvironment();

/// The job, once its latest batch with the run says that it is this task's. The batch's file
/// follows sbatch, so it is waited for. Throws Error where the run is not this task's: another
/// submission has it, or the one that made the task has not ended well.
ClusterJob jobOfTask(const std::filesystem::path& folder, int run,
                     const std::optional<TaskId>& task, std::chrono::milliseconds patience);

/// Makes the run's database where it is not there, puts its teacher within reach, and sets the run
/// free from an earlier start of the task, on whatever machine: Slurm starts a task again once it
/// is gone, or takes its node for dead. Whoever lives on there stores nothing more of the run once
/// this process has taken it over. Throws Error.
PreparedTask prepareTask(const ClusterJob& job, int run);

}  // namespace alphascope
