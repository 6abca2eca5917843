// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/tokenizer_json.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <memory>
#include <string>

/// Small tokenizer.json documents, to be changed by a test and read.
namespace alphascope::testing {

using nlohmann::json;

inline std::unique_ptr<Tokenizer> fromJson(const json& document) {
    return tokenizerFromJson(document.dump(), "my.json");
}

inline json addedToken(int id, const std::string& content) {
    return {{"id", id},        {"content", content},  {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false}, {"special", true}};
}

/// BERT's steps over nine tokens.
inline json bertDocument() {
    const json vocab{{"[PAD]", 0},  {"[UNK]", 1}, {"[CLS]", 2}, {"[SEP]", 3}, {"un", 4},
                     {"##able", 5}, {"the", 6},   {"a", 7},     {"##a", 8}};
    return {{"version", "1.0"},
            {"truncation", nullptr},
            {"padding", nullptr},
            {"added_tokens", {addedToken(0, "[PAD]"), addedToken(3, "[SEP]")}},
            {"normalizer", {{"type", "BertNormalizer"}}},
            {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
            {"post_processor",
             {{"type", "BertProcessing"}, {"sep", {"[SEP]", 3}}, {"cls", {"[CLS]", 2}}}},
            {"decoder", nullptr},
            {"model",
             {{"type", "WordPiece"},
              {"unk_token", "[UNK]"},
              {"continuing_subword_prefix", "##"},
              {"max_input_chars_per_word", 100},
              {"vocab", vocab}}}};
}

/// RoBERTa's steps over four special tokens, the ASCII letters and a few merges. The vocabulary
/// lacks most bytes, which are then <unk>.
inline json robertaDocument() {
    json vocab{{"<s>", 0}, {"<pad>", 1}, {"</s>", 2}, {"<unk>", 3}};
    for (char c = 'a'; c <= 'z'; ++c) vocab[std::string(1, c)] = vocab.size();
    for (const char* token : {"\u0120", "\u0120a", "\u0120t", "\u0120th", "he", "\u0120the", "ab"})
        vocab[token] = vocab.size();
    return {{"added_tokens",
             {addedToken(0, "<s>"), addedToken(2, "</s>"),
              addedToken(static_cast<int>(vocab.size()), "<mask>")}},
            {"pre_tokenizer", {{"type", "ByteLevel"}, {"add_prefix_space", true}}},
            {"post_processor",
             {{"type", "RobertaProcessing"},
              {"sep", {"</s>", 2}},
              {"cls", {"<s>", 0}},
              {"trim_offsets", true},
              {"add_prefix_space", true}}},
            {"model",
             {{"type", "BPE"},
              {"unk_token", "<unk>"},
              {"vocab", vocab},
              {"merges", {"\u0120 t", "h e", "\u0120 a", "\u0120t he", "\u0120t h", "a b"}}}}};
}

/// A unigram model over six pieces.
inline json unigramDocument() {
    return json::parse(R"({"pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581"},
        "model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0.0], ["\u2581", -3.0],
            ["a", -2.0], ["b", -2.5], ["ab", -4.0], ["\u2581a", -2.25]]}})");
}

inline json readFixture(const std::string& name) {
    std::ifstream in(std::string(ALPHASCOPE_FIXTURES) + "/data/" + name);
    return json::parse(in);
}

}  // namespace alphascope::testing
