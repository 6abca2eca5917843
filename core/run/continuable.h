// SPDX-License-Identifier: GPL-3.0-or-later
// Which runs can go on where they were: a run whose checkpoints are away, and not only unwritten
// yet, must not begin again, since that would delete all that it has stored.
#pragma once

#include "store/reader.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

/// The states that a run has stored to go on from, the newest first, whether their files are there
/// or not. Throws Error where a row leads out of the files folder.
std::vector<CheckpointRow> savedStates(StoreReader& reader, std::int64_t run_id,
                                       const std::filesystem::path& files);

/// Why runs that have savedStates(), and the files of none, cannot go on, and what to do, in one
/// sentence that names the folder.
std::string lostStates(const std::vector<std::int64_t>& run_ids,
                       const std::filesystem::path& folder);

/// Runs to go on with, and why the others cannot.
struct Continuable {
    std::vector<std::int64_t> runs;
    std::string refusal;  ///< for the user; empty: there are no others
};

/// Sets those runs apart that have savedStates() and the files of none, and with them the students
/// of such teachers, so that the others can go on. What else keeps a run from going on is said by
/// takeOver().
Continuable setLostApart(const std::vector<std::int64_t>& run_ids,
                         const std::filesystem::path& database);

}  // namespace alphascope
