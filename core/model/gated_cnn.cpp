// SPDX-License-Identifier: GPL-3.0-or-later
// Dauphin et al. (ICML 2017), "Language Modeling with Gated Convolutional Networks", section 2:
// h(X) = (X * W + b) ⊗ σ(X * V + c), with residual connections. A classifier may look ahead, so a
// filter is centred on its token; W and V are stacked along the outputs.
#include "model/sentence_encoder.h"
#include "study/error.h"

namespace alphascope {
namespace {

class GatedCnn final : public SentenceEncoder {
public:
    explicit GatedCnn(const EncoderConfig& config) : SentenceEncoder(config) {
        if (config.kernel < 1 || config.kernel % 2 == 0)
            throw Error("The filters of a gated CNN must see an odd number of tokens.");
    }

protected:
    void addShapes(ShapeList& list) const override;
    Reading read(ParameterCursor& p, const TokenBatch& texts,
                 DropoutStream* dropout) const override;
};

void GatedCnn::addShapes(ShapeList& list) const {
    for (int i = 0; i < config().layers; ++i) {
        const std::string name = "layer." + std::to_string(i) + ".conv";
        list.weight(name + ".weight", {2 * config().hidden, i == 0 ? wordVector() : config().hidden,
                                       config().kernel});
        list.bias(name + ".bias", 2 * config().hidden);
    }
}

/// x [N, W, C] -> [N, W, H]; takes weight [2H, C, K] and bias [2H].
torch::Tensor gatedConvolution(const torch::Tensor& x, ParameterCursor& p) {
    const auto& weight = p.next();
    const auto& bias = p.next();
    const std::int64_t n = x.size(0), w = x.size(1), outputs = weight.size(0), k = weight.size(2);
    const auto padded = torch::constant_pad_nd(x, {0, 0, k / 2, k / 2});
    std::vector<torch::Tensor> shifted;
    for (std::int64_t i = 0; i < k; ++i) shifted.push_back(padded.narrow(1, i, w));
    const auto windows = torch::stack(shifted, -1).view({n * w, -1});
    const auto both = torch::addmm(bias, windows, weight.reshape({outputs, -1}).t());
    const auto value = both.narrow(1, 0, outputs / 2),
               gate = both.narrow(1, outputs / 2, outputs / 2);
    return (value * torch::sigmoid(gate)).view({n, w, outputs / 2});
}

SentenceEncoder::Reading GatedCnn::read(ParameterCursor& p, const TokenBatch& texts,
                                        DropoutStream* dropout) const {
    const auto mask = texts.mask.unsqueeze(-1);
    const auto embedded = torch::embedding(p.next(), texts.ids);
    const auto is_token = mask.to(embedded.scalar_type());
    Reading reading;
    // Padding is zero before every layer, as beyond the ends of a text.
    reading.layers.push_back(embedded * is_token);
    for (int i = 0; i < config().layers; ++i) {
        const auto x = drop(reading.layers.back(), dropout, config().dropout);
        auto y = gatedConvolution(x, p);
        if (x.size(2) == y.size(2)) y = y + x;
        reading.layers.push_back(y * is_token);
    }
    const auto& last = reading.layers.back();
    const auto largest = std::get<0>(last.masked_fill(mask.logical_not(), -1e9).max(1));
    reading.vector = largest * texts.mask.any(1, true).to(largest.scalar_type());
    return reading;
}

}  // namespace

std::unique_ptr<Encoder> makeGatedCnn(const EncoderConfig& config) {
    return std::make_unique<GatedCnn>(config);
}

}  // namespace alphascope
