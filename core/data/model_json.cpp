// SPDX-License-Identifier: GPL-3.0-or-later
// Field `model` of a tokenizer.json.
#include "data/tokenizer_json.h"
#include "data/unicode_text.h"

#include <array>
#include <cstdio>

namespace alphascope {
namespace {

constexpr std::int64_t kLongestWordPieceWord = 1000;  // its cost grows with the cube

/// The type, or what older files without one must be.
std::string typeOf(const JsonField& model) {
    if (const auto type = model.find("type")) return type->text();
    if (model.at("vocab").isArray()) return "Unigram";
    if (model.find("merges")) return "BPE";
    return model.find("continuing_subword_prefix") ? "WordPiece" : "(none)";
}

/// GPT-2's printable character for each byte: itself, or one from U+0100 on.
std::array<std::string, 256> byteSymbols() {
    std::array<std::string, 256> symbols;
    CodePoint next = 0x100;
    for (CodePoint byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte != 0xAD);
        appendUtf8(printable ? byte : next++, symbols[static_cast<std::size_t>(byte)]);
    }
    return symbols;
}

std::optional<std::int32_t> find(const Vocabulary& vocabulary, std::string_view token) {
    const auto found = vocabulary.index.find(token);
    if (found == vocabulary.index.end()) return std::nullopt;
    return found->second;
}

void requireEmpty(const JsonField& model, const char* name) {
    if (const auto field = model.find(name); field && !field->text().empty())
        field->refuse("the program knows byte-level BPE without it only", "Use another tokenizer.");
}

void requireFalse(const JsonField& model, const char* name) {
    if (model.flagOr(name, false))
        model.at(name).refuse("the program does not know this setting", "Use another tokenizer.");
}

std::unique_ptr<const TokenModel> readWordPiece(const JsonField& model,
                                                const Vocabulary& vocabulary) {
    model.allowOnly(
        {"type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab"});
    const auto unknown = model.at("unk_token");
    WordPieceModel::Options options{.unk_id = vocabulary.require(unknown.text(), unknown),
                                    .prefix = model.textOr("continuing_subword_prefix", "##")};
    if (const auto longest = model.find("max_input_chars_per_word"))
        options.longest_word = static_cast<std::size_t>(longest->integer(1, kLongestWordPieceWord));
    return std::make_unique<WordPieceModel>(vocabulary.index, std::move(options));
}

std::pair<std::string, std::string> readMerge(const JsonField& merge) {
    if (merge.isArray()) {
        merge.requireArray(2);
        return {merge.item(0).text(), merge.item(1).text()};
    }
    const std::string line = merge.text();
    const auto space = line.find(' ');
    if (space == 0 || space == std::string::npos || space + 1 == line.size() ||
        line.find(' ', space + 1) != std::string::npos)
        merge.refuse("a merge is two tokens with a space between", "Correct the file.");
    return {line.substr(0, space), line.substr(space + 1)};
}

std::unique_ptr<const TokenModel> readBpe(const JsonField& model, const Vocabulary& vocabulary,
                                          bool byte_level) {
    model.allowOnly({"type", "dropout", "unk_token", "continuing_subword_prefix",
                     "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges", "vocab",
                     "merges"});
    if (!byte_level)
        model.at("merges").refuse("BPE is known with a ByteLevel pre-tokenizer only",
                                  "Use another tokenizer.");
    requireEmpty(model, "continuing_subword_prefix");
    requireEmpty(model, "end_of_word_suffix");
    requireFalse(model, "byte_fallback");
    requireFalse(model, "ignore_merges");
    if (const auto dropout = model.find("dropout"); dropout && dropout->number() != 0)
        dropout->refuse("merges that are left out at random are not known here", "Set it to null.");

    BpeModel::Options options{.fuse_unk = model.flagOr("fuse_unk", false)};
    if (const auto unknown = model.find("unk_token"); unknown && !unknown->text().empty())
        options.unk_id = vocabulary.require(unknown->text(), *unknown);
    std::array<std::int32_t, 256> byte_ids{};
    const auto symbols = byteSymbols();
    for (std::size_t byte = 0; byte < 256; ++byte) {
        byte_ids[byte] = find(vocabulary, symbols[byte]).value_or(-1);
        if (byte_ids[byte] < 0 && options.unk_id < 0)
            model.at("vocab").refuse("the token " + symbols[byte] + " of byte " +
                                         std::to_string(byte) + " and an unk_token are missing",
                                     "Use a complete vocabulary.");
    }
    const auto list = model.at("merges");
    list.requireArray();
    std::vector<BpeModel::Merge> merges;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto field = list.item(i);
        const auto [left, right] = readMerge(field);
        merges.push_back({vocabulary.require(left, field), vocabulary.require(right, field),
                          vocabulary.require(left + right, field)});
    }
    return std::make_unique<BpeModel>(byte_ids, merges, options);
}

