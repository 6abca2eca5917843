// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/text_pipeline.h"
#include "data/unicode_text.h"

#include <array>

namespace alphascope {
namespace {

enum class Kind { kSpace, kLetter, kNumber, kOther };

Kind kindOf(CodePoint c) {
    if (isLetter(c)) return Kind::kLetter;
    if (isWhiteSpace(c)) return Kind::kSpace;
    return isNumber(c) ? Kind::kNumber : Kind::kOther;
}

/// The end of 's, 't, 're, 've, 'm, 'll or 'd at `begin`, or `begin`.
std::size_t contractionEnd(std::string_view text, std::size_t begin) {
    static constexpr std::array<std::string_view, 7> kEndings{"'s", "'t",  "'re", "'ve",
                                                              "'m", "'ll", "'d"};
    for (const auto ending : kEndings)
        if (text.substr(begin).starts_with(ending)) return begin + ending.size();
    return begin;
}

/// White space up to the next word, but for its last character, which belongs to that word (a
/// space) or stands alone.
std::size_t spaceEnd(std::string_view text, std::size_t begin) {
    std::size_t last = begin, end = begin;
    for (std::size_t place = begin; place < text.size();) {
        const std::size_t here = place;
        if (kindOf(nextCharacter(text, place)) != Kind::kSpace) return last > begin ? last : end;
        last = here;
        end = place;
    }
    return end;
}

}  // namespace

std::size_t gpt2WordEnd(std::string_view text, std::size_t begin) {
    if (text[begin] == '\'')
        if (const auto end = contractionEnd(text, begin); end > begin) return end;
    std::size_t place = begin;
    if (text[begin] == ' ' && begin + 1 < text.size()) ++place;
    std::size_t end = place;
    const Kind kind = kindOf(nextCharacter(text, end));
    if (kind == Kind::kSpace) return spaceEnd(text, begin);
    while (end < text.size()) {
        std::size_t next = end;
        if (kindOf(nextCharacter(text, next)) != kind) break;
        end = next;
    }
    return end;
}

}  // namespace alphascope
