// SPDX-License-Identifier: GPL-3.0-or-later
// The final weights of a run as the database knows them: a file that was swapped or copied by half
// must not teach, nor be given away, under the run's name.
#pragma once

#include "store/reader.h"

#include <filesystem>
#include <string>

namespace alphascope {

/// SHA-256 of a run's final weights as it has stored them; empty where no row names them.
std::string storedWeights(StoreReader& reader, std::int64_t run_id);

/// Throws Error where the final weights of a run are not below `files`, or are not those that it
/// has stored. Reads the whole file.
void refuseOtherWeights(StoreReader& reader, const RunRow& run, const std::filesystem::path& files);

}  // namespace alphascope
