// SPDX-License-Identifier: GPL-3.0-or-later
// Following runs until they end, on a terminal or in a pipe.
#pragma once

#include "app/cli/signals.h"
#include "run/queue.h"
#include "store/reader.h"

#include <cstdint>
#include <vector>

namespace alphascope {

/// Shows how the runs of this process' queue come along until it is idle. A signal stops them at
/// their next checkpoints, a second one leaves at once, with a word on what becomes of the runs.
/// Returns true when it was left by a signal.
bool watchQueue(Queue& queue, StoreReader& reader, const std::vector<std::int64_t>& ids,
                const SignalWait& signals,
                const char* when_left =
                    "Left at once; the runs are marked as interrupted when the "
                    "database is next opened for writing.");

/// Shows how runs of any process come along until each has ended, or its owner is gone, which is
/// said. A signal leaves them at work. Returns true when all have ended.
bool watchRuns(StoreReader& reader, const std::vector<std::int64_t>& ids,
               const SignalWait& signals);

}  // namespace alphascope
