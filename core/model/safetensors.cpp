// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors.h"

#include "data/split_plan.h"
#include "model/mapped_file.h"
#include "model/safetensors_header.h"
#include "study/durable_file.h"
#include "study/error.h"

#include <algorithm>
#include <bit>
#include <cstring>

static_assert(std::endian::native == std::endian::little, "safetensors is little-endian");

namespace alphascope {
namespace {

const std::map<std::string, torch::ScalarType>& dtypes() {
    static const std::map<std::string, torch::ScalarType> kTypes{
        {"F64", torch::kFloat64},   {"F32", torch::kFloat32}, {"F16", torch::kFloat16},
        {"BF16", torch::kBFloat16}, {"I64", torch::kInt64},   {"I32", torch::kInt32},
        {"I16", torch::kInt16},     {"I8", torch::kInt8},     {"U8", torch::kUInt8},
        {"BOOL", torch::kBool}};
    return kTypes;
}

const std::string& dtypeName(const std::string& tensor, torch::ScalarType type) {
    for (const auto& [name, known] : dtypes())
        if (known == type) return name;
    throw Error("The tensor " + tensor + " has a type that safetensors files do not hold.");
}

/// Bytes of a tensor of this shape. Zero sides count as one where overflow is looked for: torch
/// multiplies the others into strides.
std::uint64_t byteCount(const TensorEntry& entry, std::uint64_t element_size) {
    std::uint64_t bound = element_size;
    bool empty = false;
    for (const std::uint64_t side : entry.shape) {
        empty = empty || side == 0;
        if (__builtin_mul_overflow(bound, std::max<std::uint64_t>(side, 1), &bound) ||
            bound > static_cast<std::uint64_t>(INT64_MAX))
            throw Error("the shape of " + entry.name + " overflows");
    }
    return empty ? 0 : bound;
}

torch::Tensor decodeTensor(const TensorEntry& entry, std::string_view body) {
    const auto type = dtypes().find(entry.dtype);
    if (type == dtypes().end())
        throw Error("the dtype " + entry.dtype + " of " + entry.name + " is not supported");
    const std::uint64_t bytes = byteCount(entry, c10::elementSize(type->second));
    if (entry.end - entry.begin != bytes)
        throw Error("the shape of " + entry.name + " needs " + std::to_string(bytes) +
                    " bytes, its offsets hold " + std::to_string(entry.end - entry.begin));
    const auto* source = body.data() + entry.begin;
    if (type->second == torch::kBool &&
        !std::all_of(source, source + bytes, [](char b) { return b == 0 || b == 1; }))
        throw Error(entry.name + " is BOOL and holds bytes other than 0 and 1");
    auto tensor = torch::empty(std::vector<std::int64_t>(entry.shape.begin(), entry.shape.end()),
                               type->second);
    if (bytes > 0) std::memcpy(tensor.data_ptr(), source, bytes);
    return tensor;
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

TensorFile decode(std::string_view bytes) {
    TensorFileHeader header = parseHeader(bytes);
    const std::string_view body = bytes.substr(header.size);
    std::sort(header.entries.begin(), header.entries.end(), [](const auto& a, const auto& b) {
        return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
    });
    checkCover(header.entries, body.size());
    TensorFile content{.tensors = {}, .metadata = std::move(header.metadata)};
    for (const auto& entry : header.entries)
        content.tensors[entry.name] = decodeTensor(entry, body);
    return content;
}

std::string encode(const TensorFile& content) {
    // Large elements first: then every tensor is aligned to its element size.
    std::vector<std::pair<std::string, torch::Tensor>> tensors;
    for (const auto& [name, tensor] : content.tensors)
        tensors.emplace_back(name, tensor.detach().cpu().contiguous());
    std::stable_sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) {
        return a.second.element_size() > b.second.element_size();
    });
    TensorFileHeader header{.size = 0, .entries = {}, .metadata = content.metadata};
    std::uint64_t end = 0;
    for (const auto& [name, tensor] : tensors) {
        const std::uint64_t begin = end;
        end += tensor.nbytes();
        header.entries.push_back({.name = name,
                                  .dtype = dtypeName(name, tensor.scalar_type()),
                                  .shape = {tensor.sizes().begin(), tensor.sizes().end()},
                                  .begin = begin,
                                  .end = end});
    }
    std::string out = headerBytes(header);
    out.reserve(out.size() + end);
    for (const auto& [name, tensor] : tensors)
        out.append(static_cast<const char*>(tensor.data_ptr()), tensor.nbytes());
    return out;
}

template <typename Read>
auto readMapped(const std::filesystem::path& file, const Read& read) {
    const MappedFile mapped(file);
    try {
        return read(mapped.bytes());
    } catch (const Error& problem) {
        throw Error::at(file.string(), 0,
                        std::string("not a valid safetensors file: ") + problem.what(),
                        "Write or download it again, or delete it if it is a cache");
    }
}

}  // namespace

std::string writeTensorFile(const std::filesystem::path& file, const TensorFile& content) {
    const std::string bytes = encode(content);
    writeDurably(file, bytes);
    return sha256Hex(bytes);
}

TensorFile readTensorFile(const std::filesystem::path& file) {
    return readMapped(file, decode);
}

std::map<std::string, std::string> readTensorMetadata(const std::filesystem::path& file) {
    return readMapped(file, [](std::string_view bytes) { return parseHeader(bytes).metadata; });
}

}  // namespace alphascope
