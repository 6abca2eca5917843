// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors_header.h"

#include "study/bounded_json.h"

#include <cstring>
#include <set>

namespace alphascope {
namespace {

using nlohmann::json;
constexpr std::size_t kMaxDepth = 3;  // header, tensor, shape
constexpr std::size_t kMaxSides = 64;

/// Walks through the text without building values. A parsed document can no longer tell of double
/// keys, and deep nesting should cost nothing.
class StructureCheck final : public json::json_sax_t {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return open(); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        if (keys_.back().insert(name).second) return true;
        throw Error("the header names " + name + " twice");
    }
    bool parse_error(std::size_t place, const std::string&, const json::exception&) override {
        throw Error("the header is not JSON at byte " + std::to_string(place));
    }

private:
    bool open() {
        keys_.emplace_back();
        if (keys_.size() > kMaxDepth) throw Error("the header is nested too deeply");
        return true;
    }
    bool close() {
        keys_.pop_back();
        return true;
    }
    std::vector<std::set<std::string>> keys_;  ///< of the objects that are open
};

std::vector<std::uint64_t> wholeNumbers(const json& list, const std::string& what) {
    if (!list.is_array()) throw Error(what + " is not a list");
    std::vector<std::uint64_t> numbers;
    for (const auto& number : list) {
        if (!number.is_number_unsigned())
            throw Error(what + " holds " + shortJson(number) + ", not a whole number of 0 or more");
        numbers.push_back(number.get<std::uint64_t>());
    }
    return numbers;
}

TensorEntry readEntry(const std::string& name, const json& value) {
    if (!value.is_object() || value.size() != 3 || !value.contains("dtype") ||
        !value.contains("shape") || !value.contains("data_offsets"))
        throw Error(name + " must have dtype, shape and data_offsets, and nothing else");
    if (!value["dtype"].is_string()) throw Error("the dtype of " + name + " is not a text");
    const auto offsets = wholeNumbers(value["data_offsets"], "data_offsets of " + name);
    if (offsets.size() != 2) throw Error("data_offsets of " + name + " must be two numbers");
    TensorEntry entry{.name = name,
                      .dtype = value["dtype"].get<std::string>(),
                      .shape = wholeNumbers(value["shape"], "the shape of " + name),
                      .begin = offsets[0],
                      .end = offsets[1]};
    if (entry.shape.size() > kMaxSides)
        throw Error(name + " has more than " + std::to_string(kMaxSides) + " sides");
    return entry;
}

}  // namespace

TensorFileHeader parseHeader(std::string_view file) {
    std::uint64_t length = 0;
    if (file.size() < sizeof length) throw Error("it has fewer than 8 bytes");
    std::memcpy(&length, file.data(), sizeof length);
    if (length > kMaxHeader)
        throw Error("a header of " + std::to_string(length) + " bytes is over the limit of " +
                    std::to_string(kMaxHeader));
    if (length > file.size() - sizeof length)
        throw Error("the header's " + std::to_string(length) + " bytes pass the end of the file");
    const std::string_view text = file.substr(sizeof length, length);
    if (!text.starts_with('{')) throw Error("the header does not begin with {");
    StructureCheck check;
    json::sax_parse(text, &check);

    TensorFileHeader header{.size = sizeof length + length, .entries = {}, .metadata = {}};
    const json tensors = json::parse(text);
    for (const auto& [name, value] : tensors.items()) {
        if (name != "__metadata__") {
            header.entries.push_back(readEntry(name, value));
            continue;
        }
        if (!value.is_object()) throw Error("__metadata__ is not an object of texts");
        for (const auto& [key, entry] : value.items()) {
            if (!entry.is_string()) throw Error("the metadata " + key + " is not a text");
            header.metadata[key] = entry.get<std::string>();
        }
    }
    return header;
}

std::string headerBytes(const TensorFileHeader& header) {
    json object = json::object();
    for (const auto& entry : header.entries)
        object[entry.name] = {{"dtype", entry.dtype},
                              {"shape", entry.shape},
                              {"data_offsets", {entry.begin, entry.end}}};
    if (!header.metadata.empty()) object["__metadata__"] = header.metadata;
    std::string text = object.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    const std::uint64_t length = text.size();
    return std::string(reinterpret_cast<const char*>(&length), sizeof length) + text;
}

}  // namespace alphascope
