// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors.h"

#include "data/split_plan.h"
#include "model/mapped_file.h"
#include "model/safetensors_cover.h"
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

/// A tensor of its own from a place that checkTensors() has found right.
torch::Tensor copied(const TensorEntry& entry, std::string_view body) {
    auto tensor = torch::empty(std::vector<std::int64_t>(entry.shape.begin(), entry.shape.end()),
                               dtypes().at(entry.dtype));
    if (entry.end > entry.begin)
        std::memcpy(tensor.data_ptr(), body.data() + entry.begin, entry.end - entry.begin);
    return tensor;
}

TensorFile decode(std::string_view bytes) {
    TensorFileHeader header = parseHeader(bytes);
    checkTensors(header, bytes);
    const std::string_view body = bytes.substr(header.size);
    TensorFile content{.tensors = {}, .metadata = std::move(header.metadata)};
    for (const auto& entry : header.entries) content.tensors[entry.name] = copied(entry, body);
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
