// SPDX-License-Identifier: GPL-3.0-or-later
// Which cluster jobs have runs of a database: FILE.files/cluster_jobs names their folders, one in a
// line.
#pragma once

#include "cluster/cluster_job.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace alphascope {

/// Any number of processes may remember jobs at once. Throws Error where that cannot be written.
void rememberJob(const std::filesystem::path& database, const std::filesystem::path& folder);

/// The jobs of a database as they are now, each read once.
class KnownJobs {
public:
    explicit KnownJobs(const std::filesystem::path& database);

    /// The folder of the job that has a run. Empty: none that is still there, or another process
    /// has gone on with the run since it came from there. Throws Error where the run waits in Slurm
    /// all the same: nobody else could be asked for it.
    [[nodiscard]] std::optional<std::filesystem::path> jobThatHas(const RunRow& run) const;

private:
    std::vector<ClusterJob> jobs_;
};

}  // namespace alphascope
