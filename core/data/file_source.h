// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace alphascope {

/// Files to copy from: a folder with all below it, or a zip archive.
class FileSource {
public:
    virtual ~FileSource() = default;
    /// Paths inside, with "/" between their parts.
    [[nodiscard]] virtual const std::vector<std::string>& names() const = 0;
    /// The whole content of names()[place]. Throws Error where it has more than `largest` bytes,
    /// before memory is taken, or is damaged (a zip's checksum is checked).
    [[nodiscard]] virtual std::string read(std::size_t place, std::uint64_t largest) const = 0;
};

/// Throws Error where there is neither a folder nor a zip archive at `path`.
std::unique_ptr<FileSource> openFileSource(const std::filesystem::path& path);

}  // namespace alphascope
