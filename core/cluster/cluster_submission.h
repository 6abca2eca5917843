// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of a cluster job into Slurm and out of it, by their numbers in the job.
#pragma once

#include "cluster/cluster_view.h"

#include <vector>

namespace alphascope {

/// For whoever holds the SubmissionLock. Submits one array for the teachers among the runs, one for
/// each of their groups of students, which waits for the teacher, and one for the others; in parts
/// where Slurm has none so long. Throws Error; what is in Slurm by then is in the job's batches.
void submitRuns(ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs);

/// As above, for runs that were submitted before. Throws Error naming the run, with nothing
/// submitted: it has finished, is still in Slurm, or needs a teacher that neither has finished nor
/// is among them; or another process submits runs of the job; or the job is not known to be this
/// user's (see own_submissions.h).
void submitAgain(ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs);

/// The runs that did not finish, were not cancelled, and are no longer in Slurm, or never came
/// there; without those whose teacher neither has finished nor is among them.
std::vector<int> unfinishedRuns(const ClusterJob& job, const std::vector<ClusterRunStatus>& runs);

/// Ends runs, or keeps them from starting. Slurm drops a task that waits in an array without a
/// trace, so what it no longer knows then is stored as cancelled here.
void cancelRuns(const ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs);

}  // namespace alphascope
