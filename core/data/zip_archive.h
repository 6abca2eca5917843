// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

struct zip;

namespace alphascope {

/// One entry of a zip archive.
struct ZipEntry {
    std::string name;
    std::uint64_t size = 0;  ///< unpacked
    std::string content;     ///< empty where `problem` is not
    std::string problem;     ///< why it cannot be read: "larger than 64 MiB"
};

/// An archive that is read. Two entries may have one name.
class ZipArchive {
public:
    /// Throws Error where the file is absent or no zip archive.
    explicit ZipArchive(const std::filesystem::path& file);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    /// In the archive's order, with "/" between their parts.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    /// An entry that is damaged (its checksum is compared) or larger than `largest` bytes tells so.
    [[nodiscard]] ZipEntry read(std::size_t place, std::uint64_t largest) const;

private:
    zip* archive_;
    std::vector<std::string> names_;
};

/// Writes an archive of these names and contents; the file is replaced whole or not at all. Throws
/// Error.
void writeZip(const std::filesystem::path& file,
              const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace alphascope
