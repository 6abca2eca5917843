// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of the small BERT models of Turc et al. (2019), "Well-Read Students Learn Better".
#include "study/error.h"
#include "study/scheme.h"

#include <array>

namespace alphascope {

std::span<const EncoderDescriptor> encoderTable() {
    static const std::array<EncoderDescriptor, 3> kEncoders{{
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
    }};
    return kEncoders;
}

const EncoderDescriptor& findEncoder(std::string_view id) {
    for (const auto& encoder : encoderTable())
        if (encoder.id == id) return encoder;
    throw Error("Unknown encoder '" + std::string(id) + "'. Known encoders: tiny, mini, small.");
}

}  // namespace alphascope
