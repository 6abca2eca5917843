// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/packed/transformer_pass.h"

#include "model/packed/layer.h"
#include "study/error.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <numeric>

namespace alphascope::packed {
namespace {

using Size = std::int64_t;

torch::Tensor asTensor(const float* values, Size rows, Size columns) {
    return torch::from_blob(const_cast<float*>(values), {rows, columns}).clone();
}

class TransformerPass final : public ForwardPass {
public:
    TransformerPass(const Classifier& model, const torch::Tensor& values, PackedTokens tokens,
                    DropoutStream* dropout);
    torch::Tensor tangent(const torch::Tensor& direction) override;
    torch::Tensor slopes(const torch::Tensor& cotangents, const torch::Tensor& direction) override;
    void addGradient(const torch::Tensor& cotangents, Gradient& into) override;
    void addScaledGradient(const torch::Tensor& scale, const torch::Tensor& cotangents,
                           Gradient& into) override;

private:
    void requireFit() const;
    [[nodiscard]] float epsilon() const { return static_cast<float>(config_.layer_norm_epsilon); }
    Mask drawMask(Size count);
    void forward();
    const float* embed();
    /// Hands every use of a parameter to `use`; pointers live as long as `scratch`.
    void backward(const torch::Tensor& cotangents, Arena& scratch,
                  const std::function<void(const Use&)>& use) const;
    /// The uses for these cotangents, worked out once for all questions about them.
    void keepUses(const torch::Tensor& cotangents);

    EncoderConfig config_;
    Size outputs_;
    Layout layout_;
    torch::Tensor values_tensor_;
    const float* values_;
    PackedTokens tokens_;
    std::vector<Size> text_starts_;
    DropoutStream* dropout_;
    std::shared_ptr<BlockPool> pool_;
    Arena arena_;
    std::vector<Layer> layers_;

    Mask embedding_mask_, pooled_mask_;
    Normed embedding_norm_{};
    const float* first_tokens_ = nullptr;  // [B, H], of the last layer
    float* pooled_ = nullptr;              // [B, H], after tanh
    float* features_of_head_ = nullptr;    // [B, H], masked

