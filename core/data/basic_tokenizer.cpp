// SPDX-License-Identifier: GPL-3.0-or-later
// The first half of BERT's uncased tokenizer: google-research/bert, tokenization.py,
// class BasicTokenizer. Order: clean-up, CJK spacing, lower-casing, accents, punctuation.
// Where the original and Hugging Face's tokenizer.json of bert-base-uncased differ (characters for
// private use, which the latter drops as controls), the latter is followed.
#include "data/basic_tokenizer.h"

#include <array>
#include <utility>

namespace alphascope {
namespace {

/// Spaces as clean-up has them: a vertical tab and U+0085 are controls.
bool isCleanSpace(CodePoint c) {
    return isWhiteSpace(c) && c != 0x0B && c != 0x0C && c != 0x85;
}

bool isControl(CodePoint c) {
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
           category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CS;
}

bool isCjk(CodePoint c) {
    static constexpr std::array<std::pair<CodePoint, CodePoint>, 8> kRanges{{{0x4E00, 0x9FFF},
                                                                             {0x3400, 0x4DBF},
                                                                             {0x20000, 0x2A6DF},
                                                                             {0x2A700, 0x2B73F},
                                                                             {0x2B740, 0x2B81F},
                                                                             {0x2B820, 0x2CEAF},
                                                                             {0xF900, 0xFAFF},
                                                                             {0x2F800, 0x2FA1F}}};
    return std::any_of(kRanges.begin(), kRanges.end(),
                       [c](const auto& range) { return c >= range.first && c <= range.second; });
}

/// Clean-up and the spacing of ideographs.
void cleanAndSpace(std::string& text, const BertNormalization& options) {
    std::string result;
    result.reserve(text.size() + 8);
    for (std::size_t place = 0; place < text.size();) {
        const std::size_t begin = place;
        const CodePoint c = nextCharacter(text, place);
        if (c < 0) continue;
        if (options.clean_text && isCleanSpace(c)) {
            result += ' ';
        } else if (options.space_ideographs && isCjk(c)) {
            result += ' ';
            result.append(text, begin, place - begin);
            result += ' ';
        } else if (!options.clean_text || (c != 0 && c != 0xFFFD && !isControl(c))) {
            result.append(text, begin, place - begin);
        }
    }
    text = std::move(result);
}

/// The same where every character is ASCII: most texts, and many times as fast.
void normalizeAscii(std::string& text, const BertNormalization& options) {
    if (options.clean_text) {
        for (char& c : text)
            if (c == '\t' || c == '\n' || c == '\r') c = ' ';
        std::erase_if(text, [](char c) { return c < ' ' || c == 127; });
    }
    if (options.lower_case) lowerCase(text, true);
}

}  // namespace

void bertNormalize(std::string& text, const BertNormalization& options) {
    if (isAscii(text)) {
        normalizeAscii(text, options);
        return;
    }
    cleanAndSpace(text, options);
    if (options.lower_case) lowerCase(text, true);
    if (options.strip_accents) {
        normalForm(text, NormalForm::kNfd);
        keepCharacters(text,
                       [](CodePoint c) { return utf8proc_category(c) != UTF8PROC_CATEGORY_MN; });
    }
}

std::vector<std::string> basicTokenize(std::string_view text) {
    std::string normal(text);
    bertNormalize(normal, {});
    std::vector<std::string> words;
    splitBertWords(normal, [&](std::string_view word) { words.emplace_back(word); });
    return words;
}

}  // namespace alphascope
