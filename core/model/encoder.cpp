// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/encoder.h"

#include <nlohmann/json.hpp>

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

TokenBatch toTensors(const PaddedBatch& batch) {
    const auto int_tensor = [&](const std::vector<std::int32_t>& values) {
        return torch::tensor(at::ArrayRef<std::int32_t>(values), torch::kInt32)
            .to(torch::kInt64)
            .view({batch.rows, batch.width});
    };
    const auto mask = torch::tensor(at::ArrayRef<std::uint8_t>(batch.mask), torch::kUInt8)
                          .to(torch::kBool)
                          .view({batch.rows, batch.width});
    return {.ids = int_tensor(batch.ids), .type_ids = int_tensor(batch.type_ids), .mask = mask};
}

}  // namespace alphascope
