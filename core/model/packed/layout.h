// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/encoder.h"

#include <cstdint>
#include <vector>

namespace alphascope::packed {

/// Places of a dense map [out, in] and its bias [out] in a flat vector.
struct DensePlace {
    std::int64_t weight = 0, bias = 0, out = 0, in = 0;
    /// The rows [first, first + count) of the map as a map of their own.
    [[nodiscard]] DensePlace rows(std::int64_t first, std::int64_t count) const {
        return {.weight = weight + first * in, .bias = bias + first, .out = count, .in = in};
    }
};
/// Places of a layer norm's scale and shift [hidden].
struct NormPlace {
    std::int64_t gamma = 0, beta = 0;
};

struct LayerPlace {
    DensePlace query, key_value, attention_output, intermediate, output;
    NormPlace attention_norm, output_norm;
};

/// Where the parameters of a BERT classifier lie in its flat vector, in the order of
/// Transformer::shapes() with the head behind.
struct Layout {
    std::int64_t words = 0, positions = 0, types = 0;
    NormPlace embedding_norm;
    std::vector<LayerPlace> layers;
    DensePlace pooler, head;
    std::int64_t total = 0;
};
Layout layoutOf(const EncoderConfig& config, int outputs);

}  // namespace alphascope::packed
