// SPDX-License-Identifier: GPL-3.0-or-later
// A run goes from one living process to another: from the one that keeps a queue to the one that
// trains it, and back when that one has died.
#pragma once

#include <cstdint>
#include <filesystem>

namespace alphascope {

/// Makes this process the owner of a run that process `pid` of this machine owns, in one
/// transaction, so that requests reach it and its end is told from this process' end. The run has
/// not ended; where `pid` is gone it may have been found interrupted, and counts as running again.
/// Returns false, with nothing changed, where that is not so: somebody else has taken it. Opens a
/// connection of its own. Throws Error when the database cannot be written.
bool adoptRun(const std::filesystem::path& database, std::int64_t run_id, std::int64_t pid);

}  // namespace alphascope
