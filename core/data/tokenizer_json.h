// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/added_tokens.h"
#include "data/json_field.h"
#include "data/text_pipeline.h"
#include "data/token_model.h"
#include "data/tokenizer.h"

#include <memory>
#include <string>
#include <vector>

namespace alphascope {

/// What most tokenizers are: added tokens are found, the rest is rewritten, cut into words and
/// looked up. Bytes that are not UTF-8 count as U+FFFD.
class PipelineTokenizer final : public Tokenizer {
public:
    struct Stages {
        AddedTokens added;  ///< found in the text as it comes
        Normalizer normalize;
        AddedTokens normalized_added;  ///< found in the rewritten text
        PreTokenizer cut;
        std::unique_ptr<const TokenModel> model;
    };
    PipelineTokenizer(Traits traits, Stages stages)
        : Tokenizer(std::move(traits)), stages_(std::move(stages)) {}

private:
    void appendIds(std::string_view text, std::vector<std::int32_t>& out) const override;

    Stages stages_;
};

/// The tokens of a model with their ids; ids without a token have an empty one.
struct Vocabulary {
    std::vector<std::string> tokens;
    TokenIndex index;

    /// The id of a token that must be there; otherwise refuses the field that names it.
    [[nodiscard]] std::int32_t require(const std::string& token, const JsonField& named_by) const;
    /// Adds a token under an id of its own; refuses ids that are taken or out of range (twice the
    /// number of tokens at most).
    void add(const std::string& token, std::int64_t id, std::size_t count, const JsonField& field);
};

/// Fields `model.vocab` and `model`: WordPiece, byte-level BPE, Unigram. Throws Error for other
/// models and settings.
Vocabulary readVocabulary(const JsonField& model);
std::unique_ptr<const TokenModel> readModel(const JsonField& model, const Vocabulary& vocabulary,
                                            bool byte_level);

/// Hugging Face's tokenizer.json: the models of readModel, the steps that text_pipeline.h lists;
/// post-processors BertProcessing, RobertaProcessing, TemplateProcessing and ByteLevel; added
/// tokens with all their settings. Lengths are the caller's, so of `truncation` and `padding` only
/// the direction (right), the strategy (longest first) and the padding token count. Decoders are
/// not read. Throws Error naming file, field and value for anything else.
std::unique_ptr<Tokenizer> tokenizerFromJson(const std::string& bytes, const std::string& file);

/// A SentencePiece unigram model as the Universal Sentence Encoder lite has it: a list of pieces
/// and scores, of which the first six are reserved and the first is the unknown one. Text: NFKC,
/// then "▁" in front and for each space. Lines of piece, tab, score.
std::unique_ptr<Tokenizer> tokenizerFromPieceTable(const std::string& bytes,
                                                   const std::string& file);
/// The same as JSON pairs [piece, score]; null counts as 0.
std::unique_ptr<Tokenizer> tokenizerFromPiecePairs(const std::string& bytes,
                                                   const std::string& file);

}  // namespace alphascope
