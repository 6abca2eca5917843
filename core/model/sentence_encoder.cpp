// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sentence_encoder.h"

#include <algorithm>
#include <cmath>

namespace alphascope {

SplitTexts splitSegments(const TokenBatch& batch) {
    const auto ids = batch.ids.cpu().contiguous(), types = batch.type_ids.cpu().contiguous();
    const auto mask = batch.mask.cpu().contiguous();
    const std::int64_t b = ids.size(0), l = ids.size(1);
    const auto* id = ids.data_ptr<std::int64_t>();
    const auto* type = types.data_ptr<std::int64_t>();
    const auto* is_token = mask.data_ptr<bool>();

    // Where each token goes: text (row of the new batch) and place in it.
    std::vector<std::int64_t> lengths(static_cast<std::size_t>(2 * b), 0), ranks;
    const auto textOf = [&](std::int64_t i) {
        return static_cast<std::size_t>(i / l + (type[i] == 0 ? 0 : b));
    };
    for (std::int64_t i = 0; i < b * l; ++i)
        ranks.push_back(is_token[i] ? lengths[textOf(i)]++ : 0);
    const std::int64_t width =
        lengths.empty()
            ? 1
            : std::max<std::int64_t>(1, *std::max_element(lengths.begin(), lengths.end()));

    SplitTexts split{.texts = {.ids = torch::zeros({2 * b, width}, torch::kInt64),
                               .type_ids = torch::zeros({2 * b, width}, torch::kInt64),
                               .mask = torch::zeros({2 * b, width}, torch::kBool)},
                     .place = torch::zeros({b * l}, torch::kInt64)};
    auto* new_id = split.texts.ids.data_ptr<std::int64_t>();
    auto* new_mask = split.texts.mask.data_ptr<bool>();
    auto* place = split.place.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < b * l; ++i) {
        if (!is_token[i]) continue;
        place[i] =
            static_cast<std::int64_t>(textOf(i)) * width + ranks[static_cast<std::size_t>(i)];
        new_id[place[i]] = id[i];
        new_mask[place[i]] = true;
    }
    const auto device = batch.ids.device();
    return {.texts = split.texts.to(device), .place = split.place.to(device)};
}

std::vector<ParameterShape> SentenceEncoder::shapes() const {
    ShapeList list;
    list.words(config_.vocab, wordVector());
    addShapes(list);
    return list.take();
}

double SentenceEncoder::initialStd(const ParameterShape& shape) const {
    if (shape.words) return 0.1;
    double fan_in = 1.0;
    for (std::size_t i = 1; i < shape.shape.size(); ++i)
        fan_in *= static_cast<double>(shape.shape[i]);
    return 1.0 / std::sqrt(fan_in);
}

EncoderOutput SentenceEncoder::forward(std::span<const torch::Tensor> parameters,
                                       const TokenBatch& batch, DropoutStream* dropout) const {
    ParameterCursor p(parameters);
    EncoderOutput out{.layers = {}, .tokens = {}, .pooled = {}, .mask = batch.mask};
    if (config_.pairs) {
        const std::int64_t b = batch.ids.size(0), l = batch.ids.size(1);
        const SplitTexts split = splitSegments(batch);
        const Reading reading = read(p, split.texts, dropout);
        for (const auto& layer : reading.layers) {
            const auto flat = layer.reshape({-1, layer.size(-1)});
            out.layers.push_back(flat.index_select(0, split.place).view({b, l, layer.size(-1)}));
        }
        const auto u = reading.vector.narrow(0, 0, b), v = reading.vector.narrow(0, b, b);
        out.pooled = finish(p, torch::cat({u, v, (u - v).abs(), u * v}, 1), dropout);
    } else {
        Reading reading = read(p, batch, dropout);
        out.layers = std::move(reading.layers);
        out.pooled = finish(p, reading.vector, dropout);
    }
    out.tokens = out.layers.back();
    return out;
}

}  // namespace alphascope
