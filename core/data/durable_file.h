// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace alphascope {

/// Writes a whole file so that a reader sees the old one or the new one, never a part, also after a
/// power cut: a temporary file of its own in the same folder (made where it is missing), fsync,
/// rename, fsync of the folder. Any number of threads and processes may write the same file at
/// once; the last one stays. Throws Error naming the file and the system's reason; nothing is left
/// behind, and what a killed process has left in the folder is removed (a living writer holds a
/// lock on its temporary file).
void writeDurably(const std::filesystem::path& file, std::string_view bytes);

}  // namespace alphascope
