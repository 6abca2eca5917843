// SPDX-License-Identifier: GPL-3.0-or-later
// BERT encoder, Devlin et al. (NAACL 2019), section 3; parameter names follow Hugging Face's
// BertModel, but for the fused attention.self.qkv (query, key and value stacked along the rows).
// RoBERTa and DistilBERT are the same layers; the config's transformer fields tell them apart.
#include "model/encoder.h"
#include "model/layer_ops.h"
#include "study/error.h"

namespace alphascope {
namespace {

constexpr double kInitialStd = 0.02;

class Transformer final : public Encoder {
public:
    explicit Transformer(const EncoderConfig& config) : config_(config) {
        if (config.heads < 1 || config.hidden % config.heads != 0)
            throw Error("The hidden size must be a multiple of the number of heads.");
    }

    [[nodiscard]] std::vector<ParameterShape> shapes() const override;
    [[nodiscard]] EncoderOutput forward(std::span<const torch::Tensor> parameters,
                                        const TokenBatch& batch,
                                        DropoutStream* dropout) const override;
    [[nodiscard]] int pooledSize() const override { return config_.hidden; }
    [[nodiscard]] double initialStd(const ParameterShape&) const override { return kInitialStd; }

private:
    torch::Tensor embed(ParameterCursor& p, const TokenBatch& batch, DropoutStream* dropout) const;

    EncoderConfig config_;
};

std::vector<ParameterShape> Transformer::shapes() const {
    const std::int64_t h = config_.hidden, f = config_.feed_forward;
    ShapeList list;
    list.words(config_.vocab, h);
    list.weight("embeddings.position_embeddings.weight",
                {config_.max_length + config_.position_offset, h});
    if (config_.token_types > 0)
        list.weight("embeddings.token_type_embeddings.weight", {config_.token_types, h});
    list.norm("embeddings.LayerNorm", h);
    for (int i = 0; i < config_.layers; ++i) {
        const std::string layer = "encoder.layer." + std::to_string(i) + ".";
        list.dense(layer + "attention.self.qkv", 3 * h, h);
        list.dense(layer + "attention.output.dense", h, h);
        list.norm(layer + "attention.output.LayerNorm", h);
        list.dense(layer + "intermediate.dense", f, h);
        list.dense(layer + "output.dense", h, f);
        list.norm(layer + "output.LayerNorm", h);
    }
    list.dense("pooler.dense", h, h);
    return list.take();
}

torch::Tensor Transformer::embed(ParameterCursor& p, const TokenBatch& batch,
                                 DropoutStream* dropout) const {
    const std::int64_t length = batch.ids.size(1);
    if (length > config_.max_length)
        throw Error("A batch is " + std::to_string(length) + " tokens wide, the model takes " +
                    std::to_string(config_.max_length) + "; lower data.max_length.");
    const auto words = torch::embedding(p.next(), batch.ids);
    auto sum = words + p.next().narrow(0, config_.position_offset, length).unsqueeze(0);
    if (config_.token_types == 1)
        sum = sum + p.next();  // RoBERTa: one segment for all
    else if (config_.token_types > 1)
        sum = sum + torch::embedding(p.next(), batch.type_ids);
    const auto normed = layerNorm(sum.view({-1, config_.hidden}), p, config_.layer_norm_epsilon);
    return drop(normed, dropout, config_.dropout);  // [B·L, H]
}

EncoderOutput Transformer::forward(std::span<const torch::Tensor> parameters,
                                   const TokenBatch& batch, DropoutStream* dropout) const {
    ParameterCursor p(parameters);
    const std::int64_t b = batch.ids.size(0), l = batch.ids.size(1), h = config_.hidden;
    const double rate = config_.dropout, epsilon = config_.layer_norm_epsilon;
    auto x = embed(p, batch, dropout);
    EncoderOutput out{
        .layers = {x.view({b, l, h})}, .tokens = {}, .pooled = {}, .mask = batch.mask};
    for (int i = 0; i < config_.layers; ++i) {
        const auto context = selfAttention(linear(x, p), batch.mask, config_.heads, dropout, rate);
        x = layerNorm(drop(linear(context, p), dropout, rate) + x, p, epsilon);
        const auto inner = torch::gelu(linear(x, p));
        x = layerNorm(drop(linear(inner, p), dropout, rate) + x, p, epsilon);
        out.layers.push_back(x.view({b, l, h}));
    }
    out.tokens = out.layers.back();
    const auto first = linear(out.tokens.select(1, 0), p);
    out.pooled = config_.pooler == Pooler::kTanh ? torch::tanh(first) : torch::relu(first);
    return out;
}

}  // namespace

std::unique_ptr<Encoder> makeTransformer(const EncoderConfig& config) {
    return std::make_unique<Transformer>(config);
}

}  // namespace alphascope