std::string byteToken(std::size_t byte) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "<0x%02X>", static_cast<unsigned>(byte));
    return text.data();
}

std::unique_ptr<const TokenModel> readUnigram(const JsonField& model,
                                              const Vocabulary& vocabulary) {
    model.allowOnly({"type", "unk_id", "vocab", "byte_fallback"});
    const auto most = static_cast<std::int64_t>(vocabulary.tokens.size()) - 1;
    const auto unk_id = static_cast<std::int32_t>(model.at("unk_id").integer(0, most));
    std::vector<UnigramModel::Piece> pieces;
    const auto list = model.at("vocab");
    for (std::size_t i = 0; i < list.size(); ++i)
        pieces.push_back({vocabulary.tokens[i], static_cast<float>(list.item(i).item(1).number())});
    pieces[static_cast<std::size_t>(unk_id)].text.clear();
    std::optional<std::array<std::int32_t, 256>> byte_ids;
    if (model.flagOr("byte_fallback", false)) {
        byte_ids.emplace();
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const auto id = find(vocabulary, byteToken(byte));
            if (!id)
                list.refuse(
                    "the token " + byteToken(byte) + ", which byte_fallback needs, is missing",
                    "Use a complete vocabulary.");
            (*byte_ids)[byte] = *id;
            pieces[static_cast<std::size_t>(*id)].text.clear();
        }
    }
    return std::make_unique<UnigramModel>(pieces, unk_id, byte_ids);
}

}  // namespace

std::int32_t Vocabulary::require(const std::string& token, const JsonField& named_by) const {
    const auto found = index.find(token);
    if (found == index.end())
        named_by.refuse("the vocabulary has no token \"" + token + "\"", "Correct the file.");
    return found->second;
}

void Vocabulary::add(const std::string& token, std::int64_t id, std::size_t count,
                     const JsonField& field) {
    if (id < 0 || id >= 2 * static_cast<std::int64_t>(count))
        field.refuse("the id of token \"" + token + "\" is out of range, for " +
                         std::to_string(count) + " tokens",
                     "Correct the file.");
    const auto place = static_cast<std::size_t>(id);
    if (place >= tokens.size()) tokens.resize(place + 1);
    const auto [known, is_new] = index.try_emplace(token, static_cast<std::int32_t>(id));
    if (!is_new && known->second == id) return;
    if (!is_new || !tokens[place].empty())
        field.refuse("token \"" + token + "\" or its id occurs twice", "Correct the file.");
    tokens[place] = token;
}

Vocabulary readVocabulary(const JsonField& model) {
    const auto vocab = model.at("vocab");
    Vocabulary vocabulary;
    if (vocab.isArray()) {
        for (std::size_t i = 0; i < vocab.size(); ++i) {
            vocab.item(i).requireArray(2);
            vocabulary.tokens.push_back(vocab.item(i).item(0).text());
            vocabulary.index[vocabulary.tokens.back()] = static_cast<std::int32_t>(i);
        }
    } else {
        vocab.requireObject();
        for (const auto& entry : vocab.value().items()) {
            const auto field = vocab.at(entry.key());
            vocabulary.add(entry.key(), field.integer(0, INT32_MAX), vocab.size(), field);
        }
    }
    if (vocab.size() == 0) vocab.refuse("the vocabulary is empty", "Correct the file.");
    return vocabulary;
}

std::unique_ptr<const TokenModel> readModel(const JsonField& model, const Vocabulary& vocabulary,
                                            bool byte_level) {
    const std::string type = typeOf(model);
    const bool listed = model.at("vocab").isArray();
    if (listed != (type == "Unigram") &&
        (type == "Unigram" || type == "BPE" || type == "WordPiece"))
        model.at("vocab").refuse("this is no vocabulary for " + type, "Correct the file.");
    if (type == "WordPiece") return readWordPiece(model, vocabulary);
    if (type == "BPE") return readBpe(model, vocabulary, byte_level);
    if (type == "Unigram") return readUnigram(model, vocabulary);
    (model.find("type") ? model.at("type") : model)
        .refuse("the program knows WordPiece, BPE and Unigram", "Use another tokenizer.");
}

}  // namespace alphascope
