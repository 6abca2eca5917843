// SPDX-License-Identifier: GPL-3.0-or-later
// Which cluster jobs have runs of a database: FILE.files/cluster_jobs names their folders, one in a
// line.
#pragma once

#include "store/rows.h"

#include <filesystem>
#include <optional>

namespace alphascope {

/// Throws Error where that cannot be written.
void rememberJob(const std::filesystem::path& database, const std::filesystem::path& folder);

/// The folder of the job that has an unended run of the database. Empty: none that is known and
/// still there, or another process has gone on with the run since it came from there.
std::optional<std::filesystem::path> jobThatHas(const std::filesystem::path& database,
                                                const RunRow& run);

}  // namespace alphascope
