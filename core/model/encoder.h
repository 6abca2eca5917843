// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/batches.h"
#include "model/dropout.h"
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
};
/// Padded at the right to the longest text.
TokenBatch toTensors(const PackedTokens& packed);

struct EncoderConfig {
    int vocab = 0;
    int max_length = 128;
    int layers = 2;
    int hidden = 128;
    int heads = 2;
    int feed_forward = 512;
    double dropout = 0.1;

    bool operator==(const EncoderConfig&) const = default;
};
/// The preset a spec names, with its own layer count where given. Throws Error on unknown presets.
EncoderConfig encoderConfig(const TrainSpec& train, int vocab, int max_length);

/// What every encoder gives. Hidden size H.
struct EncoderOutput {
    std::vector<torch::Tensor> layers;  ///< embeddings, then each layer's output: [B, L, H]
    torch::Tensor pooled;               ///< [B, H]
};

/// A student's or teacher's body. Stateless: parameters come with each call, so that the same code
/// serves leaves, duals (forward-mode tangents) and virtual steps.
class Encoder {
public:
    virtual ~Encoder() = default;
    [[nodiscard]] virtual std::vector<ParameterShape> shapes() const = 0;
    /// `parameters` in the order of shapes(). `dropout` null: evaluation, nothing is dropped.
    [[nodiscard]] virtual EncoderOutput forward(std::span<const torch::Tensor> parameters,
                                                const TokenBatch& batch,
                                                DropoutStream* dropout) const = 0;
    [[nodiscard]] virtual int hidden() const = 0;
};

/// BERT (Devlin et al., 2019): post-layer-norm, GELU, fused query-key-value, [CLS] pooler with
/// tanh.
std::unique_ptr<Encoder> makeTransformer(const EncoderConfig& config);

}  // namespace alphascope
