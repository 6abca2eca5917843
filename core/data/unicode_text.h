// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// Characters and their Unicode properties (utf8proc), as tokenizers need them.
using CodePoint = utf8proc_int32_t;

inline bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

/// Whether a byte of UTF-8 is not the first of its character.
inline bool continuesCharacter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The character at `place`, which moves behind it. -1 for a byte that is not UTF-8, one by one.
CodePoint nextCharacter(std::string_view text, std::size_t& place);
void appendUtf8(CodePoint c, std::string& out);
/// Replaces every byte that is not UTF-8 by U+FFFD.
void repairUtf8(std::string& text);

/// ASCII's symbols ($ and + among them) and Unicode's categories P, as BERT has it.
bool isPunctuation(CodePoint c);
/// Unicode's property White_Space.
bool isWhiteSpace(CodePoint c);
/// Categories L, N and M.
bool isLetter(CodePoint c);
bool isNumber(CodePoint c);
bool isMark(CodePoint c);
/// What \w matches: letters, marks, decimal digits and connectors such as _.
bool isWordCharacter(CodePoint c);

/// Lower case, character by character ("İ" becomes two). With `final_sigma`, a sigma that ends a
/// word becomes "ς", as Python's str.lower() has it; Hugging Face's Lowercase leaves that out.
void lowerCase(std::string& text, bool final_sigma);

enum class NormalForm { kNfc, kNfd, kNfkc, kNfkd };
/// Unicode's normal form. `text` must be UTF-8.
void normalForm(std::string& text, NormalForm form);

/// Keeps the characters for which `keep` holds.
template <typename Predicate>
void keepCharacters(std::string& text, const Predicate& keep) {
    std::size_t end = 0;
    for (std::size_t place = 0; place < text.size();) {
        const std::size_t begin = place;
        if (!keep(nextCharacter(text, place))) continue;
        std::copy(text.begin() + static_cast<std::ptrdiff_t>(begin),
                  text.begin() + static_cast<std::ptrdiff_t>(place),
                  text.begin() + static_cast<std::ptrdiff_t>(end));
        end += place - begin;
    }
    text.resize(end);
}

}  // namespace alphascope
