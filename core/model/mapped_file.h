// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace alphascope {

/// The bytes of a file, mapped for reading. Not copyable; the bytes live as long as the object, and
/// the file must not be cut short meanwhile.
class MappedFile {
public:
    /// Throws Error when the file cannot be opened or is no regular file.
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    std::string_view bytes_;
};

}  // namespace alphascope
