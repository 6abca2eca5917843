// SPDX-License-Identifier: GPL-3.0-or-later
// Where the runs of a cluster job are: what their databases say, and what Slurm says.
#pragma once

#include "cluster/cluster_job.h"
#include "cluster/slurm_commands.h"
#include "store/run_claim.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

struct ClusterRunStatus {
    RunState state = RunState::kQueued;
    std::int64_t revision = 0;
    std::int64_t step = 0;
    std::int64_t total_steps = 0;
    std::string message;
    std::optional<TaskId> task;      ///< empty: not submitted
    std::optional<SlurmTask> slurm;  ///< empty: Slurm knows nothing of it, or could not be asked
};

/// Whether Slurm has its task still, waiting or running.
bool mayStillRun(const ClusterRunStatus& run);

struct ClusterLook {
    std::vector<ClusterRunStatus> runs;  ///< by number
    /// Why Slurm could not be asked, or a database not read; empty where all was possible.
    std::vector<std::string> problems;
    bool slurm_answered = false;
};

/// Looks at the databases of runs again only where their files have changed.
class ClusterView {
public:
    /// Databases first, then Slurm: whatever a run has stored by its end is seen with its end.
    ClusterLook look(const ClusterJob& job, SlurmCommands& slurm);

    /// For a run that is known to have finished: its database need not be opened.
    void takeAsFinished(const ClusterJob& job, int run, const RunRow& row);

    /// Sizes and times of a database and its journal. Equal ones: nothing was written between.
    using Stamp = std::array<std::int64_t, 4>;
    static Stamp stampOf(const std::filesystem::path& database);

private:
    struct Known {
        Stamp stamp{};
        std::optional<TaskId> over;  ///< its task, which Slurm need not be asked for any more
        ClusterRunStatus status;
    };
    static void lookAgain(const ClusterJob& job, int run, Known& known);

    std::vector<Known> known_;
};

/// What the row of a run is to say where Slurm knows better: the run is gone, is cancelled, or
/// waits again. Empty: it is right as it is. `teacher`: of the same job, or null.
std::optional<RunChange> settled(const ClusterRunStatus& run, const ClusterRunStatus* teacher);

/// Stores all that, in each run's own database, from where every collector has it, and in what was
/// looked at. A run that went on meanwhile stays as it is. Nothing where Slurm gave no answer.
void settleRuns(const ClusterJob& job, ClusterLook& looked);

}  // namespace alphascope
