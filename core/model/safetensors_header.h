// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON header of a safetensors file, as plain values. What the bytes after it mean, and whether
// they fit, is safetensors.cpp's matter.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

struct TensorEntry {
    std::string name;
    std::string dtype;
    std::vector<std::uint64_t> shape;
    std::uint64_t begin = 0, end = 0;  ///< bytes after the header
};

struct TensorFileHeader {
    std::size_t size = 0;  ///< bytes before the tensors: length field and JSON
    std::vector<TensorEntry> entries;
    std::map<std::string, std::string> metadata;
};

/// Largest JSON header that is read, in bytes: as the reference implementation.
inline constexpr std::uint64_t kMaxHeader = 100'000'000;

/// Reads the header at the start of a whole file. Every key occurs once, the nesting is that of the
/// format, numbers are whole and not negative. Throws Error saying what is wrong, without the file.
TensorFileHeader parseHeader(std::string_view file);

/// Length field and JSON, padded with spaces so that the tensors begin at a multiple of 8.
std::string headerBytes(const TensorFileHeader& header);

}  // namespace alphascope
