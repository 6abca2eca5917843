// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace alphascope {

/// Where a user's own runs go: experiments.db below $XDG_DATA_HOME/alphascope, or below
/// ~/.local/share/alphascope. Creates nothing. Throws Error when neither variable says where home
/// is.
std::filesystem::path defaultDatabase();

/// alphascope-cli beside the running program, or where it is installed. Throws Error naming where
/// it was looked for.
std::filesystem::path commandLineProgram();

/// Makes the folder that a database will lie in. Throws Error when that is not possible.
void createFolderOf(const std::filesystem::path& database);

}  // namespace alphascope
