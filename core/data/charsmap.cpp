// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/charsmap.h"

#include "data/unicode_text.h"
#include "study/error.h"

#include <openssl/evp.h>

namespace alphascope {
namespace {

std::uint32_t littleEndian(std::string_view bytes, std::size_t place) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = (value << 8U) | static_cast<unsigned char>(bytes[place + i]);
    return value;
}

// The fields of a unit: a label and the offset of its children; or, in a leaf, a value.
std::uint32_t labelOf(std::uint32_t unit) {
    return unit & 0x800000FFU;
}

std::uint32_t offsetOf(std::uint32_t unit) {
    return (unit >> 10U) << ((unit & 0x200U) >> 6U);
}

bool hasLeaf(std::uint32_t unit) {
    return (unit & 0x100U) != 0;
}

std::uint32_t valueOf(std::uint32_t unit) {
    return unit & 0x7FFFFFFFU;
}

}  // namespace

Charsmap::Charsmap(std::string_view bytes) {
    if (bytes.size() < 4) throw Error("the charsmap is too short");
    const std::size_t size = littleEndian(bytes, 0);
    if (size == 0 || size % 4 != 0 || size > bytes.size() - 4)
        throw Error("the charsmap is cut off or no charsmap");
    for (std::size_t place = 4; place < 4 + size; place += 4)
        units_.push_back(littleEndian(bytes, place));
    replacements_ = bytes.substr(4 + size);
    if (replacements_.empty() || replacements_.back() != '\0')
        throw Error("the charsmap's last replacement is cut off");
}

Charsmap::Match Charsmap::longestMatch(std::string_view text) const {
    Match best;
    std::size_t node = offsetOf(units_[0]);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        node ^= byte;
        if (node >= units_.size() || labelOf(units_[node]) != byte) break;
        const std::uint32_t unit = units_[node];
        node ^= offsetOf(unit);
        if (!hasLeaf(unit) || node >= units_.size()) continue;
        const std::uint32_t value = valueOf(units_[node]);
        if (value < replacements_.size()) best = {.length = i + 1, .replacement = value};
    }
    return best;
}

void Charsmap::apply(std::string& text) const {
    std::string result;
    result.reserve(text.size());
    for (std::size_t place = 0; place < text.size();) {
        const Match match = longestMatch(std::string_view(text).substr(place));
        if (match.length > 0) {
            result += replacements_.c_str() + match.replacement;  // up to its zero byte
            place += match.length;
        } else {
            const std::size_t begin = place;
            nextCharacter(text, place);
            result.append(text, begin, place - begin);
        }
    }
    text = std::move(result);
}

std::string decodeBase64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    const auto size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                      reinterpret_cast<const unsigned char*>(text.data()),
                                      static_cast<int>(text.size()));
    if (size < 0) throw Error("not base64");
    bytes.resize(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < 2 && text.ends_with('='); ++i) {  // padding counts as zero bytes
        text.remove_suffix(1);
        bytes.pop_back();
    }
    return bytes;
}

}  // namespace alphascope
