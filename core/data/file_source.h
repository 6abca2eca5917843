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
    /// Larger files are refused: the largest of GLUE has 80 MB.
    static constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30U;

    virtual ~FileSource() = default;
    /// Paths inside, with "/" between their parts.
    [[nodiscard]] virtual const std::vector<std::string>& names() const = 0;
    /// The whole content of names()[place]. Throws Error where it is too large or damaged (a zip's
    /// checksum is checked).
    [[nodiscard]] virtual std::string read(std::size_t place) const = 0;
};

/// Throws Error where there is neither a folder nor a zip archive at `path`.
std::unique_ptr<FileSource> openFileSource(const std::filesystem::path& path);

}  // namespace alphascope
