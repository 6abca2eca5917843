// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tokenizer.h"

#include "data/tokenizer_json.h"
#include "data/wordpiece.h"
#include "study/bounded_file.h"
#include "study/bounded_json.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace alphascope {
namespace {

using Part = EncodingLayout::Part;

constexpr FileKind kTokenizer{"the tokenizer", 64U << 20U, "Name a tokenizer.json or a vocabulary",
                              "Use a smaller one"};

constexpr Part textA() {
    return {.kind = Part::Kind::kTextA};
}

constexpr Part textB(std::int32_t type_id) {
    return {.kind = Part::Kind::kTextB, .type_id = type_id};
}

constexpr Part token(std::int32_t id, std::int32_t type_id) {
    return {.id = id, .type_id = type_id};
}

/// The file to read: `path` itself, or the first known name in a folder.
std::filesystem::path tokenizerFile(const std::filesystem::path& path) {
    static constexpr std::array kNames{"tokenizer.json", "vocab.txt", "vocab.tsv", "vocab.json"};
    if (!std::filesystem::is_directory(path)) return path;
    for (const auto* name : kNames)
        if (std::filesystem::exists(path / name)) return path / name;
    throw Error::at(path.string(), 0, "the folder holds no tokenizer",
                    "Put a tokenizer.json, vocab.txt, vocab.tsv or vocab.json into it.");
}

/// vocab.txt does not say whether its words keep their case; the file that transformers writes
/// beside it does.
void requireUncased(const std::filesystem::path& vocabulary) {
    const auto file = vocabulary.parent_path() / "tokenizer_config.json";
    if (!std::filesystem::exists(file)) return;
    const char* remedy = "Take the model's own, or delete it where the vocabulary is uncased.";
    const auto config = parseBoundedJson(readBoundedFile(file, kTokenizer), file.string(), remedy);
    if (!config.is_object()) throw Error::at(file.string(), 0, "this is not a JSON object", remedy);
    for (const char* key : {"do_lower_case", "strip_accents"})
        if (const auto found = config.find(key); found != config.end() && *found == false)
            throw Error::at(
                file.string(), 0,
                std::string(key) +
                    " is false, but a vocab.txt alone is read as BERT's "
                    "uncased vocabulary",
                "Put the model's tokenizer.json beside it (transformers writes one with "
                "its fast tokenizers).");
}

}  // namespace

EncodingLayout EncodingLayout::plain() {
    return {.single = {textA()}, .pair = {textA(), textB(1)}};
}

EncodingLayout EncodingLayout::bert(std::int32_t cls, std::int32_t sep) {
    return {.single = {token(cls, 0), textA(), token(sep, 0)},
            .pair = {token(cls, 0), textA(), token(sep, 0), textB(1), token(sep, 1)}};
}

EncodingLayout EncodingLayout::roberta(std::int32_t cls, std::int32_t sep) {
    return {
        .single = {token(cls, 0), textA(), token(sep, 0)},
        .pair = {token(cls, 0), textA(), token(sep, 0), token(sep, 0), textB(0), token(sep, 0)}};
}

Encoding Tokenizer::encode(std::string_view text_a, std::optional<std::string_view> text_b,
                           int max_length) const {
    const auto& parts = text_b ? traits_.layout.pair : traits_.layout.single;
    const auto specials = std::count_if(parts.begin(), parts.end(), [](const Part& part) {
        return part.kind == Part::Kind::kToken;
    });
    const auto shortest = static_cast<int>(specials) + (text_b ? 2 : 1);
    if (max_length != 0 && max_length < shortest)
        throw Error("A maximum length of " + std::to_string(max_length) +
                    " tokens leaves no room for text. Set it to at least " +
                    std::to_string(shortest) + ", or to 0 for no limit.");
    std::vector<std::int32_t> a, b;
    appendIds(text_a, a);
    if (text_b) appendIds(*text_b, b);
    if (max_length != 0) {
        const auto room = static_cast<std::size_t>(max_length - specials);
        while (a.size() + b.size() > room) (a.size() > b.size() ? a : b).pop_back();
    }

    Encoding result;
    result.ids.reserve(a.size() + b.size() + static_cast<std::size_t>(specials));
    for (const Part& part : parts) {
        if (part.kind == Part::Kind::kToken) {
            result.ids.push_back(part.id);
        } else {
            const auto& text = part.kind == Part::Kind::kTextA ? a : b;
            result.ids.insert(result.ids.end(), text.begin(), text.end());
        }
        result.type_ids.resize(result.ids.size(), part.type_id);
    }
    return result;
}

std::vector<std::string> Tokenizer::tokenize(std::string_view text) const {
    std::vector<std::int32_t> ids;
    appendIds(text, ids);
    std::vector<std::string> pieces;
    std::transform(ids.begin(), ids.end(), std::back_inserter(pieces), [this](std::int32_t id) {
        return traits_.tokens[static_cast<std::size_t>(id)];
    });
    return pieces;
}

std::unique_ptr<Tokenizer> openTokenizer(const std::filesystem::path& path) {
    const auto file = tokenizerFile(path);
    if (file.extension() == ".tsv")
        return tokenizerFromPieceTable(readBoundedFile(file, kTokenizer), file.string());
    if (file.extension() != ".json") {
        requireUncased(file);
        return std::make_unique<WordPiece>(WordPiece::fromFile(file));
    }
    const std::string bytes = readBoundedFile(file, kTokenizer);
    const bool is_list = bytes.find_first_not_of(" \t\r\n") == bytes.find('[');
    return is_list ? tokenizerFromPiecePairs(bytes, file.string())
                   : tokenizerFromJson(bytes, file.string());
}

}  // namespace alphascope
