// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/job_table.h"
#include "store/writer.h"

#include <memory>
#include <vector>

namespace alphascope {

/// Makes jobs of stored runs that ended before their time (interrupted, cancelled, failed or
/// blocked), teachers before the students that wait for them: each goes on after its last
/// checkpoint, or begins again where it has stored none. A checkpoint that is not as it was written
/// is not used, but the one before it. Takes the runs over: what they stored of later steps is cut
/// off and they are queued, all in one transaction. Throws Error naming the run, with nothing
/// changed: a run is not there, has finished, belongs to another living process or was taken by one
/// meanwhile, needs a teacher that neither has finished nor is among them, or has a damaged
/// checkpoint and none before it, or has stored checkpoints and the file of none is there; see
/// setLostApart().
std::vector<std::unique_ptr<Job>> takeOver(const std::vector<std::int64_t>& run_ids,
                                           StoreWriter& writer);

/// Has runs that ended before their time begin anew when they are gone on with: whatever they
/// stored of their steps is cut off, and every checkpoint is forgotten. Throws Error as takeOver()
/// does, with nothing changed, but for what it says of checkpoints.
void cutToStart(const std::vector<std::int64_t>& run_ids, StoreWriter& writer);

/// Makes a job of a run that process `pid` of this machine has queued, for this process to train:
/// from its last checkpoint, where it has one. This process becomes its owner (see adoptRun()).
/// Throws Error: the run is not that process', or has checkpoints of which none can be used, which
/// is stored as its end.
std::vector<std::unique_ptr<Job>> adoptJob(std::int64_t run_id, std::int64_t pid,
                                           StoreWriter& writer);

}  // namespace alphascope
