// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// One entry of a zip archive.
struct ZipEntry {
    std::string name;
    std::uint64_t size = 0;  ///< unpacked
    std::string content;     ///< empty where `problem` is not
    std::string problem;     ///< why it cannot be read: "larger than 64 MiB"
};

/// Every entry of an archive, in its order; two may have one name. Throws Error where the file is
/// absent or no zip archive. An entry that is damaged or larger than `largest` bytes tells so.
std::vector<ZipEntry> readZip(const std::filesystem::path& file, std::uint64_t largest);

/// Writes an archive of these names and contents; the file is replaced whole or not at all. Throws
/// Error.
void writeZip(const std::filesystem::path& file,
              const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace alphascope
