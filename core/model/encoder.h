// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/batches.h"
#include "model/dropout.h"
#include "model/encoder_config.h"
#include "model/flat_parameters.h"
#include "study/run_spec.h"

#include <memory>
#include <span>
#include <vector>

namespace alphascope {

/// A padded batch as tensors. B samples, L tokens.
struct TokenBatch {
    torch::Tensor ids;       ///< [B, L] int64
    torch::Tensor type_ids;  ///< [B, L] int64
    torch::Tensor mask;      ///< [B, L] bool, true for tokens

    [[nodiscard]] TokenBatch to(torch::Device device) const {
        return {.ids = ids.to(device), .type_ids = type_ids.to(device), .mask = mask.to(device)};
    }
};
/// Padded at the right to the longest text.
TokenBatch toTensors(const PackedTokens& packed);

/// The preset a spec names, with its own layer count where given; `pairs` for tasks of two texts.
/// Throws Error on unknown presets.
EncoderConfig encoderConfig(const TrainSpec& train, int vocab, int max_length, bool pairs = false);

/// What every encoder gives, at padding places without meaning. Hidden size H, pooled size P.
struct EncoderOutput {
    std::vector<torch::Tensor>
        layers;            ///< embeddings [B, L, E], then each layer's output [B, L, H]
    torch::Tensor tokens;  ///< [B, L, H], the last layer
    torch::Tensor pooled;  ///< [B, P]
    torch::Tensor mask;    ///< [B, L] bool, true for tokens
};

/// A student's or teacher's body. Stateless: parameters come with each call, so that the same code
/// serves leaves, duals (forward-mode tangents) and virtual steps. A row's outputs do not depend on
/// the width to which it is padded.
class Encoder {
public:
    virtual ~Encoder() = default;
    /// The word embedding is always named "embeddings.word_embeddings.weight".
    [[nodiscard]] virtual std::vector<ParameterShape> shapes() const = 0;
    /// `parameters` in the order of shapes(). `dropout` null: evaluation, nothing is dropped.
    [[nodiscard]] virtual EncoderOutput forward(std::span<const torch::Tensor> parameters,
                                                const TokenBatch& batch,
                                                DropoutStream* dropout) const = 0;
    [[nodiscard]] virtual int pooledSize() const = 0;
    /// Standard deviation from which a weight starts.
    [[nodiscard]] virtual double initialStd(const ParameterShape& shape) const = 0;
};

/// Any kind; takes no memory by the sizes. Throws Error on sizes that do not fit each other or that
/// no model has.
std::unique_ptr<Encoder> makeEncoder(const EncoderConfig& config);

/// BERT (Devlin et al., 2019): post-layer-norm, GELU, fused query-key-value, and a dense layer over
/// the first token as pooled vector, P = H.
std::unique_ptr<Encoder> makeTransformer(const EncoderConfig& config);
/// Tang et al. (2019): BiLSTM layers, last states of both directions (hidden / 2 each), a dense
/// ReLU layer, P = feed_forward.
std::unique_ptr<Encoder> makeBiLstm(const EncoderConfig& config);
/// Dauphin et al. (2017): residual gated convolutions, here looking both ways; maximum over the
/// tokens, P = H.
std::unique_ptr<Encoder> makeGatedCnn(const EncoderConfig& config);
/// Universal Sentence Encoder lite: two pre-layer-norm layers, mean over the tokens, P = H.
std::unique_ptr<Encoder> makeUseLite(const EncoderConfig& config);

}  // namespace alphascope
