// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors_cover.h"

#include "study/error.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace alphascope {
namespace {

/// Bytes of one number.
std::uint64_t elementSize(const TensorEntry& entry) {
    static const std::map<std::string, std::uint64_t> kSizes{
        {"F64", 8}, {"F32", 4}, {"F16", 2}, {"BF16", 2}, {"I64", 8},
        {"I32", 4}, {"I16", 2}, {"I8", 1},  {"U8", 1},   {"BOOL", 1}};
    const auto size = kSizes.find(entry.dtype);
    if (size == kSizes.end())
        throw Error("the dtype " + entry.dtype + " of " + entry.name + " is not supported");
    return size->second;
}

/// Bytes of a tensor of this shape. Zero sides count as one where overflow is looked for: torch
/// multiplies the others into strides.
std::uint64_t byteCount(const TensorEntry& entry) {
    std::uint64_t bound = elementSize(entry);
    bool empty = false;
    for (const std::uint64_t side : entry.shape) {
        empty = empty || side == 0;
        if (__builtin_mul_overflow(bound, std::max<std::uint64_t>(side, 1), &bound) ||
            bound > static_cast<std::uint64_t>(INT64_MAX))
            throw Error("the shape of " + entry.name + " overflows");
    }
    return empty ? 0 : bound;
}

void checkContent(const TensorEntry& entry, std::string_view body) {
    const std::uint64_t bytes = byteCount(entry);
    if (entry.end - entry.begin != bytes)
        throw Error("the shape of " + entry.name + " needs " + std::to_string(bytes) +
                    " bytes, its offsets hold " + std::to_string(entry.end - entry.begin));
    const std::string_view content = body.substr(entry.begin, bytes);
    if (entry.dtype == "BOOL" &&
        !std::all_of(content.begin(), content.end(), [](char b) { return b == 0 || b == 1; }))
        throw Error(entry.name + " is BOOL and holds bytes other than 0 and 1");
}

/// Each tensor must begin where the one before ends, and the last must end with the file.
void checkCover(const std::vector<TensorEntry>& by_place, std::size_t body) {
    std::uint64_t end = 0;
    for (const auto& entry : by_place) {
        if (entry.end < entry.begin) throw Error("the offsets of " + entry.name + " run backwards");
        if (entry.end > body) throw Error(entry.name + " reaches past the end of the file");
        if (entry.begin < end) throw Error(entry.name + " overlaps the tensor before it");
        if (entry.begin > end) throw Error("there is a hole before " + entry.name);
        end = entry.end;
    }
    if (end != body)
        throw Error(std::to_string(body - end) + " bytes at the end belong to no tensor");
}

}  // namespace

void checkTensors(TensorFileHeader& header, std::string_view file) {
    const std::string_view body = file.substr(header.size);
    std::sort(header.entries.begin(), header.entries.end(), [](const auto& a, const auto& b) {
        return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
    });
    checkCover(header.entries, body.size());
    for (const auto& entry : header.entries) checkContent(entry, body);
}

}  // namespace alphascope
