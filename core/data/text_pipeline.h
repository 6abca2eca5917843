// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/json_field.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace alphascope {

/// Rewrites a text before it is cut. Safe to share between threads; so are the others below.
using Normalizer = std::function<void(std::string&)>;

/// A stretch of text on its way to the model.
struct TextPart {
    std::string_view text;
    bool at_start = false;  ///< begins where the whole text does
};
using PartSink = std::function<void(const TextPart&)>;
/// Cuts a part into words, which the sink takes in order.
using PreTokenizer = std::function<void(const TextPart&, const PartSink&)>;

/// Field `normalizer` of a tokenizer.json: BertNormalizer, NFC, NFD, NFKC, NFKD, Lowercase,
/// StripAccents, Strip, Replace (a text, or the expression " {2,}"), Prepend, Precompiled,
/// Sequence. Null: the text stays. Throws Error for anything else.
Normalizer readNormalizer(const std::optional<JsonField>& field);

/// Field `pre_tokenizer`: BertPreTokenizer, Whitespace, WhitespaceSplit, ByteLevel, Metaspace,
/// Punctuation (isolated), Split (on GPT-2's expression), Sequence. Null: one word. Throws Error
/// for anything else. ByteLevel leaves the bytes as they are: BpeModel looks them up one by one.
PreTokenizer readPreTokenizer(const std::optional<JsonField>& field);
/// Whether the pipeline ends with ByteLevel.
bool isByteLevel(const std::optional<JsonField>& pre_tokenizer);

/// The end of the word of GPT-2 that begins at `begin`. Source: openai/gpt-2, encoder.py, pattern
/// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+, where \s is
/// Unicode's White_Space.
std::size_t gpt2WordEnd(std::string_view text, std::size_t begin);
inline constexpr std::string_view kGpt2Pattern =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

}  // namespace alphascope
