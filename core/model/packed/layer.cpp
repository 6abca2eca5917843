// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/packed/layer.h"

#include "model/packed/blas.h"

#include <algorithm>

namespace alphascope::packed {
namespace {

using Size = std::int64_t;

NormWeights weightsOf(const float* values, const NormPlace& place, float epsilon) {
    return {.gamma = values + place.gamma, .beta = values + place.beta, .epsilon = epsilon};
}

}  // namespace

void applyDense(const float* flat, const DensePlace& place, const float* x, Size rows, float* out) {
    multiply({.m = rows, .n = place.out, .k = place.in, .c = out, .stride = place.out},
             {x, place.in}, {flat + place.weight, place.in, true});
}

void backwardDense(const float* values, const DensePlace& place, const float* gradient, Size rows,
                   float beta, float* out) {
    multiply({.m = rows, .n = place.in, .k = place.out, .c = out, .stride = place.in, .beta = beta},
             {gradient, place.out}, {values + place.weight, place.in});
}

void tangentOfDense(const DenseTangent& at, const DensePlace& place, float* out) {
    applyDense(at.direction, place, at.x, at.rows, out);
    if (at.change != nullptr)
        multiply({.m = at.rows,
                  .n = place.out,
                  .k = place.in,
                  .c = out,
                  .stride = place.out,
                  .beta = 1.0F},
                 {at.change, place.in}, {at.values + place.weight, place.in, true});
    addBias({at.rows, place.out}, at.direction + place.bias, out);
}

Layer::Layer(const Sizes& sizes, const LayerPlace& place, RowStarts token_starts,
             RowStarts text_starts, bool first_tokens_only)
    : sizes_(sizes),
      place_(place),
      token_starts_(token_starts),
      text_starts_(text_starts),
      first_only_(first_tokens_only),
      attention_({.hidden = sizes.hidden, .heads = sizes.heads}, token_starts, first_tokens_only) {}

const float* Layer::firstTokens(const float* rows, Arena& arena) const {
    if (!first_only_) return rows;
    float* first = arena.take(this->rows() * sizes_.hidden);
    for (Size text = 0; text < this->rows(); ++text)
        std::copy_n(rows + token_starts_[static_cast<std::size_t>(text)] * sizes_.hidden,
                    sizes_.hidden, first + text * sizes_.hidden);
    return first;
}

const float* Layer::forward(const float* values, const float* input, const Masks& masks,
                            Arena& arena) {
    const Size h = sizes_.hidden, m = rows(), n = token_starts_.back();
    masks_ = masks;
    input_ = input;
    residual_ = firstTokens(input, arena);
    query_ = arena.take(m * h);
    key_value_ = arena.take(n * 2 * h);
    probabilities_ = arena.take(attention_.probabilityCount());
    context_ = arena.take(m * h);
    applyDense(values, place_.query, residual_, m, query_);
    addBias({m, h}, values + place_.query.bias, query_);
    applyDense(values, place_.key_value, input, n, key_value_);
    addBias({n, 2 * h}, values + place_.key_value.bias, key_value_);
    attention_.forward(query_, key_value_, masks.probabilities, probabilities_, context_);

    const auto addAndNormalise = [&](const DensePlace& dense, const float* x, const Mask& mask,
                                     const float* residual, const NormPlace& norm, Normed& normed) {
        float* out = arena.take(m * h);
        normed = {.values = arena.take(m * h), .inverse = arena.take(m)};
        applyDense(values, dense, x, m, out);
        normalise({m, h},
                  {.x = out, .bias = values + dense.bias, .mask = mask, .residual = residual},
                  weightsOf(values, norm, sizes_.epsilon), normed, out);
        return out;
    };
    middle_ = addAndNormalise(place_.attention_output, context_, masks.attention, residual_,
                              place_.attention_norm, middle_norm_);
    inner_ = arena.take(m * sizes_.feed_forward);
    slope_ = arena.take(m * sizes_.feed_forward);
    applyDense(values, place_.intermediate, middle_, m, inner_);
    biasGelu({m, sizes_.feed_forward}, values + place_.intermediate.bias, inner_, slope_);
    output_ = addAndNormalise(place_.output, inner_, masks.output, middle_, place_.output_norm,
                              output_norm_);
    return output_;
}

float* Layer::tangent(const float* values, const float* direction, const float* change,
                      Arena& scratch) const {
    const Size h = sizes_.hidden, f = sizes_.feed_forward, m = rows(), n = token_starts_.back();
    const float* first_change = firstTokens(change, scratch);
    const auto dense = [&](const DensePlace& place, const float* x, const float* x_change,
                           Size rows) {
        float* out = scratch.take(rows * place.out);
        tangentOfDense(
            {.values = values, .direction = direction, .x = x, .change = x_change, .rows = rows},
            place, out);
        return out;
    };
    const auto norm = [&](const NormPlace& place, const Normed& normed, const Mask& mask,
                          const float* residual_change, float* x) {
        residualTangent({m, h},
                        {.x = x, .bias = nullptr, .mask = mask, .residual = residual_change}, x);
        normaliseTangent({m, h}, normed,
                         {.change = x,
                          .gamma = values + place.gamma,
                          .gamma_change = direction + place.gamma,
                          .beta_change = direction + place.beta},
                         x);
    };
    const float* query = dense(place_.query, residual_, first_change, m);
    const float* key_value = dense(place_.key_value, input_, change, n);
    float* context = scratch.take(m * h);
    attention_.tangent(keptAttention(), query, key_value, context);
    float* middle = dense(place_.attention_output, context_, context, m);
    norm(place_.attention_norm, middle_norm_, masks_.attention, first_change, middle);
    float* inner = dense(place_.intermediate, middle_, middle, m);
    multiplyInPlace({m, f}, slope_, inner);
    float* output = dense(place_.output, inner_, inner, m);
    norm(place_.output_norm, output_norm_, masks_.output, middle, output);
    return output;
}

float* Layer::backward(const float* values, const float* gradient, Arena& scratch,
                       const std::function<void(const Use&)>& use) const {
    const Size h = sizes_.hidden, f = sizes_.feed_forward, m = rows(), n = token_starts_.back();
    const RowStarts starts = outputStarts();
    // Through a norm, then through the mask in front of its dense map: dL/d(sum), dL/d(map).
    const auto throughNorm = [&](const NormPlace& place, const Normed& normed, const Mask& mask,
                                 const float* from, float*& sum) {
        use(NormUse{.place = place,
                    .normed = normed.values,
                    .gradient = from,
                    .hidden = h,
                    .starts = starts});
        sum = scratch.take(m * h);
        normaliseBackward({m, h}, normed, values + place.gamma, from, sum);
        float* map = scratch.take(m * h);
        applyMask({m, h}, mask, sum, map);
        return map;
    };
    float* middle = nullptr;
    const float* output =
        throughNorm(place_.output_norm, output_norm_, masks_.output, gradient, middle);
    use(DenseUse{.place = place_.output, .input = inner_, .gradient = output, .starts = starts});
    float* inner = scratch.take(m * f);
    backwardDense(values, place_.output, output, m, 0.0F, inner);
    multiplyInPlace({m, f}, slope_, inner);
    use(DenseUse{
        .place = place_.intermediate, .input = middle_, .gradient = inner, .starts = starts});
    backwardDense(values, place_.intermediate, inner, m, 1.0F, middle);

    float* residual = nullptr;
    const float* attended =
        throughNorm(place_.attention_norm, middle_norm_, masks_.attention, middle, residual);
    use(DenseUse{.place = place_.attention_output,
                 .input = context_,
                 .gradient = attended,
                 .starts = starts});
    float* context = scratch.take(m * h);
    backwardDense(values, place_.attention_output, attended, m, 0.0F, context);
    float* query = scratch.take(m * h);
    float* key_value = scratch.take(n * 2 * h);
    attention_.backward(keptAttention(), context, query, key_value);
    use(DenseUse{.place = place_.query, .input = residual_, .gradient = query, .starts = starts});
    use(DenseUse{.place = place_.key_value,
                 .input = input_,
                 .gradient = key_value,
                 .starts = token_starts_});
    float* input = scratch.take(n * h);
    backwardDense(values, place_.key_value, key_value, n, 0.0F, input);
    backwardDense(values, place_.query, query, m, 1.0F, residual);
    addToOutputRows(residual, input);
    return input;
}

/// Adds rows [M, H] to the tokens [N, H] that they were taken from.
void Layer::addToOutputRows(const float* rows, float* tokens) const {
    const Size h = sizes_.hidden;
    for (Size row = 0; row < this->rows(); ++row) {
        const Size to = first_only_ ? token_starts_[static_cast<std::size_t>(row)] : row;
        for (Size j = 0; j < h; ++j) tokens[to * h + j] += rows[row * h + j];
    }
}

}  // namespace alphascope::packed
