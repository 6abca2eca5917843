// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/wire.h"

#include "study/error.h"

#include <bit>
#include <cstring>

namespace alphascope {

void WireWriter::varint(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) text_ += static_cast<char>((value & 0x7FU) | 0x80U);
    text_ += static_cast<char>(value);
}

void WireWriter::key(std::uint32_t field, std::uint32_t type) {
    varint((static_cast<std::uint64_t>(field) << 3U) | type);
}

void WireWriter::integer(std::uint32_t field, std::int64_t value) {
    key(field, static_cast<std::uint32_t>(WireType::kVarint));
    varint(static_cast<std::uint64_t>(value));
}

void WireWriter::real(std::uint32_t field, double value) {
    key(field, static_cast<std::uint32_t>(WireType::kFixed64));
    text_.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void WireWriter::single(std::uint32_t field, float value) {
    key(field, static_cast<std::uint32_t>(WireType::kFixed32));
    text_.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void WireWriter::bytes(std::uint32_t field, std::string_view value) {
    key(field, static_cast<std::uint32_t>(WireType::kBytes));
    varint(value.size());
    text_.append(value);
}

void WireWriter::packedReals(std::uint32_t field, const std::vector<double>& values) {
    bytes(field,
          {reinterpret_cast<const char*>(values.data()), values.size() * sizeof values.front()});
}

std::uint64_t WireReader::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(take(1).front());
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0) return value;
    }
    throw Error("the event cannot be read (a number has more than ten bytes)");
}

std::string_view WireReader::take(std::uint64_t count) {
    if (count > rest_.size()) throw Error("the event cannot be read (it ends within a field)");
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
}

bool WireReader::next() {
    if (rest_.empty()) return false;
    const std::uint64_t key = varint();
    field_ = static_cast<std::uint32_t>(key >> 3U);
    if (field_ == 0 || (key >> 3U) != field_)
        throw Error("the event cannot be read (a field has the number " +
                    std::to_string(key >> 3U) + ")");
    type_ = static_cast<WireType>(key & 7U);
    number_ = 0;
    bytes_ = {};
    switch (type_) {
        case WireType::kVarint:
            number_ = varint();
            return true;
        case WireType::kFixed64:
            std::memcpy(&number_, take(8).data(), 8);
            return true;
        case WireType::kFixed32:
            std::memcpy(&number_, take(4).data(), 4);
            return true;
        case WireType::kBytes:
            bytes_ = take(varint());
            return true;
    }
    throw Error("the event cannot be read (wire type " + std::to_string(key & 7U) + ")");
}

double WireReader::real() const {
    return std::bit_cast<double>(number_);
}

float WireReader::single() const {
    return std::bit_cast<float>(static_cast<std::uint32_t>(number_));
}

}  // namespace alphascope
