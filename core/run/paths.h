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

/// The folder of the file that this code is loaded from: of alphascope_base, beside which the
/// training module lies in a build tree and where it is installed alike. Empty where it is unknown.
std::filesystem::path ownFolder();

/// A file or folder that comes with the program, whose own file lies in `program_folder`: where it
/// is installed, `name` in ../share/alphascope; else `in_tree` of the sources it was built in.
/// Empty where there is neither.
std::filesystem::path shippedFile(const std::filesystem::path& program_folder,
                                  const std::filesystem::path& name,
                                  const std::filesystem::path& in_tree);

}  // namespace alphascope
