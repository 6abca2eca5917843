// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/encoder.h"

#include "study/error.h"

#include <algorithm>

namespace alphascope {

std::unique_ptr<Encoder> makeEncoder(const EncoderConfig& config) {
    requireSane(config);
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
    throw Error("The file names a kind of encoder that this program does not know.");
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
