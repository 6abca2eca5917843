// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of BERT's tokenizer: google-research/bert, tokenization.py, WordpieceTokenizer,
// and _truncate_seq_pair of run_classifier.py. As in Hugging Face's tokenizer of the same model, a
// word may have 100 characters, and the special tokens are recognised where a text spells them out.
#include "data/wordpiece.h"

#include "data/durable_file.h"
#include "data/split_plan.h"
#include "study/error.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace alphascope {
namespace {

constexpr std::size_t kLongestWord = 100;
constexpr std::array<std::string_view, 5> kSpecials{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};

bool continuesCharacter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Calls `plain(text)` and `special(token)` for the stretches of a text, in order.
template <typename Plain, typename Special>
void splitAtSpecials(std::string_view text, const Plain& plain, const Special& special) {
    std::size_t begin = 0;
    for (std::size_t open = text.find('['); open != std::string_view::npos;
         open = text.find('[', open)) {
        const auto found = std::find_if(kSpecials.begin(), kSpecials.end(), [&](auto token) {
            return text.substr(open).starts_with(token);
        });
        if (found == kSpecials.end()) {
            ++open;
            continue;
        }
        plain(text.substr(begin, open - begin));
        special(*found);
        open += found->size();
        begin = open;
    }
    plain(text.substr(begin));
}

}  // namespace

WordPiece WordPiece::fromFile(const std::filesystem::path& vocab) {
    std::ifstream in(vocab, std::ios::binary);
    if (!in)
        throw Error::at(vocab.string(), 0, "the vocabulary cannot be opened",
                        "Name a vocab.txt with one token a line.");
    std::vector<std::string> tokens;
    for (std::string line; std::getline(in, line);) {
        if (line.ends_with('\r')) line.pop_back();
        tokens.push_back(std::move(line));
    }
    return fromTokens(std::move(tokens), vocab.string());
}

WordPiece WordPiece::fromTokens(std::vector<std::string> tokens, const std::string& origin) {
    std::unordered_map<std::string, std::int32_t> index;
    std::string joined;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto id = static_cast<std::int32_t>(i);
        const auto [place, is_new] = index.try_emplace(tokens[i], id);
        const bool special =
            std::find(kSpecials.begin(), kSpecials.end(), tokens[i]) != kSpecials.end();
        if (!is_new && special)
            throw Error::at(origin, id + 1, "the special token " + tokens[i] + " occurs twice",
                            "Remove one of the two lines.");
        place->second = id;  // the later of two equal tokens counts, as in the original
        joined += tokens[i] + '\n';
    }
    const auto require = [&](const char* token) {
        const auto found = index.find(token);
        if (found == index.end())
            throw Error::at(origin, 0, std::string("the special token ") + token + " is missing",
                            "Use a BERT vocabulary, or let the program train one.");
        return found->second;
    };
    WordPiece result({.tokens = std::move(tokens),
                      .pad_id = require("[PAD]"),
                      .hash = sha256Hex(joined),
                      .layout = EncodingLayout::bert(require("[CLS]"), require("[SEP]"))});
    result.unk_id_ = require("[UNK]");
    result.index_ = std::move(index);
    return result;
}

void WordPiece::save(const std::filesystem::path& file) const {
    std::string lines;
    for (const auto& token : tokens()) lines += token + '\n';
    writeDurably(file, lines);
}

void WordPiece::appendPieces(const std::string& word, std::vector<std::int32_t>& out) const {
    // The usual word is one token.
    if (const auto whole = index_.find(word);
        whole != index_.end() && word.size() <= kLongestWord) {
        out.push_back(whole->second);
        return;
    }
    const auto characters = static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return !continuesCharacter(c); }));
    if (characters > kLongestWord) {
        out.push_back(unk_id_);
        return;
    }
    const std::size_t before = out.size();
    std::string piece;
    for (std::size_t start = 0; start < word.size();) {
        piece.assign(start == 0 ? "" : "##").append(word, start);
        std::size_t end = word.size();
        auto found = index_.find(piece);
        while (found == index_.end()) {
            do {
                --end;
                piece.pop_back();
            } while (end > start && continuesCharacter(word[end]));
            if (end == start) break;
            found = index_.find(piece);
        }
        if (end == start) {  // no piece fits: the whole word is unknown
            out.resize(before);
            out.push_back(unk_id_);
            return;
        }
        out.push_back(found->second);
        start = end;
    }
}

void WordPiece::appendIds(std::string_view text, std::vector<std::int32_t>& out) const {
    const auto plain = [&](std::string_view part) {
        for (const auto& word : basicTokenize(part)) appendPieces(word, out);
    };
    splitAtSpecials(text, plain, [&](std::string_view token) {
        const auto found = index_.find(std::string(token));
        out.push_back(found == index_.end() ? unk_id_ : found->second);
    });
}

}  // namespace alphascope
