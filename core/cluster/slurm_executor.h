// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster_job.h"
#include "cluster/slurm_commands.h"
#include "run/executor.h"
#include "study/study.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace alphascope {

/// Runs studies as job arrays of Slurm, each with a job folder of its own. A job folder on a disk
/// that all machines share holds a database file for each run; their rows come into the main
/// database through ClusterCollector, by this program or any other.
class SlurmExecutor final : public Executor {
public:
    /// `main` need not be there yet. `program`: alphascope-cli as the machines of the cluster find
    /// it.
    SlurmExecutor(std::filesystem::path main, const std::filesystem::path& folder,
                  Resources resources, std::string program);

    /// For a job that is there already.
    SlurmExecutor(std::filesystem::path main, const std::filesystem::path& folder);

    /// Makes the job folder and submits an array for the teachers, one for each teacher's students,
    /// and one for the runs without a teacher; larger ones in parts. Throws Error, with neither a
    /// folder nor a database made and nothing in Slurm, or saying what is still there.
    std::vector<std::int64_t> submit(const Study& study) override;
    /// Submits them again, and brings it into the main database that they wait; see submitAgain().
    void continueRuns(const std::vector<std::int64_t>& run_ids) override;
    /// Slurm can be told to end a run, and nothing else.
    void apply(std::int64_t run_id, RequestVerb verb) override;
    void apply(const std::vector<std::int64_t>& run_ids, RequestVerb verb);  ///< all in one go

private:
    [[nodiscard]] std::vector<PlannedRun> check(const Study& study);
    [[nodiscard]] ClusterJob store(const Study& study, std::vector<PlannedRun> runs) const;
    void orSayThatSlurmHasThem(const std::function<void()>& bring) const;
    [[nodiscard]] std::vector<std::int64_t> rowsOf(const ClusterJob& job) const;
    [[nodiscard]] std::vector<int> numbersOf(const ClusterJob& job,
                                             const std::vector<std::int64_t>& run_ids) const;

    std::filesystem::path main_;
    std::filesystem::path folder_;
    Resources resources_;
    std::string program_;
    SlurmCommands slurm_;
};

}  // namespace alphascope
