// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/packed/layout.h"

namespace alphascope::packed {

Layout layoutOf(const EncoderConfig& config, int outputs) {
    Layout layout;
    const std::int64_t h = config.hidden;
    std::int64_t place = 0;
    const auto take = [&](std::int64_t count) {
        const std::int64_t begin = place;
        place += count;
        return begin;
    };
    const auto dense = [&](std::int64_t out, std::int64_t in) {
        DensePlace map{.weight = take(out * in), .bias = 0, .out = out, .in = in};
        map.bias = take(out);
        return map;
    };
    const auto norm = [&] {
        NormPlace pair{.gamma = take(h), .beta = 0};
        pair.beta = take(h);
        return pair;
    };
    layout.words = take(config.vocab * h);
    layout.positions = take(config.max_length * h);
    layout.types = take(2 * h);
    layout.embedding_norm = norm();
    for (int i = 0; i < config.layers; ++i) {
        LayerPlace layer;
        const DensePlace fused = dense(3 * h, h);
        layer.query = fused.rows(0, h);
        layer.key_value = fused.rows(h, 2 * h);
        layer.attention_output = dense(h, h);
        layer.attention_norm = norm();
        layer.intermediate = dense(config.feed_forward, h);
        layer.output = dense(h, config.feed_forward);
        layer.output_norm = norm();
        layout.layers.push_back(layer);
    }
    layout.pooler = dense(h, h);
    layout.head = dense(outputs, h);
    layout.total = place;
    return layout;
}

}  // namespace alphascope::packed
