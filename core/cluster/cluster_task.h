// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster_job.h"

#include <cstdint>
#include <filesystem>

namespace alphascope {

/// A run as its task finds it, ready for Queue::continueRuns().
struct PreparedTask {
    std::filesystem::path database;
    std::int64_t run_id = 0;
    bool has_finished = false;  ///< an earlier start of the task has done it all
};

/// Makes the run's database where it is not there, puts its teacher within reach, and sets the run
/// free from an earlier start of the task that was ended, on whatever machine: Slurm starts a task
/// again only once it is gone. Throws Error, also where the teacher has not finished.
PreparedTask prepareTask(const ClusterJob& job, int run);

}  // namespace alphascope
