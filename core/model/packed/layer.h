// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/packed/arena.h"
#include "model/packed/attention.h"
#include "model/packed/uses.h"

#include <functional>

namespace alphascope::packed {

/// y = W x of a dense map in a flat vector, without its bias. x [rows, in], out [rows, out].
void applyDense(const float* flat, const DensePlace& place, const float* x, std::int64_t rows,
                float* out);
/// dL/dx [rows, in] from dL/dy [rows, out]: out = y W + beta · out.
void backwardDense(const float* values, const DensePlace& place, const float* gradient,
                   std::int64_t rows, float beta, float* out);
/// Tangent of W x + b where x changes by `change` (null: not) and the parameters along `direction`.
struct DenseTangent {
    const float* values;
    const float* direction;
    const float* x;
    const float* change;
    std::int64_t rows;
};
void tangentOfDense(const DenseTangent& at, const DensePlace& place, float* out);

/// One transformer layer of BERT over texts that lie end to end (Devlin et al., 2019: attention,
/// residual and norm, GELU feed-forward, residual and norm), with its tangent and its gradient from
/// what the forward kept. N tokens in, M rows out: all, or the first token of each text, because a
/// classifier sees nothing else of the last layer.
class Layer {
public:
    struct Sizes {
        std::int64_t hidden, heads, feed_forward;
        float epsilon;
    };
    struct Masks {
        Mask probabilities, attention, output;
    };
    Layer(const Sizes& sizes, const LayerPlace& place, RowStarts token_starts,
          RowStarts text_starts, bool first_tokens_only);

    /// Floats that a forward keeps, and bytes of its three masks.
    struct MaskCounts {
        std::int64_t probabilities, rows;
    };
    [[nodiscard]] MaskCounts maskCounts() const {
        return {.probabilities = attention_.probabilityCount(), .rows = rows() * sizes_.hidden};
    }
    [[nodiscard]] std::int64_t rows() const { return attention_.queryRows(); }

    /// `input` [N, H] must live as long as what is asked later. Returns the output [M, H], kept in
    /// `arena`.
    const float* forward(const float* values, const float* input, const Masks& masks, Arena& arena);
    /// Tangent [M, H] where the input changes by `change` [N, H]; lies in `scratch`.
    float* tangent(const float* values, const float* direction, const float* change,
                   Arena& scratch) const;
    /// dL/d(input) [N, H] from dL/d(output) [M, H]; hands every use of a parameter to `use`, whose
    /// pointers live as long as `scratch`.
    float* backward(const float* values, const float* gradient, Arena& scratch,
                    const std::function<void(const Use&)>& use) const;

private:
    /// The rows that queries, residual and everything behind them are taken from: [N, H] -> [M, H].
    const float* firstTokens(const float* rows, Arena& arena) const;
    [[nodiscard]] RowStarts outputStarts() const {
        return first_only_ ? text_starts_ : token_starts_;
    }
    [[nodiscard]] Attention::Kept keptAttention() const {
        return {.q = query_,
                .kv = key_value_,
                .probabilities = probabilities_,
                .mask = masks_.probabilities};
    }

    Sizes sizes_;
    LayerPlace place_;
    RowStarts token_starts_, text_starts_;
    bool first_only_;
    Attention attention_;
    Masks masks_;
    const float* input_ = nullptr;     // [N, H]
    const float* residual_ = nullptr;  // [M, H]
    float *query_ = nullptr, *key_value_ = nullptr, *probabilities_ = nullptr, *context_ = nullptr,
          *middle_ = nullptr, *inner_ = nullptr, *slope_ = nullptr, *output_ = nullptr;
    Normed middle_norm_{}, output_norm_{};
};

}  // namespace alphascope::packed
