// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster_job.h"
#include "cluster/slurm_text.h"

#include <optional>
#include <string>

namespace alphascope {

/// The script of an array whose tasks run `alphascope-cli cluster task`, all of them teachers or
/// none. With `after`, it starts once that task has finished, and never where it fails. Throws
/// Error where the folder or an option of the lab has characters that Slurm would read as something
/// else.
std::string batchScript(const ClusterJob& job, const Batch& batch,
                        const std::optional<TaskId>& after);

}  // namespace alphascope
