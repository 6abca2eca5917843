// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace alphascope {

/// [CLS] a [SEP] (b [SEP]) as token and segment ids. Both vectors have the same length.
struct Encoding {
    std::vector<std::int32_t> ids;
    std::vector<std::int32_t> type_ids;
};

/// BERT's uncased WordPiece: clean-up, CJK spacing, accent stripping, lower-casing, punctuation
/// splitting, greedy longest match (words over 100 characters become [UNK]).
/// Source: google-research/bert tokenization.py. Immutable after construction; safe to share.
class WordPiece {
public:
    /// Reads vocab.txt, one token a line. Throws Error when a special token is missing or doubled.
    static WordPiece fromFile(const std::filesystem::path& vocab);
    static WordPiece fromTokens(std::vector<std::string> tokens, const std::string& origin);
    /// Trains a vocabulary of at most `size` tokens on the texts: specials, every character seen,
    /// then the most frequent pairs joined (wordpiece_trainer.cpp says why). Deterministic.
    static WordPiece train(const std::vector<std::string>& texts, int size);

    /// Encodes a text or a pair. `max_length` 0: not truncated; otherwise the longer of the two is
    /// cut token by token (longest first) until all fits. max_length below 3 (5 for pairs) throws.
    [[nodiscard]] Encoding encode(std::string_view text_a, std::optional<std::string_view> text_b,
                                  int max_length) const;
    /// The word pieces of one text, without specials.
    [[nodiscard]] std::vector<std::string> tokenize(std::string_view text) const;

    [[nodiscard]] int size() const { return static_cast<int>(tokens_.size()); }
    [[nodiscard]] const std::vector<std::string>& tokens() const { return tokens_; }
    [[nodiscard]] int padId() const { return pad_id_; }
    /// SHA-256 of the token list: part of every cache key.
    [[nodiscard]] const std::string& hash() const { return hash_; }
    /// Writes vocab.txt.
    void save(const std::filesystem::path& file) const;

private:
    WordPiece() = default;
    void appendPieces(const std::string& word, std::vector<std::int32_t>& out) const;

    std::vector<std::string> tokens_;
    std::unordered_map<std::string, std::int32_t> index_;
    std::int32_t pad_id_ = 0, unk_id_ = 0, cls_id_ = 0, sep_id_ = 0;
    std::string hash_;
};

/// Clean-up, CJK spacing, lower-casing, accent stripping and punctuation splitting: the words that
/// WordPiece then cuts. Invalid UTF-8 bytes become U+FFFD and are dropped, as BERT does.
std::vector<std::string> basicTokenize(std::string_view text);

}  // namespace alphascope
