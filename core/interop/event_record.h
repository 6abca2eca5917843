// SPDX-License-Identifier: GPL-3.0-or-later
// TFRecord's framing: u64 length, its check, the bytes, their check; little-endian.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace alphascope {

/// Longer records are refused: a scalar needs some dozen bytes, the largest graph some megabytes.
inline constexpr std::uint64_t kLongestRecord = std::uint64_t{256} << 20U;

/// The record as it lies in a file.
void appendRecord(std::string& out, std::string_view bytes);

/// Reads the records of a file one by one, as far as the file had been written when it was opened.
class RecordReader {
public:
    /// Throws Error where the file cannot be opened.
    explicit RecordReader(const std::filesystem::path& file);

    /// The next record; false at the end. Throws Error naming file and byte where a check does not
    /// fit or a length cannot be; nothing can be read behind that place.
    bool next(std::string& record);
    /// Whether the file ends within a record, or with one whose check does not fit: its writer is
    /// at work, or was killed.
    [[nodiscard]] bool cut() const { return cut_; }
    /// Of the record read last: the place of its first byte.
    [[nodiscard]] std::uint64_t offset() const { return offset_; }
    /// An error about that record.
    [[nodiscard]] std::string problem(const std::string& what) const;

private:
    bool readBytes(char* target, std::uint64_t count);

    std::filesystem::path file_;
    std::ifstream in_;
    std::uint64_t size_ = 0;
    std::uint64_t offset_ = 0;  ///< of the record read last
    std::uint64_t next_ = 0;    ///< of the one after it
    bool cut_ = false;
};

}  // namespace alphascope
