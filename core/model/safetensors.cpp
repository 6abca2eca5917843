// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors.h"

#include "data/durable_file.h"
#include "data/split_plan.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <cstring>
#include <fstream>
#include <sstream>

static_assert(std::endian::native == std::endian::little, "safetensors is little-endian");

namespace alphascope {
namespace {

using nlohmann::json;
constexpr std::uint64_t kMaxHeader = 100'000'000;  // as the reference implementation

const std::map<std::string, torch::ScalarType>& dtypes() {
    static const std::map<std::string, torch::ScalarType> kTypes{
        {"F32", torch::kFloat32}, {"F64", torch::kFloat64}, {"I64", torch::kInt64}};
    return kTypes;
}

std::string dtypeName(torch::ScalarType type) {
    for (const auto& [name, known] : dtypes())
        if (known == type) return name;
    throw Error("A tensor of this type cannot be written to a safetensors file.");
}

std::string encode(const TensorFile& content) {
    json header = json::object();
    std::string body;
    for (const auto& [name, tensor] : content.tensors) {
        const auto plain = tensor.detach().contiguous();
        const std::size_t begin = body.size();
        body.append(static_cast<const char*>(plain.data_ptr()), plain.nbytes());
        header[name] = {{"dtype", dtypeName(plain.scalar_type())},
                        {"shape", plain.sizes().vec()},
                        {"data_offsets", {begin, body.size()}}};
    }
    if (!content.metadata.empty()) header["__metadata__"] = content.metadata;
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    const std::uint64_t length = text.size();
    std::string out(reinterpret_cast<const char*>(&length), sizeof length);
    return out + text + body;
}

std::string readBytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error::at(file.string(), 0, "the file cannot be opened", "Check its path and rights");
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

/// One tensor of the header, its bytes checked against shape, file size and `expected_begin`.
torch::Tensor decodeTensor(const json& entry, std::string_view body, std::size_t expected_begin,
                           std::size_t& end) {
    const auto type = dtypes().find(entry.at("dtype").get<std::string>());
    if (type == dtypes().end()) throw Error("unsupported dtype " + entry.at("dtype").dump());
    const auto shape = entry.at("shape").get<std::vector<std::int64_t>>();
    std::uint64_t bytes = c10::elementSize(type->second);
    for (const auto side : shape) {
        if (side < 0 || __builtin_mul_overflow(bytes, static_cast<std::uint64_t>(side), &bytes))
            throw Error("a shape that overflows");
    }
    const auto offsets = entry.at("data_offsets").get<std::array<std::uint64_t, 2>>();
    if (offsets[0] != expected_begin || offsets[1] < offsets[0] || offsets[1] > body.size())
        throw Error("offsets that overlap, leave a hole or pass the end");
    if (offsets[1] - offsets[0] != bytes) throw Error("a shape that does not match its bytes");
    auto tensor = torch::empty(shape, type->second);
    if (bytes > 0) std::memcpy(tensor.data_ptr(), body.data() + offsets[0], bytes);
    end = offsets[1];
    return tensor;
}

}  // namespace

std::string writeTensorFile(const std::filesystem::path& file, const TensorFile& content) {
    const std::string bytes = encode(content);
    writeDurably(file, bytes);
    return sha256Hex(bytes);
}

TensorFile readTensorFile(const std::filesystem::path& file) {
    const std::string bytes = readBytes(file);
    try {
        std::uint64_t length = 0;
        if (bytes.size() < sizeof length) throw Error("fewer than 8 bytes");
        std::memcpy(&length, bytes.data(), sizeof length);
        if (length > kMaxHeader || length > bytes.size() - sizeof length)
            throw Error("a header length of " + std::to_string(length) + " bytes");
        const std::string_view all(bytes);
        const json header = json::parse(all.substr(sizeof length, length));
        const std::string_view body = all.substr(sizeof length + length);

        std::map<std::uint64_t, std::string> by_offset;
        TensorFile content;
        for (const auto& [name, entry] : header.items()) {
            if (name == "__metadata__")
                content.metadata = entry.get<std::map<std::string, std::string>>();
            else if (!by_offset.emplace(entry.at("data_offsets").at(0).get<std::uint64_t>(), name)
                          .second)
                throw Error("two tensors at the same place");
        }
        std::size_t end = 0;
        for (const auto& [offset, name] : by_offset)
            content.tensors[name] = decodeTensor(header.at(name), body, end, end);
        if (end != body.size()) throw Error("bytes that no tensor names");
        return content;
    } catch (const json::exception& problem) {
        throw Error::at(file.string(), 0, std::string("not a safetensors file: ") + problem.what(),
                        "");
    } catch (const Error& problem) {
        throw Error::at(file.string(), 0,
                        std::string("not a valid safetensors file: ") + problem.what(),
                        "Write it again, or delete it if it is a cache");
    }
}

}  // namespace alphascope
