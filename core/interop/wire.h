// SPDX-License-Identifier: GPL-3.0-or-later
// Protocol buffers' wire format, as much of it as event files need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// Puts fields one after the other.
class WireWriter {
public:
    void integer(std::uint32_t field, std::int64_t value);
    void real(std::uint32_t field, double value);
    void single(std::uint32_t field, float value);
    void bytes(std::uint32_t field, std::string_view value);
    void packedReals(std::uint32_t field, const std::vector<double>& values);
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void varint(std::uint64_t value);
    void key(std::uint32_t field, std::uint32_t type);

    std::string text_;
};

enum class WireType { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

/// Goes through the fields of one message. The bytes may come from a stranger: what is no message
/// throws Error, in words that continue "FILE: byte N: ".
class WireReader {
public:
    explicit WireReader(std::string_view message) : rest_(message) {}

    /// To the next field; false at the end.
    bool next();
    [[nodiscard]] std::uint32_t field() const { return field_; }
    /// Whether this is field `number`, of that type; fields of another type are passed over, as
    /// protocol buffers' own readers do.
    [[nodiscard]] bool is(std::uint32_t number, WireType type) const {
        return field_ == number && type_ == type;
    }
    [[nodiscard]] std::int64_t integer() const { return static_cast<std::int64_t>(number_); }
    [[nodiscard]] double real() const;
    [[nodiscard]] float single() const;
    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    std::uint64_t varint();
    std::string_view take(std::uint64_t count);

    std::string_view rest_;
    std::uint32_t field_ = 0;
    WireType type_ = WireType::kVarint;
    std::uint64_t number_ = 0;
    std::string_view bytes_;
};

}  // namespace alphascope
