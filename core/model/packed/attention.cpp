// SPDX-License-Identifier: GPL-3.0-or-later
// Scaled dot-product attention (Vaswani et al., 2017, section 3.2), its tangent and its gradient.
#include "model/packed/attention.h"

#include "model/packed/blas.h"

#include <ATen/Parallel.h>

#include <cmath>

namespace alphascope::packed {
namespace {

using Size = std::int64_t;

/// The part of a mask that starts `offset` elements on.
Mask from(const Mask& mask, Size offset) {
    return {.kept = mask.kept == nullptr ? nullptr : mask.kept + offset, .scale = mask.scale};
}

}  // namespace

Attention::Attention(const Sizes& sizes, std::span<const std::int64_t> starts,
                     bool first_tokens_only)
    : hidden_(sizes.hidden),
      heads_(sizes.heads),
      width_(sizes.hidden / sizes.heads),
      scale_(1.0F / std::sqrt(static_cast<float>(width_))),
      starts_(starts.begin(), starts.end()),
      query_starts_{0},
      probability_starts_{0} {
    for (std::size_t i = 0; i + 1 < starts_.size(); ++i) {
        const Size tokens = starts_[i + 1] - starts_[i];
        const Size queries = first_tokens_only ? 1 : tokens;
        query_starts_.push_back(query_starts_.back() + queries);
        probability_starts_.push_back(probability_starts_.back() + heads_ * queries * tokens);
    }
}

template <typename Work>
void Attention::overParts(const Work& work) const {
    const Size texts = std::ssize(starts_) - 1;
    at::parallel_for(0, texts * heads_, 1, [&](Size first, Size last) {
        for (Size i = first; i < last; ++i) {
            const auto text = static_cast<std::size_t>(i / heads_);
            const Size head = i % heads_;
            Part part{.queries = query_starts_[text + 1] - query_starts_[text],
                      .tokens = starts_[text + 1] - starts_[text],
                      .q = query_starts_[text] * hidden_ + head * width_,
                      .kv = starts_[text] * 2 * hidden_ + head * width_,
                      .probabilities = 0};
            part.probabilities = probability_starts_[text] + head * part.queries * part.tokens;
            work(part);
        }
    });
}

void Attention::forward(const float* q, const float* kv, const Mask& mask, float* probabilities,
                        float* context) const {
    const Size h = hidden_;
    overParts([&](const Part& p) {
        const Shape shape{p.queries, p.tokens};
        float* own = probabilities + p.probabilities;
        multiply({.m = p.queries,
                  .n = p.tokens,
                  .k = width_,
                  .c = own,
                  .stride = p.tokens,
                  .alpha = scale_},
                 {q + p.q, h}, {kv + p.kv, 2 * h, true});
        softmax(shape, own);
        const float* used = own;
        std::vector<float> masked;
        if (mask.kept != nullptr) {
            masked.resize(static_cast<std::size_t>(p.queries * p.tokens));
            applyMask(shape, from(mask, p.probabilities), own, masked.data());
            used = masked.data();
        }
        multiply({.m = p.queries, .n = width_, .k = p.tokens, .c = context + p.q, .stride = h},
                 {used, p.tokens}, {kv + p.kv + h, 2 * h});
    });
}

void Attention::tangent(const Kept& kept, const float* q_change, const float* kv_change,
                        float* context_change) const {
    const Size h = hidden_;
    overParts([&](const Part& p) {
        const Shape shape{p.queries, p.tokens};
        const Mask mask = from(kept.mask, p.probabilities);
        const float* own = kept.probabilities + p.probabilities;
        std::vector<float> change(static_cast<std::size_t>(p.queries * p.tokens));
        std::vector<float> masked(change.size());
        multiply({.m = p.queries,
                  .n = p.tokens,
                  .k = width_,
                  .c = change.data(),
                  .stride = p.tokens,
                  .alpha = scale_},
                 {q_change + p.q, h}, {kept.kv + p.kv, 2 * h, true});
        multiply({.m = p.queries,
                  .n = p.tokens,
                  .k = width_,
                  .c = change.data(),
                  .stride = p.tokens,
                  .beta = 1.0F,
                  .alpha = scale_},
                 {kept.q + p.q, h}, {kv_change + p.kv, 2 * h, true});
        softmaxDerivative(shape, own, change.data(), change.data());
        applyMask(shape, mask, change.data(), change.data());
        applyMask(shape, mask, own, masked.data());
        multiply(
            {.m = p.queries, .n = width_, .k = p.tokens, .c = context_change + p.q, .stride = h},
            {change.data(), p.tokens}, {kept.kv + p.kv + h, 2 * h});
        multiply({.m = p.queries,
                  .n = width_,
                  .k = p.tokens,
                  .c = context_change + p.q,
                  .stride = h,
                  .beta = 1.0F},
                 {masked.data(), p.tokens}, {kv_change + p.kv + h, 2 * h});
    });
}

void Attention::backward(const Kept& kept, const float* context_gradient, float* q_gradient,
                         float* kv_gradient) const {
    const Size h = hidden_;
    overParts([&](const Part& p) {
        const Shape shape{p.queries, p.tokens};
        const Mask mask = from(kept.mask, p.probabilities);
        const float* own = kept.probabilities + p.probabilities;
        std::vector<float> masked(static_cast<std::size_t>(p.queries * p.tokens));
        std::vector<float> change(masked.size());
        applyMask(shape, mask, own, masked.data());
        multiply({.m = p.tokens,
                  .n = width_,
                  .k = p.queries,
                  .c = kv_gradient + p.kv + h,
                  .stride = 2 * h},
                 {masked.data(), p.tokens, true}, {context_gradient + p.q, h});
        multiply(
            {.m = p.queries, .n = p.tokens, .k = width_, .c = change.data(), .stride = p.tokens},
            {context_gradient + p.q, h}, {kept.kv + p.kv + h, 2 * h, true});
        applyMask(shape, mask, change.data(), change.data());
        softmaxDerivative(shape, own, change.data(), change.data());
        multiply({.m = p.queries,
                  .n = width_,
                  .k = p.tokens,
                  .c = q_gradient + p.q,
                  .stride = h,
                  .alpha = scale_},
                 {change.data(), p.tokens}, {kept.kv + p.kv, 2 * h});
        multiply({.m = p.tokens,
                  .n = width_,
                  .k = p.queries,
                  .c = kv_gradient + p.kv,
                  .stride = 2 * h,
                  .alpha = scale_},
                 {change.data(), p.tokens, true}, {kept.q + p.q, h});
    });
}

}  // namespace alphascope::packed
