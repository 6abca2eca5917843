// SPDX-License-Identifier: GPL-3.0-or-later
// tiny, mini, small: the small BERT models of Turc et al. (2019), "Well-Read Students Learn
// Better". bilstm: Tang et al. (2019), "Distilling Task-Specific Knowledge from BERT into Simple
// Neural
//   Networks", section 4.2: one layer, 150 units a direction, 200 ReLU units before the head; but
//   word vectors of 100 dimensions (GloVe 6B), theirs have 300 (word2vec).
// gated-cnn: Dauphin et al. (ICML 2017), "Language Modeling with Gated Convolutional Networks",
//   section 2; sizes are our own, near those of bilstm.
// use-lite: Cer et al. (2018), "Universal Sentence Encoder", the lite model for English.
#include "study/error.h"
#include "study/scheme.h"

#include <array>

namespace alphascope {

std::span<const EncoderDescriptor> encoderTable() {
    static const std::array<EncoderDescriptor, 6> kEncoders{{
        {.id = "tiny",
         .name = "tiny 2×128",
         .layers = 2,
         .hidden = 128,
         .heads = 2,
         .feed_forward = 512},
        {.id = "mini",
         .name = "mini 4×256",
         .layers = 4,
         .hidden = 256,
         .heads = 4,
         .feed_forward = 1024},
        {.id = "small",
         .name = "small 4×512",
         .layers = 4,
         .hidden = 512,
         .heads = 8,
         .feed_forward = 2048},
        {.id = "bilstm",
         .name = "BiLSTM 1×300",
         .kind = EncoderKind::kBiLstm,
         .layers = 1,
         .hidden = 300,
         .feed_forward = 200,
         .word_vector = 100},
        {.id = "gated-cnn",
         .name = "gated CNN 4×256",
         .kind = EncoderKind::kGatedCnn,
         .layers = 4,
         .hidden = 256,
         .word_vector = 100,
         .kernel = 3},
        {.id = "use-lite",
         .name = "Universal Sentence Encoder lite",
         .kind = EncoderKind::kUseLite,
         .layers = 2,
         .hidden = 512,
         .heads = 4,
         .feed_forward = 1536,
         .word_vector = 256},
    }};
    return kEncoders;
}

std::vector<std::string> encoderIds() {
    std::vector<std::string> ids;
    for (const auto& encoder : encoderTable()) ids.push_back(encoder.id);
    return ids;
}

const EncoderDescriptor& findEncoder(std::string_view id) {
    for (const auto& encoder : encoderTable())
        if (encoder.id == id) return encoder;
    std::string known;
    for (const auto& other : encoderIds()) known += (known.empty() ? "" : ", ") + other;
    throw Error("Unknown encoder '" + std::string(id) + "'. Known encoders: " + known + ".");
}

}  // namespace alphascope
