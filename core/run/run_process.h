// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/job_table.h"
#include "store/writer.h"

#include <functional>

namespace alphascope {

/// As executeRun(), in a process of its own (`alphascope-cli task`), which owns the run while it
/// trains: what ends that process fails this run alone, and what ends this one leaves that one at
/// work. For a queue of alphascope-cli, since the process is made of this same program.
Outcome executeInProcess(const Job& job, StoreWriter& writer,
                         const std::function<void()>& on_state);

}  // namespace alphascope
