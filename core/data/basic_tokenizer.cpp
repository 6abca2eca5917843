// SPDX-License-Identifier: GPL-3.0-or-later
// The first half of BERT's uncased tokenizer: google-research/bert, tokenization.py,
// class BasicTokenizer. Order: clean-up, CJK spacing, lower-casing, accents, punctuation.
// Where the original and Hugging Face's tokenizer.json of bert-base-uncased differ (characters for
// private use, which the latter drops as controls), the latter is followed.
#include "data/wordpiece.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>

namespace alphascope {
namespace {

using CodePoint = utf8proc_int32_t;

bool isAsciiPunctuation(CodePoint c) {
    return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) ||
           (c >= 123 && c <= 126);
}

bool isPunctuation(CodePoint c) {
    if (c < 128) return isAsciiPunctuation(c);
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

bool isWhitespace(CodePoint c) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return true;
    if (c < 128) return false;
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
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

/// Unicode's Final_Sigma, as Python's str.lower() has it: a cased letter before, none after.
bool isFinalSigma(const std::vector<CodePoint>& text, std::size_t at) {
    std::size_t before = at;
    while (before > 0 && isCaseIgnorable(text[before - 1])) --before;
    if (before == 0 || !isCased(text[before - 1])) return false;
    std::size_t after = at + 1;
    while (after < text.size() && isCaseIgnorable(text[after])) ++after;
    return after == text.size() || !isCased(text[after]);
}

void appendUtf8(CodePoint c, std::string& out) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(c, bytes.data());
    out.append(bytes.begin(), bytes.begin() + size);
}

/// Code points after clean-up and CJK spacing. Invalid bytes are dropped one by one.
std::vector<CodePoint> cleanText(std::string_view text) {
    std::vector<CodePoint> clean;
    clean.reserve(text.size());
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    for (utf8proc_ssize_t place = 0; place < size;) {
        CodePoint c = -1;
        const auto length = utf8proc_iterate(bytes + place, size - place, &c);
        place += length > 0 ? length : 1;
        if (length <= 0 || c == 0 || c == 0xFFFD) continue;
        if (isWhitespace(c)) {
            clean.push_back(' ');
        } else if (isCjk(c)) {
            clean.insert(clean.end(), {' ', c, ' '});
        } else if (!isControl(c)) {
            clean.push_back(c);
        }
    }
    return clean;
}

/// Lower case, then canonical decomposition (which also orders the marks).
std::vector<CodePoint> lowerAndDecompose(const std::vector<CodePoint>& text) {
    std::string lower;
    lower.reserve(text.size() * 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool final_sigma = text[i] == 0x3A3 && isFinalSigma(text, i);
        appendUtf8(final_sigma ? 0x3C2 : utf8proc_tolower(text[i]), lower);
    }
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(lower.data());
    const auto size = static_cast<utf8proc_ssize_t>(lower.size());
    std::vector<CodePoint> decomposed(lower.size() + 1);
    auto length =
        utf8proc_decompose(bytes, size, decomposed.data(),
                           static_cast<utf8proc_ssize_t>(decomposed.size()), UTF8PROC_DECOMPOSE);
    if (length > static_cast<utf8proc_ssize_t>(decomposed.size())) {
        decomposed.resize(static_cast<std::size_t>(length));
        length = utf8proc_decompose(bytes, size, decomposed.data(), length, UTF8PROC_DECOMPOSE);
    }
    decomposed.resize(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 0)));
    return decomposed;
}

/// Collects the characters of words and hands out the finished ones.
class WordList {
public:
    void append(CodePoint c) { appendUtf8(c, word_); }
    void append(char c) { word_ += c; }
    void finish() {
        if (!word_.empty()) words_.push_back(std::exchange(word_, {}));
    }
    std::vector<std::string> take() {
        finish();
        return std::move(words_);
    }

private:
    std::vector<std::string> words_;
    std::string word_;
};

/// The same rules where every character is ASCII: most texts, and ten times as fast.
std::vector<std::string> tokenizeAscii(std::string_view text) {
    WordList words;
    for (const char c : text) {
        if (isWhitespace(c)) {
            words.finish();
        } else if (isAsciiPunctuation(c)) {
            words.finish();
            words.append(c);
            words.finish();
        } else if (c >= 'A' && c <= 'Z') {
            words.append(static_cast<char>(c - 'A' + 'a'));
        } else if (c > 32 && c < 127) {
            words.append(c);
        }
    }
    return words.take();
}

}  // namespace

std::vector<std::string> basicTokenize(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; }))
        return tokenizeAscii(text);
    WordList words;
    for (const CodePoint c : lowerAndDecompose(cleanText(text))) {
        if (utf8proc_category(c) == UTF8PROC_CATEGORY_MN) continue;
        if (isWhitespace(c)) {
            words.finish();
        } else if (isPunctuation(c)) {
            words.finish();
            words.append(c);
            words.finish();
        } else {
            words.append(c);
        }
    }
    return words.take();
}

}  // namespace alphascope
