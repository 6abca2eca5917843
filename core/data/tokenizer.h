// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alphascope {

/// A text or a pair as token and segment ids. Both vectors have the same length; they are empty
/// only for an empty text under a tokenizer without special tokens.
struct Encoding {
    std::vector<std::int32_t> ids;
    std::vector<std::int32_t> type_ids;
};

/// Where the texts stand among the special tokens, with the segment id of each part.
struct EncodingLayout {
    struct Part {
        enum class Kind { kTextA, kTextB, kToken } kind = Kind::kToken;
        std::int32_t id = 0;  ///< of a special token
        std::int32_t type_id = 0;
    };
    std::vector<Part> single;
    std::vector<Part> pair;

    /// No special tokens: a, and b after it as a second segment.
    static EncodingLayout plain();
    /// [CLS] a [SEP], and b [SEP] as a second segment.
    static EncodingLayout bert(std::int32_t cls, std::int32_t sep);
    /// <s> a </s>, and </s> b </s> after it; one segment (RoBERTa).
    static EncodingLayout roberta(std::int32_t cls, std::int32_t sep);
};

/// Text to token ids. Immutable after construction; safe to share between threads.
class Tokenizer {
public:
    /// What all kinds have.
    struct Traits {
        std::vector<std::string> tokens;
        std::int32_t pad_id = 0;
        std::string hash;
        EncodingLayout layout;
    };

    virtual ~Tokenizer() = default;

    /// Encodes a text or a pair with its special tokens. `max_length` 0: not truncated; otherwise
    /// the longer of the two is cut token by token (the second where they are equal) until all
    /// fits. A max_length without room for one token a text throws Error.
    [[nodiscard]] Encoding encode(std::string_view text_a, std::optional<std::string_view> text_b,
                                  int max_length) const;
    /// The tokens of one text, without those that a layout adds.
    [[nodiscard]] std::vector<std::string> tokenize(std::string_view text) const;

    /// Rows that an embedding needs: one more than the largest id.
    [[nodiscard]] int size() const { return static_cast<int>(traits_.tokens.size()); }
    /// The token of each id, as the vocabulary spells it ("##ing", "Ġthe", "▁the").
    [[nodiscard]] const std::vector<std::string>& tokens() const { return traits_.tokens; }
    /// What batches are filled up with; 0 where the vocabulary has no token for it.
    [[nodiscard]] int padId() const { return traits_.pad_id; }
    /// SHA-256 of all that decides the ids: part of every cache key.
    [[nodiscard]] const std::string& hash() const { return traits_.hash; }

protected:
    explicit Tokenizer(Traits traits) : traits_(std::move(traits)) {}
    Tokenizer(const Tokenizer&) = default;
    Tokenizer(Tokenizer&&) = default;
    Tokenizer& operator=(const Tokenizer&) = default;
    Tokenizer& operator=(Tokenizer&&) = default;

private:
    /// Appends the ids of one text. Bytes that are not UTF-8 never throw.
    virtual void appendIds(std::string_view text, std::vector<std::int32_t>& out) const = 0;

    Traits traits_;
};

/// Reads a tokenizer by what the file is: BERT's vocab.txt, a tokenizer.json (tokenizer_json.h says
/// what it may hold), or a SentencePiece table of pieces and scores (vocab.tsv, or vocab.json with
/// pairs). In a folder, the first of these four names that exists. A vocab.txt is read as uncased,
/// and refused where the tokenizer_config.json beside it says otherwise. Throws Error naming the
/// file.
std::unique_ptr<Tokenizer> openTokenizer(const std::filesystem::path& path);

}  // namespace alphascope
