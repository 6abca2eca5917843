// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/event_record.h"

#include "interop/crc32c.h"
#include "study/error.h"

#include <array>
#include <bit>
#include <cstring>

namespace alphascope {
namespace {

static_assert(std::endian::native == std::endian::little, "the files are little-endian");

constexpr std::uint64_t kHeader = 12;  ///< length and its check
constexpr std::uint64_t kFooter = 4;

template <typename Number>
std::string_view bytesOf(const Number& number) {
    return {reinterpret_cast<const char*>(&number), sizeof number};
}

}  // namespace

void appendRecord(std::string& out, std::string_view bytes) {
    const std::uint64_t length = bytes.size();
    const std::uint32_t length_check = maskedCrc32c(bytesOf(length));
    const std::uint32_t check = maskedCrc32c(bytes);
    out.append(bytesOf(length)).append(bytesOf(length_check)).append(bytes).append(bytesOf(check));
}

RecordReader::RecordReader(const std::filesystem::path& file)
    : file_(file), in_(file, std::ios::binary) {
    std::error_code problem;
    size_ = std::filesystem::file_size(file, problem);
    if (!in_ || problem)
        throw Error::at(file.string(), 0, "it cannot be read", "Check that it is there and yours");
}

std::string RecordReader::problem(const std::string& what) const {
    return file_.string() + ": byte " + std::to_string(offset_) + ": " + what +
           ". What comes before it can be read; copy the file anew if it was copied.";
}

bool RecordReader::readBytes(char* target, std::uint64_t count) {
    in_.read(target, static_cast<std::streamsize>(count));
    return static_cast<std::uint64_t>(in_.gcount()) == count;
}

bool RecordReader::next(std::string& record) {
    offset_ = next_;
    const std::uint64_t rest = size_ - offset_;
    if (rest == 0 || cut_) return false;
    std::array<char, kHeader> header{};
    if (rest < kHeader || !readBytes(header.data(), kHeader)) {
        cut_ = true;
        return false;
    }
    std::uint64_t length = 0;
    std::uint32_t check = 0;
    std::memcpy(&length, header.data(), sizeof length);
    std::memcpy(&check, header.data() + sizeof length, sizeof check);
    if (check != maskedCrc32c(bytesOf(length)))
        throw Error(problem("the length of a record does not fit its checksum"));
    if (length > kLongestRecord)
        throw Error(problem("a record of " + std::to_string(length) + " bytes is too long"));
    cut_ = rest - kHeader < length + kFooter;
    if (cut_) return false;
    record.resize(length);
    if (!readBytes(record.data(), length) ||
        !readBytes(reinterpret_cast<char*>(&check), sizeof check))
        throw Error(problem("the file cannot be read any further"));
    next_ = offset_ + kHeader + length + kFooter;
    if (check == maskedCrc32c(record)) return true;
    cut_ = next_ == size_;
    if (!cut_) throw Error(problem("a record does not fit its checksum"));
    return false;
}

}  // namespace alphascope
