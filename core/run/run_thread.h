// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/job_table.h"
#include "store/writer.h"

#include <functional>

namespace alphascope {

/// Trains one job on the calling thread and sees to it that its end is stored, whatever escapes the
/// training module: that fails this run alone. Never throws. `on_state` is called after each state
/// change of the run.
Outcome executeRun(const Job& job, StoreWriter& writer, const std::function<void()>& on_state);

/// Ends a run as failed, in its log too. Never throws.
Outcome failRun(StoreWriter& writer, std::int64_t id, const std::string& message);

/// Stores a state and returns false where that has to be tried again; trouble with the disk is
/// logged. The state of a run that another process has taken over is that one's to store.
bool storeState(StoreWriter& writer, std::int64_t run_id, RunState state,
                const std::string& message);

}  // namespace alphascope
