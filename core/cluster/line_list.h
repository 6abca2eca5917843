// SPDX-License-Identifier: GPL-3.0-or-later
// A text file with an entry in each line, which any number of processes may add to at once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

/// None where the file is not there.
std::vector<std::string> readLines(const std::filesystem::path& file);

/// Makes the file and its folder where they are not there; an entry that is there stays as it is.
/// Throws Error.
void addLine(const std::filesystem::path& file, const std::string& line);

}  // namespace alphascope
