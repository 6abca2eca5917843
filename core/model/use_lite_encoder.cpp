// SPDX-License-Identifier: GPL-3.0-or-later
// Universal Sentence Encoder lite (Cer et al., 2018), transformer variant: pre-layer-norm, ReLU,
// no norm after the last layer. As published: the word embedding is counted twice, the first
// layer's attention works at the embedding's width, and its residual goes through a projection.
#include "model/sentence_encoder.h"
#include "study/error.h"

#include <cmath>

namespace alphascope {
namespace {

constexpr double kEpsilon = 1e-6;
constexpr double kInitialStd = 0.02;

class UseLite final : public SentenceEncoder {
public:
    explicit UseLite(const EncoderConfig& config) : SentenceEncoder(config) {
        if (config.heads < 1 || config.hidden % config.heads != 0 ||
            wordVector() % config.heads != 0 || wordVector() % 2 != 0)
            throw Error(
                "Hidden size and word vector must be multiples of the number of heads, and the "
                "word vector even.");
    }
    [[nodiscard]] double initialStd(const ParameterShape&) const override { return kInitialStd; }

protected:
    void addShapes(ShapeList& list) const override;
    Reading read(ParameterCursor& p, const TokenBatch& texts,
                 DropoutStream* dropout) const override;

private:
    torch::Tensor embed(ParameterCursor& p, const TokenBatch& texts) const;
    torch::Tensor layer(ParameterCursor& p, const torch::Tensor& x, const torch::Tensor& mask,
                        DropoutStream* dropout) const;
};

void UseLite::addShapes(ShapeList& list) const {
    const std::int64_t h = config().hidden, f = config().feed_forward;
    for (int i = 0; i < config().layers; ++i) {
        const std::string layer = "layer." + std::to_string(i) + ".";
        const std::int64_t input = i == 0 ? wordVector() : h;
        list.norm(layer + "ln_att", input);
        list.dense(layer + "att.qkv", 3 * input, input);
        list.dense(layer + "att.out", h, input);
        if (input != h) list.dense(layer + "residual_proj", h, input);
        list.norm(layer + "ln_ffn", h);
        list.dense(layer + "ffn.fc1", f, h);
        list.dense(layer + "ffn.fc2", h, f);
    }
    list.dense("head", h, h);
}

/// 2·E[id] + [sin(place / τ), cos(place / τ)], τ from 1 to 10000 in even ratios: [N, W, E].
torch::Tensor UseLite::embed(ParameterCursor& p, const TokenBatch& texts) const {
    const auto words = torch::embedding(p.next(), texts.ids);
    const std::int64_t width = words.size(1), half = words.size(2) / 2;
    if (width > config().max_length)
        throw Error("A text is " + std::to_string(width) + " tokens long, the model takes " +
                    std::to_string(config().max_length) + "; lower data.max_length.");
    const auto ratio = -std::log(1e4) / static_cast<double>(std::max<std::int64_t>(half - 1, 1));
    const auto rates = torch::exp(torch::arange(half, torch::kFloat64) * ratio);
    const auto angles = torch::outer(torch::arange(width, torch::kFloat64), rates);
    const auto places =
        torch::cat({angles.sin(), angles.cos()}, 1).to(words.device(), words.scalar_type());
    return words * 2.0 + places.unsqueeze(0);
}

/// x [N·W, in] -> [N·W, H]
torch::Tensor UseLite::layer(ParameterCursor& p, const torch::Tensor& x, const torch::Tensor& mask,
                             DropoutStream* dropout) const {
    const double rate = config().dropout;
    const auto qkv = linear(layerNorm(x, p, kEpsilon), p);
    const auto context = selfAttention(qkv, mask, config().heads, dropout, rate);
    const auto attended = drop(linear(context, p), dropout, rate);
    const auto y = attended + (x.size(1) == config().hidden ? x : linear(x, p));
    const auto inner = torch::relu(linear(layerNorm(y, p, kEpsilon), p));
    return y + drop(linear(inner, p), dropout, rate);
}

/// The published vector has length 1; ours is sqrt(H) times that, so that its entries, and the
/// products of two, are near 1 in size and a linear head learns from them at usual rates.
SentenceEncoder::Reading UseLite::read(ParameterCursor& p, const TokenBatch& texts,
                                       DropoutStream* dropout) const {
    const std::int64_t n = texts.ids.size(0), w = texts.ids.size(1), h = config().hidden;
    const auto embedded = embed(p, texts);
    Reading reading{.layers = {embedded}, .vector = {}};
    auto x = drop(embedded, dropout, config().dropout).view({n * w, -1});
    for (int i = 0; i < config().layers; ++i) {
        x = layer(p, x, texts.mask, dropout);
        reading.layers.push_back(x.view({n, w, h}));
    }
    const auto is_token = texts.mask.unsqueeze(-1).to(x.scalar_type());
    const auto count = is_token.sum(1);  // [N, 1]
    const auto mean = (reading.layers.back() * is_token).sum(1) / count.clamp_min(1.0);
    const auto vector = torch::tanh(linear(mean, p));
    const auto length = vector.square().sum(1, true).clamp_min(1e-12).sqrt();
    // A text without tokens is zero: its direction would be that of the head's bias alone.
    reading.vector = vector / length * (count.clamp_max(1.0) * std::sqrt(static_cast<double>(h)));
    return reading;
}

}  // namespace

std::unique_ptr<Encoder> makeUseLite(const EncoderConfig& config) {
    return std::make_unique<UseLite>(config);
}

}  // namespace alphascope
