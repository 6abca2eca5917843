// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/added_tokens.h"
#include "data/basic_tokenizer.h"
#include "data/token_model.h"
#include "data/tokenizer.h"

#include <memory>

namespace alphascope {

/// BERT's uncased WordPiece: clean-up, CJK spacing, accent stripping, lower-casing, punctuation
/// splitting, greedy longest match (words over 100 characters become [UNK]).
/// Source: google-research/bert tokenization.py. Immutable after construction; safe to share.
class WordPiece final : public Tokenizer {
public:
    /// Reads vocab.txt, one token a line. Throws Error when a special token is missing or doubled.
    static WordPiece fromFile(const std::filesystem::path& vocab);
    static WordPiece fromTokens(std::vector<std::string> tokens, const std::string& origin);
    /// Trains a vocabulary of at most `size` tokens on the texts: specials, every character seen,
    /// then the most frequent pairs joined (wordpiece_trainer.cpp says why). Deterministic.
    static WordPiece train(const std::vector<std::string>& texts, int size);

    /// Writes vocab.txt.
    void save(const std::filesystem::path& file) const;

private:
    WordPiece(Traits traits, TokenIndex index);
    void appendIds(std::string_view text, std::vector<std::int32_t>& out) const override;

    AddedTokens specials_;
    std::shared_ptr<const WordPieceModel> model_;  // shared by the copies of this value
};

}  // namespace alphascope
