// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/byte_trie.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace alphascope {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
/// Ids by token, to be asked with any kind of string.
using TokenIndex = std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>>;

/// Cuts a word, as the pre-tokenizer leaves it, into tokens. Immutable; safe to share.
class TokenModel {
public:
    TokenModel() = default;
    TokenModel(const TokenModel&) = delete;
    TokenModel& operator=(const TokenModel&) = delete;
    virtual ~TokenModel() = default;
    virtual void append(std::string_view word, std::vector<std::int32_t>& out) const = 0;
};

/// Greedy longest match; a word that no pieces make up is unknown as a whole, and so is one of more
/// than `longest_word` characters. Source: google-research/bert, WordpieceTokenizer.
class WordPieceModel final : public TokenModel {
public:
    struct Options {
        std::int32_t unk_id = 0;
        std::string prefix = "##";  ///< of pieces that continue a word
        std::size_t longest_word = 100;
    };
    WordPieceModel(TokenIndex index, Options options);
    void append(std::string_view word, std::vector<std::int32_t>& out) const override;

private:
    TokenIndex index_;
    Options options_;
};

/// Byte-level byte-pair encoding: a word's bytes are its first symbols; of all neighbours that a
/// merge names, those of the lowest rank become one (the first of equals), until none is left.
/// Source: Sennrich et al. (2016); openai/gpt-2, encoder.py. n bytes take O(n log n).
class BpeModel final : public TokenModel {
public:
    /// A merge of two ids into a third. Its place in the list is its rank; of equal pairs the last
    /// one counts.
    struct Merge {
        std::int32_t left = 0, right = 0, joined = 0;
    };
    struct Options {
        std::int32_t unk_id = -1;  ///< for bytes without a token; -1 where every byte has one
        bool fuse_unk = false;     ///< one id for a run of them
    };
    /// `byte_ids`: the id of each byte's token, -1 for none.
    BpeModel(const std::array<std::int32_t, 256>& byte_ids, const std::vector<Merge>& merges,
             Options options);
    void append(std::string_view word, std::vector<std::int32_t>& out) const override;

private:
    struct Target {
        std::int32_t rank, joined;
    };
    class Merging;

    std::array<std::int32_t, 256> byte_ids_;
    std::unordered_map<std::uint64_t, Target> merges_;
    Options options_;
};

/// SentencePiece's unigram model: the pieces whose scores have the largest sum (Viterbi; of equal
/// sums the piece that starts first). A character that is no piece scores the least score - 10, and
/// neighbours of that kind become one unknown token, or their bytes' tokens each. Where two
/// sums are equal but for rounding, rounding decides: they are kept as floats and compared as
/// doubles, as in SentencePiece's unigram_model.cc, EncodeOptimized.
class UnigramModel final : public TokenModel {
public:
    struct Piece {
        std::string text;  ///< empty: never matched (controls, the unknown token, bytes)
        float score = 0;
    };
    /// `byte_ids`: tokens of single bytes, for models with byte fallback.
    UnigramModel(const std::vector<Piece>& pieces, std::int32_t unk_id,
                 const std::optional<std::array<std::int32_t, 256>>& byte_ids);
    void append(std::string_view word, std::vector<std::int32_t>& out) const override;

private:
    void appendUnknown(std::string_view bytes, std::vector<std::int32_t>& out) const;

    ByteTrie trie_;
    std::vector<float> scores_;
    float unknown_score_ = 0;
    std::int32_t unk_id_;
    std::optional<std::array<std::int32_t, 256>> byte_ids_;
};

}  // namespace alphascope
