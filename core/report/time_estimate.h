// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "study/study.h"

#include <vector>

namespace alphascope {

/// How long planned runs will take, by what runs like them took.
struct TimeEstimate {
    double seconds = 0.0;  ///< of all known runs, one after the other
    int known = 0;         ///< runs that have an example
    int unknown = 0;       ///< runs that have none, and are not in `seconds`
};

/// The example of a run is the newest finished one of the same task, role, encoder, set sizes and
/// scheme; else of the same without the scheme. Time is taken in proportion to the epochs. Threads
/// and device are left out of account: a database is mostly of one machine.
TimeEstimate estimateTime(const std::vector<PlannedRun>& planned, const std::vector<RunRow>& runs);

}  // namespace alphascope
