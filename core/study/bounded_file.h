// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace alphascope {

/// A kind of file that is read whole, for the sentences about one that is not.
struct FileKind {
    const char* name;       ///< "the vocabulary"
    std::uint64_t largest;  ///< bytes
    const char* absent;     ///< the remedy where it cannot be opened or read
    const char* large;      ///< the remedy where it is larger
};

/// The bytes of a file that may come from anywhere, also of one that never ends, such as a device.
/// Memory is taken only where it is not too large. Throws Error.
std::string readBoundedFile(const std::filesystem::path& file, const FileKind& kind);

/// Throws the Error of a file that is too large, where this size is.
void refuseLarger(std::uint64_t size, const std::filesystem::path& file, const FileKind& kind);

}  // namespace alphascope
