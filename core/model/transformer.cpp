// SPDX-License-Identifier: GPL-3.0-or-later
// BERT encoder, Devlin et al. (NAACL 2019), section 3; parameter names follow Hugging Face's
// BertModel, but for the fused attention.self.qkv (query, key and value stacked along the rows).
#include "model/encoder.h"
#include "study/error.h"

#include <cmath>

namespace alphascope {
namespace {

constexpr double kLayerNormEpsilon = 1e-12;

/// Hands parameters out in the order of shapes().
class ParameterCursor {
public:
    explicit ParameterCursor(std::span<const torch::Tensor> parameters) : parameters_(parameters) {}
    const torch::Tensor& next() { return parameters_[place_++]; }

private:
    std::span<const torch::Tensor> parameters_;
    std::size_t place_ = 0;
};

torch::Tensor drop(const torch::Tensor& x, DropoutStream* dropout, double rate) {
    return dropout == nullptr ? x : dropout->apply(x, rate);
}

/// x [N, in] -> [N, out]
torch::Tensor linear(const torch::Tensor& x, ParameterCursor& p) {
    const auto& weight = p.next();
    const auto& bias = p.next();
    return torch::addmm(bias, x, weight.t());
}

torch::Tensor layerNorm(const torch::Tensor& x, ParameterCursor& p) {
    const auto& weight = p.next();
    const auto& bias = p.next();
    return torch::layer_norm(x, {x.size(-1)}, weight, bias, kLayerNormEpsilon, false);
}

class Transformer final : public Encoder {
public:
    explicit Transformer(const EncoderConfig& config) : config_(config) {
        if (config.hidden % config.heads != 0)
            throw Error("The hidden size must be a multiple of the number of heads.");
    }

    [[nodiscard]] std::vector<ParameterShape> shapes() const override;
    [[nodiscard]] EncoderOutput forward(std::span<const torch::Tensor> parameters,
                                        const TokenBatch& batch,
                                        DropoutStream* dropout) const override;
    [[nodiscard]] int hidden() const override { return config_.hidden; }

private:
    torch::Tensor embed(ParameterCursor& p, const TokenBatch& batch, DropoutStream* dropout) const;
    torch::Tensor attend(ParameterCursor& p, const torch::Tensor& x, const torch::Tensor& bias,
                         DropoutStream* dropout) const;

    EncoderConfig config_;
};

std::vector<ParameterShape> Transformer::shapes() const {
    const std::int64_t h = config_.hidden, f = config_.feed_forward;
    std::vector<ParameterShape> shapes;
    const auto dense = [&](const std::string& name, std::int64_t out, std::int64_t in) {
        shapes.push_back({name + ".weight", {out, in}, true});
        shapes.push_back({name + ".bias", {out}, false});
    };
    const auto norm = [&](const std::string& name) {
        shapes.push_back({name + ".weight", {h}, false});
        shapes.push_back({name + ".bias", {h}, false});
    };
    shapes.push_back({"embeddings.word_embeddings.weight", {config_.vocab, h}, true, true});
    shapes.push_back({"embeddings.position_embeddings.weight", {config_.max_length, h}, true});
    shapes.push_back({"embeddings.token_type_embeddings.weight", {2, h}, true});
    norm("embeddings.LayerNorm");
    for (int i = 0; i < config_.layers; ++i) {
        const std::string layer = "encoder.layer." + std::to_string(i) + ".";
        dense(layer + "attention.self.qkv", 3 * h, h);
        dense(layer + "attention.output.dense", h, h);
        norm(layer + "attention.output.LayerNorm");
        dense(layer + "intermediate.dense", f, h);
        dense(layer + "output.dense", h, f);
        norm(layer + "output.LayerNorm");
    }
    dense("pooler.dense", h, h);
    return shapes;
}

torch::Tensor Transformer::embed(ParameterCursor& p, const TokenBatch& batch,
                                 DropoutStream* dropout) const {
    const std::int64_t length = batch.ids.size(1);
    if (length > config_.max_length)
        throw Error("A batch is " + std::to_string(length) + " tokens wide, the model takes " +
                    std::to_string(config_.max_length) + "; lower data.max_length.");
    const auto words = torch::embedding(p.next(), batch.ids);
    const auto positions = p.next().narrow(0, 0, length).unsqueeze(0);
    const auto types = torch::embedding(p.next(), batch.type_ids);
    const auto sum = (words + positions + types).view({-1, config_.hidden});
    return drop(layerNorm(sum, p), dropout, config_.dropout);  // [B·L, H]
}

/// Multi-head self-attention with its residual and norm. x [B·L, H], bias [B, 1, 1, L].
torch::Tensor Transformer::attend(ParameterCursor& p, const torch::Tensor& x,
                                  const torch::Tensor& bias, DropoutStream* dropout) const {
    const std::int64_t b = bias.size(0), l = bias.size(3), heads = config_.heads;
    const std::int64_t d = config_.hidden / heads;
    const auto qkv = linear(x, p).view({b, l, 3, heads, d}).permute({2, 0, 3, 1, 4});
    const auto q = qkv.select(0, 0).reshape({b * heads, l, d});
    const auto k = qkv.select(0, 1).reshape({b * heads, l, d});
    const auto v = qkv.select(0, 2).reshape({b * heads, l, d});
    const double scale = 1.0 / std::sqrt(static_cast<double>(d));
    const auto scores = (torch::bmm(q, k.transpose(1, 2)) * scale).view({b, heads, l, l}) + bias;
    const auto attention = drop(torch::softmax(scores, -1), dropout, config_.dropout);
    const auto context = torch::bmm(attention.view({b * heads, l, l}), v)
                             .view({b, heads, l, d})
                             .permute({0, 2, 1, 3})
                             .reshape({b * l, heads * d});
    const auto output = drop(linear(context, p), dropout, config_.dropout);
    return layerNorm(output + x, p);
}

EncoderOutput Transformer::forward(std::span<const torch::Tensor> parameters,
                                   const TokenBatch& batch, DropoutStream* dropout) const {
    ParameterCursor p(parameters);
    const std::int64_t b = batch.ids.size(0), l = batch.ids.size(1), h = config_.hidden;
    auto x = embed(p, batch, dropout);
    // A finite bias keeps rows without any token free of NaN.
    const auto bias = torch::zeros({b, 1, 1, l}, x.options().requires_grad(false))
                          .masked_fill_(batch.mask.logical_not().view({b, 1, 1, l}), -1e9);
    EncoderOutput out;
    out.layers.push_back(x.view({b, l, h}));
    for (int i = 0; i < config_.layers; ++i) {
        x = attend(p, x, bias, dropout);
        const auto inner = torch::gelu(linear(x, p));
        const auto output = drop(linear(inner, p), dropout, config_.dropout);
        x = layerNorm(output + x, p);
        out.layers.push_back(x.view({b, l, h}));
    }
    out.pooled = torch::tanh(linear(out.layers.back().select(1, 0), p));
    return out;
}

}  // namespace

std::unique_ptr<Encoder> makeTransformer(const EncoderConfig& config) {
    return std::make_unique<Transformer>(config);
}

EncoderConfig encoderConfig(const TrainSpec& train, int vocab, int max_length) {
    const EncoderDescriptor& preset = findEncoder(train.encoder);
    return {.vocab = vocab,
            .max_length = max_length,
            .layers = train.layers > 0 ? train.layers : preset.layers,
            .hidden = preset.hidden,
            .heads = preset.heads,
            .feed_forward = preset.feed_forward,
            .dropout = train.dropout};
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
