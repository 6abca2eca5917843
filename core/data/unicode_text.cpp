// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/unicode_text.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

namespace alphascope {
namespace {

bool isCased(CodePoint c) {
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
           category == UTF8PROC_CATEGORY_LT;
}

bool isCaseIgnorable(CodePoint c) {
    // Unicode's Word_Break in {MidLetter, MidNumLet, Single_Quote}, then whole categories.
    static constexpr std::array<CodePoint, 17> kMiddle{
        0x27,   0x2E,   0x3A,   0xB7,   0x387,  0x55F,  0x5F4,  0x2018, 0x2019,
        0x2024, 0x2027, 0xFE13, 0xFE52, 0xFE55, 0xFF07, 0xFF0E, 0xFF1A};
    if (std::find(kMiddle.begin(), kMiddle.end(), c) != kMiddle.end()) return true;
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_LM ||
           category == UTF8PROC_CATEGORY_SK;
}

/// Unicode's Final_Sigma: a cased letter before, none after.
bool isFinalSigma(const std::vector<CodePoint>& text, std::size_t at) {
    std::size_t before = at;
    while (before > 0 && isCaseIgnorable(text[before - 1])) --before;
    if (before == 0 || !isCased(text[before - 1])) return false;
    std::size_t after = at + 1;
    while (after < text.size() && isCaseIgnorable(text[after])) ++after;
    return after == text.size() || !isCased(text[after]);
}

}  // namespace

CodePoint nextCharacter(std::string_view text, std::size_t& place) {
    const auto first = static_cast<unsigned char>(text[place]);
    if (first < 0x80) {
        ++place;
        return first;
    }
    CodePoint c = -1;
    const auto length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + place,
                         static_cast<utf8proc_ssize_t>(text.size() - place), &c);
    place += length > 0 ? static_cast<std::size_t>(length) : 1;
    return length > 0 ? c : -1;
}

void appendUtf8(CodePoint c, std::string& out) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(c, bytes.data());
    out.append(bytes.begin(), bytes.begin() + size);
}

void repairUtf8(std::string& text) {
    if (isAscii(text)) return;
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t place = 0; place < text.size();) {
        const CodePoint c = nextCharacter(text, place);
        appendUtf8(c < 0 ? 0xFFFD : c, repaired);
    }
    text = std::move(repaired);
}

bool isPunctuation(CodePoint c) {
    if (c < 128)
        return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) ||
               (c >= 123 && c <= 126);
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

bool isWhiteSpace(CodePoint c) {
    if (c < 128) return c == ' ' || (c >= 9 && c <= 13);
    const auto category = utf8proc_category(c);
    return c == 0x85 || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

bool isLetter(CodePoint c) {
    if (c < 128) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool isNumber(CodePoint c) {
    if (c < 128) return c >= '0' && c <= '9';
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool isMark(CodePoint c) {
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool isWordCharacter(CodePoint c) {
    if (isLetter(c) || isMark(c)) return true;
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL ||
           category == UTF8PROC_CATEGORY_PC;
}

void lowerCase(std::string& text, bool final_sigma) {
    if (isAscii(text)) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return;
    }
    std::vector<CodePoint> characters;
    characters.reserve(text.size());
    for (std::size_t place = 0; place < text.size();)
        characters.push_back(nextCharacter(text, place));
    text.clear();
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const CodePoint c = characters[i];
        if (c == 0x130) {  // the one letter whose lower case is two characters
            text += "i\u0307";
        } else if (c == 0x3A3 && final_sigma && isFinalSigma(characters, i)) {
            text += "\u03C2";
        } else {
            appendUtf8(utf8proc_tolower(c), text);
        }
    }
}

void normalForm(std::string& text, NormalForm form) {
    if (isAscii(text)) return;
    const bool composed = form == NormalForm::kNfc || form == NormalForm::kNfkc;
    const bool compatible = form == NormalForm::kNfkc || form == NormalForm::kNfkd;
    const auto options = static_cast<utf8proc_option_t>(
        UTF8PROC_STABLE | (composed ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE) |
        (compatible ? UTF8PROC_COMPAT : 0));
    utf8proc_uint8_t* bytes = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &bytes, options);
    if (size < 0) throw std::bad_alloc();  // the only way to fail, for text that is UTF-8
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(bytes, &std::free);
    text.assign(bytes, bytes + size);
}

}  // namespace alphascope
