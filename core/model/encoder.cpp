// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/encoder.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace alphascope {

std::unique_ptr<Encoder> makeEncoder(const EncoderConfig& config) {
    switch (config.kind) {
        case EncoderKind::kTransformer:
            return makeTransformer(config);
        case EncoderKind::kBiLstm:
            return makeBiLstm(config);
        case EncoderKind::kGatedCnn:
            return makeGatedCnn(config);
        case EncoderKind::kUseLite:
            return makeUseLite(config);
    }
    return nullptr;
}

EncoderConfig encoderConfig(const TrainSpec& train, int vocab, int max_length, bool pairs) {
    const EncoderDescriptor& preset = findEncoder(train.encoder);
    return {.kind = preset.kind,
            .vocab = vocab,
            .max_length = max_length,
            .layers = train.layers > 0 ? train.layers : preset.layers,
            .hidden = preset.hidden,
            .heads = preset.heads,
            .feed_forward = preset.feed_forward,
            .dropout = train.dropout,
            .word_vector = preset.word_vector,
            .kernel = preset.kernel,
            .pairs = pairs && preset.kind != EncoderKind::kTransformer};
}

nlohmann::json toJson(const EncoderConfig& c) {
    return {{"kind", static_cast<int>(c.kind)},
            {"vocab", c.vocab},
            {"max_length", c.max_length},
            {"layers", c.layers},
            {"hidden", c.hidden},
            {"heads", c.heads},
            {"feed_forward", c.feed_forward},
            {"dropout", c.dropout},
            {"word_vector", c.word_vector},
            {"kernel", c.kernel},
            {"pairs", c.pairs},
            {"token_types", c.token_types},
            {"position_offset", c.position_offset},
            {"pooler", static_cast<int>(c.pooler)},
            {"layer_norm_epsilon", c.layer_norm_epsilon}};
}

EncoderConfig encoderConfigFromJson(const nlohmann::json& j) {
    const EncoderConfig d;
    return {.kind = static_cast<EncoderKind>(j.value("kind", 0)),
            .vocab = j.at("vocab"),
            .max_length = j.at("max_length"),
            .layers = j.at("layers"),
            .hidden = j.at("hidden"),
            .heads = j.at("heads"),
            .feed_forward = j.at("feed_forward"),
            .dropout = j.at("dropout"),
            .word_vector = j.value("word_vector", d.word_vector),
            .kernel = j.value("kernel", d.kernel),
            .pairs = j.value("pairs", d.pairs),
            .token_types = j.value("token_types", d.token_types),
            .position_offset = j.value("position_offset", d.position_offset),
            .pooler = static_cast<Pooler>(j.value("pooler", 0)),
            .layer_norm_epsilon = j.value("layer_norm_epsilon", d.layer_norm_epsilon)};
}

TokenBatch toTensors(const PackedTokens& packed) {
    const std::int64_t rows = packed.rows(), width = packed.longest();
    TokenBatch batch{.ids = torch::full({rows, width}, packed.pad_id, torch::kInt64),
                     .type_ids = torch::zeros({rows, width}, torch::kInt64),
                     .mask = torch::zeros({rows, width}, torch::kBool)};
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::int64_t begin = packed.starts[static_cast<std::size_t>(row)];
        const std::int64_t length = packed.length(row);
        std::copy_n(packed.ids.begin() + begin, length,
                    batch.ids.data_ptr<std::int64_t>() + row * width);
        std::copy_n(packed.type_ids.begin() + begin, length,
                    batch.type_ids.data_ptr<std::int64_t>() + row * width);
        std::fill_n(batch.mask.data_ptr<bool>() + row * width, length, true);
    }
    return batch;
}

}  // namespace alphascope