    std::unique_ptr<Arena> kept_gradients_;
    torch::Tensor kept_cotangents_;
    std::vector<Use> uses_;
};

TransformerPass::TransformerPass(const Classifier& model, const torch::Tensor& values,
                                 PackedTokens tokens, DropoutStream* dropout)
    : config_(model.config()),
      outputs_(model.outputs()),
      layout_(layoutOf(config_, model.outputs())),
      values_tensor_(values.detach().contiguous()),
      values_(values_tensor_.data_ptr<float>()),
      tokens_(std::move(tokens)),
      text_starts_(static_cast<std::size_t>(tokens_.rows()) + 1),
      dropout_(dropout),
      pool_(model.blocks()),
      arena_(pool_) {
    requireFit();
    std::iota(text_starts_.begin(), text_starts_.end(), Size{0});
    layers_.reserve(layout_.layers.size());
    for (std::size_t i = 0; i < layout_.layers.size(); ++i)
        layers_.emplace_back(Layer::Sizes{.hidden = config_.hidden,
                                          .heads = config_.heads,
                                          .feed_forward = config_.feed_forward,
                                          .epsilon = epsilon()},
                             layout_.layers[i], tokens_.starts, text_starts_,
                             i + 1 == layout_.layers.size());
    forward();
}

void TransformerPass::requireFit() const {
    if (layout_.total != values_tensor_.numel())
        throw Error("The packed layout does not fit the model. This is a program error.");
    if (tokens_.longest() > config_.max_length)
        throw Error("A batch is " + std::to_string(tokens_.longest()) +
                    " tokens wide, the model takes " + std::to_string(config_.max_length) +
                    "; lower data.max_length.");
    const auto outside = [&](std::int32_t id) { return id < 0 || id >= config_.vocab; };
    if (std::any_of(tokens_.ids.begin(), tokens_.ids.end(), outside))
        throw Error("A token lies outside the model's vocabulary of " +
                    std::to_string(config_.vocab) + "; use the tokenizer of this model.");
}

Mask TransformerPass::drawMask(Size count) {
    if (dropout_ == nullptr || config_.dropout <= 0.0) return {};
    std::uint8_t* kept = arena_.takeBytes(count);
    dropout_->fill(kept, count, config_.dropout);
    return {.kept = kept, .scale = static_cast<float>(1.0 / (1.0 - config_.dropout))};
}

/// Sum of three table rows a token, from any flat vector laid out like the parameters.
void sumEmbeddings(const float* flat, const Layout& layout, const PackedTokens& tokens, Size hidden,
                   float* out) {
    at::parallel_for(0, tokens.rows(), 1, [&](Size first, Size last) {
        for (Size text = first; text < last; ++text) {
            const Size begin = tokens.starts[static_cast<std::size_t>(text)];
            for (Size i = begin; i < begin + tokens.length(text); ++i) {
                const auto token = static_cast<std::size_t>(i);
                const float* word = flat + layout.words + tokens.ids[token] * hidden;
                const float* position = flat + layout.positions + (i - begin) * hidden;
                const float* type = flat + layout.types + tokens.type_ids[token] * hidden;
                for (Size j = 0; j < hidden; ++j)
                    out[i * hidden + j] = word[j] + position[j] + type[j];
            }
        }
    });
}

const float* TransformerPass::embed() {
    const Size n = tokens_.count(), h = config_.hidden;
    float* x = arena_.take(n * h);
    embedding_norm_ = {.values = arena_.take(n * h), .inverse = arena_.take(n)};
    sumEmbeddings(values_, layout_, tokens_, h, x);
    normalise({n, h}, {.x = x, .bias = nullptr, .mask = {}, .residual = nullptr},
              {.gamma = values_ + layout_.embedding_norm.gamma,
               .beta = values_ + layout_.embedding_norm.beta,
               .epsilon = epsilon()},
              embedding_norm_, x);
    embedding_mask_ = drawMask(n * h);
    if (embedding_mask_.kept != nullptr) applyMask({n, h}, embedding_mask_, x, x);
    return x;
}

void TransformerPass::forward() {
    const Size b = tokens_.rows(), h = config_.hidden;
    const float* x = embed();
    for (auto& layer : layers_) {
        const auto counts = layer.maskCounts();
        const Layer::Masks masks{.probabilities = drawMask(counts.probabilities),
                                 .attention = drawMask(counts.rows),
                                 .output = drawMask(counts.rows)};
        x = layer.forward(values_, x, masks, arena_);
    }
    first_tokens_ = x;
    pooled_ = arena_.take(b * h);
    features_of_head_ = arena_.take(b * h);
    applyDense(values_, layout_.pooler, x, b, pooled_);
    biasTanh({b, h}, values_ + layout_.pooler.bias, pooled_);
    pooled_mask_ = drawMask(b * h);
    applyMask({b, h}, pooled_mask_, pooled_, features_of_head_);
    features_ = asTensor(features_of_head_, b, h);
    logits_ = torch::empty({b, outputs_});
    applyDense(values_, layout_.head, features_of_head_, b, logits_.data_ptr<float>());
    addBias({b, outputs_}, values_ + layout_.head.bias, logits_.data_ptr<float>());
}

torch::Tensor TransformerPass::tangent(const torch::Tensor& direction) {
    const Size n = tokens_.count(), b = tokens_.rows(), h = config_.hidden;
    const auto flat = direction.contiguous();
    const float* v = flat.data_ptr<float>();
    Arena scratch(pool_);
    float* x = scratch.take(n * h);
    sumEmbeddings(v, layout_, tokens_, h, x);
    normaliseTangent({n, h}, embedding_norm_,
                     {.change = x,
                      .gamma = values_ + layout_.embedding_norm.gamma,
                      .gamma_change = v + layout_.embedding_norm.gamma,
                      .beta_change = v + layout_.embedding_norm.beta},
                     x);
    if (embedding_mask_.kept != nullptr) applyMask({n, h}, embedding_mask_, x, x);
    for (const auto& layer : layers_) x = layer.tangent(values_, v, x, scratch);
    float* pooled = scratch.take(b * h);
    tangentOfDense({.values = values_, .direction = v, .x = first_tokens_, .change = x, .rows = b},
                   layout_.pooler, pooled);
    for (Size i = 0; i < b * h; ++i) pooled[i] *= 1.0F - pooled_[i] * pooled_[i];
    applyMask({b, h}, pooled_mask_, pooled, pooled);
    auto logits = torch::empty({b, outputs_});
    tangentOfDense(
        {.values = values_, .direction = v, .x = features_of_head_, .change = pooled, .rows = b},
        layout_.head, logits.data_ptr<float>());
    return logits;
}

void TransformerPass::backward(const torch::Tensor& cotangents, Arena& scratch,
                               const std::function<void(const Use&)>& use) const {
    const Size n = tokens_.count(), b = tokens_.rows(), h = config_.hidden;
    float* head = scratch.take(b * outputs_);
    std::copy_n(cotangents.contiguous().data_ptr<float>(), b * outputs_, head);
    use(DenseUse{.place = layout_.head,
                 .input = features_of_head_,
                 .gradient = head,
                 .starts = text_starts_});
    const auto throughDense = [&](const DensePlace& place, const float* gradient) {
        float* out = scratch.take(b * place.in);
        backwardDense(values_, place, gradient, b, 0.0F, out);
        return out;
    };
    float* pooled = throughDense(layout_.head, head);
    applyMask({b, h}, pooled_mask_, pooled, pooled);
    for (Size i = 0; i < b * h; ++i) pooled[i] *= 1.0F - pooled_[i] * pooled_[i];
    use(DenseUse{.place = layout_.pooler,
                 .input = first_tokens_,
                 .gradient = pooled,
                 .starts = text_starts_});
    float* x = throughDense(layout_.pooler, pooled);
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer)
        x = layer->backward(values_, x, scratch, use);
    if (embedding_mask_.kept != nullptr) applyMask({n, h}, embedding_mask_, x, x);
    use(NormUse{.place = layout_.embedding_norm,
                .normed = embedding_norm_.values,
                .gradient = x,
                .hidden = h,
                .starts = tokens_.starts});
    float* sum = scratch.take(n * h);
    normaliseBackward({n, h}, embedding_norm_, values_ + layout_.embedding_norm.gamma, x, sum);
    use(EmbeddingUse{.words = layout_.words,
                     .positions = layout_.positions,
                     .types = layout_.types,
                     .tokens = &tokens_,
                     .gradient = sum,
                     .hidden = h});
}

void TransformerPass::addGradient(const torch::Tensor& cotangents, Gradient& into) {
    Arena scratch(pool_);
    into.touch(tokens_.ids);
    float* flat = into.values().data_ptr<float>();
    backward(cotangents, scratch,
             [&](const Use& use) { packed::addGradient(use, nullptr, scratch, flat); });
}

void TransformerPass::keepUses(const torch::Tensor& cotangents) {
    if (kept_cotangents_.defined() && torch::equal(kept_cotangents_, cotangents)) return;
    uses_.clear();
    kept_gradients_ = std::make_unique<Arena>(pool_);
    kept_cotangents_ = cotangents.clone();
    backward(cotangents, *kept_gradients_, [&](const Use& use) { uses_.push_back(use); });
}

torch::Tensor TransformerPass::slopes(const torch::Tensor& cotangents,
                                      const torch::Tensor& direction) {
    keepUses(cotangents);
    const auto flat = direction.contiguous();
    auto slopes = torch::zeros({tokens_.rows()});
    for (const auto& use : uses_) {
        Arena scratch(pool_);
        addSlopes(use, flat.data_ptr<float>(), scratch, slopes.data_ptr<float>());
    }
    return slopes;
}

void TransformerPass::addScaledGradient(const torch::Tensor& scale, const torch::Tensor& cotangents,
                                        Gradient& into) {
    keepUses(cotangents);
    into.touch(tokens_.ids);
    const auto factors = scale.contiguous();
    for (const auto& use : uses_) {
        Arena scratch(pool_);
        packed::addGradient(use, factors.data_ptr<float>(), scratch,
                            into.values().data_ptr<float>());
    }
}

}  // namespace

bool serves(const Classifier& model) {
    const EncoderConfig& c = model.config();
    const bool is_bert = c.kind == EncoderKind::kTransformer && c.token_types == 2 &&
                         c.position_offset == 0 && c.pooler == Pooler::kTanh;
    return is_bert && c.layers > 0 && model.parameters().placement().own_loops &&
           model.parameters().values().scalar_type() == torch::kFloat;
}

std::unique_ptr<ForwardPass> transformerPass(const Classifier& model, const torch::Tensor& values,
                                             const PackedTokens& tokens, DropoutStream* dropout) {
    return std::make_unique<TransformerPass>(model, values, tokens, dropout);
}

}  // namespace alphascope::packed
