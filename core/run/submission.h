// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/job_table.h"
#include "store/writer.h"
#include "study/study.h"

#include <memory>
#include <vector>

namespace alphascope {

/// Stores a study and its planned runs as queued, and makes a job of each: threads shared out where
/// the study leaves them open, teachers known by their uuid, one budget for all. All or
/// nothing is stored, also where the program is killed meanwhile or the store refuses a run.
std::vector<std::unique_ptr<Job>> storeJobs(const Study& study, std::vector<PlannedRun> runs,
                                            const Slots& slots, StoreWriter& writer);

}  // namespace alphascope
