// SPDX-License-Identifier: GPL-3.0-or-later
// BERT's uncased tokenizer from a vocab.txt. As in Hugging Face's tokenizer of the same model, a
// word may have 100 characters, and the special tokens are recognised where a text spells them out.
#include "data/wordpiece.h"

#include "data/split_plan.h"
#include "study/bounded_file.h"
#include "study/durable_file.h"
#include "study/error.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace alphascope {
namespace {

constexpr std::array<std::string_view, 5> kSpecials{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
constexpr FileKind kVocabulary{"the vocabulary", 64U << 20U,
                               "Name a vocab.txt with one token a line", "Use a smaller one"};

}  // namespace

WordPiece WordPiece::fromFile(const std::filesystem::path& vocab) {
    std::istringstream in(readBoundedFile(vocab, kVocabulary));
    std::vector<std::string> tokens;
    for (std::string line; std::getline(in, line);) {
        if (line.ends_with('\r')) line.pop_back();
        tokens.push_back(std::move(line));
    }
    return fromTokens(std::move(tokens), vocab.string());
}

WordPiece WordPiece::fromTokens(std::vector<std::string> tokens, const std::string& origin) {
    TokenIndex index;
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
    Traits traits{.tokens = std::move(tokens),
                  .pad_id = require("[PAD]"),
                  .hash = sha256Hex(joined),
                  .layout = EncodingLayout::bert(require("[CLS]"), require("[SEP]"))};
    require("[UNK]");
    return {std::move(traits), std::move(index)};
}

WordPiece::WordPiece(Traits traits, TokenIndex index) : Tokenizer(std::move(traits)) {
    const std::int32_t unk_id = index.at("[UNK]");
    std::vector<AddedToken> specials;
    for (const auto token : kSpecials) {
        const auto found = index.find(token);
        specials.push_back(
            {.content = std::string(token), .id = found == index.end() ? unk_id : found->second});
    }
    specials_ = AddedTokens(specials);
    model_ = std::make_shared<const WordPieceModel>(std::move(index),
                                                    WordPieceModel::Options{.unk_id = unk_id});
}

void WordPiece::save(const std::filesystem::path& file) const {
    std::string lines;
    for (const auto& token : tokens()) lines += token + '\n';
    writeDurably(file, lines);
}

void WordPiece::appendIds(std::string_view text, std::vector<std::int32_t>& out) const {
    const auto plain = [&](std::string_view part, std::size_t) {
        std::string normal(part);
        bertNormalize(normal, {});
        splitBertWords(normal, [&](std::string_view word) { model_->append(word, out); });
    };
    specials_.split(text, plain, [&](std::int32_t id) { out.push_back(id); });
}

}  // namespace alphascope
