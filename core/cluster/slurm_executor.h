// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster_job.h"
#include "cluster/slurm_commands.h"
#include "run/executor.h"
#include "store/writer.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// Runs a study as job arrays of Slurm. A job folder on a disk that all machines share holds a
/// database file for each run; their rows come into the main database through ClusterCollector,
/// by this program or any other.
class SlurmExecutor final : public Executor {
public:
    /// `program`: alphascope-cli as the machines of the cluster find it.
    SlurmExecutor(StoreWriter& main, const std::filesystem::path& folder, Resources resources,
                  std::string program);
    /// For a folder that holds a job already.
    SlurmExecutor(StoreWriter& main, const std::filesystem::path& folder);

    /// Makes the job folder and submits an array for the teachers, one for each teacher's students,
    /// and one for the runs without a teacher; larger ones in parts.
    std::vector<std::int64_t> submit(const Study& study) override;
    /// Submits runs of the job again that have not finished and are no longer in Slurm.
    void continueRuns(const std::vector<std::int64_t>& run_ids) override;
    /// kCancel alone: Slurm has an order of its own and pauses nothing for its users.
    void apply(std::int64_t run_id, RequestVerb verb) override;

    /// The number in the job of a run of the main database. Throws Error.
    int numberOf(std::int64_t run_id);

private:
    ClusterJob& job();
    ClusterJob plan(const Study& study);
    std::vector<std::int64_t> rowsOf(const ClusterJob& job);

    StoreWriter& main_;
    std::filesystem::path folder_;
    Resources resources_;
    std::string program_;
    std::optional<ClusterJob> job_;
    SlurmCommands slurm_;
};

}  // namespace alphascope
