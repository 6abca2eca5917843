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
#include <iterator>

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
    WordPiece result;
    std::string joined;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto id = static_cast<std::int32_t>(i);
        const auto [place, is_new] = result.index_.try_emplace(tokens[i], id);
        const bool special =
            std::find(kSpecials.begin(), kSpecials.end(), tokens[i]) != kSpecials.end();
        if (!is_new && special)
            throw Error::at(origin, id + 1, "the special token " + tokens[i] + " occurs twice",
                            "Remove one of the two lines.");
        place->second = id;  // the later of two equal tokens counts, as in the original
        joined += tokens[i] + '\n';
    }
    const auto require = [&](const char* token) {
        const auto found = result.index_.find(token);
        if (found == result.index_.end())
            throw Error::at(origin, 0, std::string("the special token ") + token + " is missing",
                            "Use a BERT vocabulary, or let the program train one.");
        return found->second;
    };
    result.pad_id_ = require("[PAD]");
    result.unk_id_ = require("[UNK]");
    result.cls_id_ = require("[CLS]");
    result.sep_id_ = require("[SEP]");
    result.tokens_ = std::move(tokens);
    result.hash_ = sha256Hex(joined);
    return result;
}

void WordPiece::save(const std::filesystem::path& file) const {
    std::string lines;
    for (const auto& token : tokens_) lines += token + '\n';
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

std::vector<std::string> WordPiece::tokenize(std::string_view text) const {
    const Encoding encoding = encode(text, std::nullopt, 0);
    std::vector<std::string> pieces;
    std::transform(encoding.ids.begin() + 1, encoding.ids.end() - 1, std::back_inserter(pieces),
                   [this](std::int32_t id) { return tokens_[static_cast<std::size_t>(id)]; });
    return pieces;
}

Encoding WordPiece::encode(std::string_view text_a, std::optional<std::string_view> text_b,
                           int max_length) const {
    const int specials = text_b ? 3 : 2;
    const int shortest = text_b ? 5 : 3;
    if (max_length != 0 && max_length < shortest)
        throw Error("A maximum length of " + std::to_string(max_length) +
                    " tokens leaves no room for text. Set it to at least " +
                    std::to_string(shortest) + ", or to 0 for no limit.");
    const auto pieces = [this](std::string_view text) {
        std::vector<std::int32_t> ids;
        const auto plain = [&](std::string_view part) {
            for (const auto& word : basicTokenize(part)) appendPieces(word, ids);
        };
        splitAtSpecials(text, plain, [&](std::string_view token) {
            const auto found = index_.find(std::string(token));
            ids.push_back(found == index_.end() ? unk_id_ : found->second);
        });
        return ids;
    };
    std::vector<std::int32_t> a = pieces(text_a);
    std::vector<std::int32_t> b = text_b ? pieces(*text_b) : std::vector<std::int32_t>{};
    if (max_length != 0) {
        const auto room = static_cast<std::size_t>(max_length - specials);
        while (a.size() + b.size() > room) (a.size() > b.size() ? a : b).pop_back();
    }

    Encoding result;
    result.ids.reserve(a.size() + b.size() + 3);
    result.ids.push_back(cls_id_);
    result.ids.insert(result.ids.end(), a.begin(), a.end());
    result.ids.push_back(sep_id_);
    result.type_ids.assign(result.ids.size(), 0);
    if (text_b) {
        result.ids.insert(result.ids.end(), b.begin(), b.end());
        result.ids.push_back(sep_id_);
        result.type_ids.resize(result.ids.size(), 1);
    }
    return result;
}

}  // namespace alphascope
