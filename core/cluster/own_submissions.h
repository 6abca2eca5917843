// SPDX-License-Identifier: GPL-3.0-or-later
// With what this user has submitted: a program, and options for sbatch. A job.json may be a
// stranger's, and whatever program and options it names would run as whoever submits it again.
// Kept beside the user's own database, where no copied file can lie.
#pragma once

#include "cluster/cluster_job.h"

namespace alphascope {

/// Throws Error where that cannot be written.
void rememberSubmission(const ClusterJob& job);

/// Throws Error, with what to do about it, where this user has never submitted a job with this
/// one's program and options.
void refuseUnknownSubmission(const ClusterJob& job);

}  // namespace alphascope
