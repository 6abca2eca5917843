// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/job_table.h"
#include "store/writer.h"

#include <memory>
#include <vector>

namespace alphascope {

/// Makes jobs of stored runs that ended before their time (interrupted, cancelled, failed or
/// blocked), teachers before the students that wait for them: each goes on after its last
/// checkpoint, or begins again where it has none. Takes the runs over: what they stored of later
/// steps is cut off and they are queued. Throws Error naming the run, before anything is changed: a
/// run is not there, has finished, still belongs to a living process, or needs a teacher that
/// neither has finished nor is among them.
std::vector<std::unique_ptr<Job>> takeOver(const std::vector<std::int64_t>& run_ids,
                                           StoreWriter& writer);

}  // namespace alphascope
