// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of a run from outside, by whoever knows more of it than its row says.
#pragma once

#include "store/rows.h"

#include <filesystem>
#include <optional>
#include <string>

namespace alphascope {

/// A run as it was seen: it is changed only where it still is so.
struct RunSeen {
    std::string uuid;
    RunState state = RunState::kQueued;
    std::int64_t revision = 0;
};

struct RunChange {
    RunState state = RunState::kInterrupted;
    std::string message;
    std::optional<Owner> owner;  ///< empty: as it is
    bool begins_anew = false;    ///< raises the revision, so that a merge takes it
};

/// Returns false, with nothing changed, where the run is no longer as it was seen. Throws Error.
bool changeRun(const std::filesystem::path& database, const RunSeen& seen, const RunChange& change);

/// Makes `owner` the owner of every run of a database that waits. Throws Error.
void giveWaitingRuns(const std::filesystem::path& database, const Owner& owner);

}  // namespace alphascope
