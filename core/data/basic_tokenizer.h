// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/unicode_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// What BERT does to a text before it cuts it into words; all of it for an uncased model.
struct BertNormalization {
    bool clean_text = true;        ///< drops controls, makes white space spaces
    bool space_ideographs = true;  ///< each becomes a word of its own
    bool strip_accents = true;     ///< decomposes, and drops the marks
    bool lower_case = true;
};

/// Bytes that are not UTF-8 are dropped.
void bertNormalize(std::string& text, const BertNormalization& options);

/// Calls `word(std::string_view)` for each word between white space; punctuation stands alone.
template <typename Word>
void splitBertWords(std::string_view text, const Word& word) {
    std::size_t begin = 0;
    const auto finish = [&](std::size_t end) {
        if (end > begin) word(text.substr(begin, end - begin));
    };
    for (std::size_t place = 0; place < text.size();) {
        const std::size_t here = place;
        const CodePoint c = nextCharacter(text, place);
        const bool punctuation = isPunctuation(c);
        if (!punctuation && !isWhiteSpace(c)) continue;
        finish(here);
        begin = here;
        if (punctuation) finish(place);
        begin = place;
    }
    finish(text.size());
}

/// The words of an uncased model, which WordPiece then cuts.
std::vector<std::string> basicTokenize(std::string_view text);

}  // namespace alphascope
