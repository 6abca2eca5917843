// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/packed/layout.h"

#include <span>
#include <variant>
#include <vector>

namespace alphascope::packed {

/// Rows that belong to texts: text i has rows [starts[i], starts[i + 1]).
using RowStarts = std::span<const std::int64_t>;

/// A dense map y = W x + b as a batch used it: what came in, and dL/dy of each row.
struct DenseUse {
    DensePlace place;
    const float* input;     ///< [rows, in]
    const float* gradient;  ///< [rows, out]
    RowStarts starts;
};
/// A layer norm as a batch used it.
struct NormUse {
    NormPlace place;
    const float* normed;    ///< [rows, hidden], before scale and shift
    const float* gradient;  ///< dL/d(output)
    std::int64_t hidden;
    RowStarts starts;
};
/// The three embedding tables as a batch used them.
struct EmbeddingUse {
    std::int64_t words, positions, types;  ///< places
    const PackedTokens* tokens;
    const float* gradient;  ///< dL/d(sum of the three rows), [N, hidden]
    std::int64_t hidden;
};
using Use = std::variant<DenseUse, NormUse, EmbeddingUse>;

/// Adds the gradient of every parameter that the use concerns to a flat vector. `text_scale` [B]
/// multiplies the share of each text; null: 1.
void addGradient(const Use& use, const float* text_scale, float* flat);
/// Adds <direction, gradient of the text's share> to slopes [B]: per-sample inner products with a
/// flat vector, without any per-sample gradient.
void addSlopes(const Use& use, const float* direction, float* slopes);

}  // namespace alphascope::packed
