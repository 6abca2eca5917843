// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/packed/kernels.h"

#include <span>
#include <vector>

namespace alphascope::packed {

/// Multi-head attention over texts that lie end to end: no padding, each text attends to itself.
/// Query rows are all tokens of a text, or one a text (the last layer of a classifier needs the
/// first token's alone). Queries [M, H], keys and values side by side [N, 2H], contexts [M, H].
class Attention {
public:
    struct Sizes {
        std::int64_t hidden, heads;
    };
    /// `starts`: B + 1 places of the texts among N tokens.
    Attention(const Sizes& sizes, std::span<const std::int64_t> starts, bool first_tokens_only);

    [[nodiscard]] std::int64_t queryRows() const { return query_starts_.back(); }
    /// Floats that the probabilities of all texts and heads take.
    [[nodiscard]] std::int64_t probabilityCount() const { return probability_starts_.back(); }

    /// probabilities = softmax(q k' / sqrt(d)), then context = mask(probabilities) v.
    void forward(const float* q, const float* kv, const Mask& mask, float* probabilities,
                 float* context) const;

    struct Kept {
        const float* q;
        const float* kv;
        const float* probabilities;
        Mask mask;
    };
    /// Change of the context when q and kv change.
    void tangent(const Kept& kept, const float* q_change, const float* kv_change,
                 float* context_change) const;
    /// dL/dq and dL/d(kv) from dL/d(context); both are overwritten.
    void backward(const Kept& kept, const float* context_gradient, float* q_gradient,
                  float* kv_gradient) const;

private:
    /// One head of one text, and where its parts lie.
    struct Part {
        std::int64_t queries, tokens, q, kv, probabilities;
    };
    struct Again;
    template <typename Work>
    void overParts(const Work& work) const;
    template <typename Work>
    void overKept(const Kept& kept, const Work& work) const;
    /// out [queries, tokens] = q k' / sqrt(d) + beta · out.
    void scores(const Part& p, const float* q, const float* kv, float beta, float* out) const;
    /// The part's rows of out = weights v + beta · out.
    void contexts(const Part& p, const float* weights, const float* kv, float beta,
                  float* out) const;

    std::int64_t hidden_, heads_, width_;
    float scale_;
    std::vector<std::int64_t> starts_, query_starts_, probability_starts_;
};

}  // namespace alphascope::packed
