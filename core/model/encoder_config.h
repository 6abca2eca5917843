// SPDX-License-Identifier: GPL-3.0-or-later
// What an encoder is, and its JSON in files of our own. Without torch, so that it can be tested on
// strangers' files without it.
#pragma once

#include "study/scheme.h"

#include <nlohmann/json_fwd.hpp>

namespace alphascope {

/// What follows the dense layer over a transformer's first token: BERT and RoBERTa tanh, DistilBERT
/// ReLU.
enum class Pooler { kTanh, kRelu };

/// Sizes and variants of an encoder. Fields that a kind does not name are unused in it.
struct EncoderConfig {
    EncoderKind kind = EncoderKind::kTransformer;
    int vocab = 0;
    int max_length = 128;
    int layers = 2;
    int hidden = 128;
    int heads = 2;
    int feed_forward = 512;
    double dropout = 0.1;
    int word_vector = 0;  ///< width of the word embedding; 0: as wide as `hidden`
    int kernel = 3;       ///< gated CNN: tokens that a filter sees, odd
    /// Segments 0 and 1 of a row are two texts, encoded apart; pooled is [u; v; |u - v|; u·v]. All
    /// kinds but the transformer, which reads a pair as one text.
    bool pairs = false;

    // Transformer only.
    int token_types = 2;      ///< rows of the segment table: BERT 2, RoBERTa 1, DistilBERT 0
    int position_offset = 0;  ///< place of the first token: RoBERTa 2
    Pooler pooler = Pooler::kTanh;
    double layer_norm_epsilon = 1e-12;

    bool operator==(const EncoderConfig&) const = default;
};

/// For files of our own. Fields that a file of an earlier version lacks get their defaults.
nlohmann::json toJson(const EncoderConfig& config);
/// Throws nlohmann's exceptions on missing or mistyped fields, Error on numbers that are not whole.
EncoderConfig encoderConfigFromJson(const nlohmann::json& json);

/// No model has more.
inline constexpr int kMostLayers = 1000;
/// Sizes of a file may be anything: none may take memory, or wrap around, before tensors are
/// compared. Throws Error on sizes that no model has.
void requireSane(const EncoderConfig& config);

}  // namespace alphascope
