// SPDX-License-Identifier: GPL-3.0-or-later
// Where the files of a run lie. The names come from a database or a job file, which may be a
// stranger's: none of them may lead out of the folder that it is meant for.
#pragma once

#include <filesystem>
#include <string>

namespace alphascope {

/// Whether a run's uuid can be the name of its folder: one plain part of a path, not too long.
bool isFolderName(const std::string& uuid);
/// Whether a path stays below the folder that it is taken from: relative, without "..".
bool staysBelow(const std::string& path);

/// The folder of a run's model files below the store's files folder. Throws Error where the uuid
/// cannot be the name of a folder.
std::filesystem::path runFolder(const std::filesystem::path& files, const std::string& uuid);
/// A file that a row names below the store's files folder. Throws Error where the path leads out.
std::filesystem::path storedFile(const std::filesystem::path& files, const std::string& path);

/// A name from a stranger's file for a message: shortened, control characters as '?'.
std::string shownName(const std::string& name);

}  // namespace alphascope
