// SPDX-License-Identifier: GPL-3.0-or-later
// Scaled dot-product attention (Vaswani et al., 2017, section 3.2), its tangent and its gradient.
#include "model/packed/attention.h"

#include "model/packed/blas.h"

#include <ATen/Parallel.h>

#include <array>
#include <cmath>

namespace alphascope::packed {
namespace {

using Size = std::int64_t;

/// Room for the scores of one text and head, kept by each thread from part to part.
float* threadRoom(std::size_t which, Size count) {
    thread_local std::array<std::vector<float>, 2> rooms;
    auto& room = rooms.at(which);
    if (std::ssize(room) < count) room.resize(static_cast<std::size_t>(count));
    return room.data();
}

/// The part of a mask that starts `offset` elements on.
Mask from(const Mask& mask, Size offset) {
    return {.kept = mask.kept == nullptr ? nullptr : mask.kept + offset, .scale = mask.scale};
}

/// Probabilities as they are used: themselves, or masked in the thread's first room.
const float* masked(const Shape& shape, const Mask& mask, const float* probabilities) {
    if (mask.kept == nullptr) return probabilities;
    float* room = threadRoom(0, shape.rows * shape.columns);
    applyMask(shape, mask, probabilities, room);
    return room;
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

/// What the derivatives of a part start from.
struct Attention::Again {
    Shape shape;
    Mask mask;
    const float* probabilities;
    const float* masked;  ///< probabilities, as they were used
    float* change;        ///< room for as many
};

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

template <typename Work>
void Attention::overKept(const Kept& kept, const Work& work) const {
    overParts([&](const Part& p) {
        const Shape shape{p.queries, p.tokens};
        const Mask mask = from(kept.mask, p.probabilities);
        const float* own = kept.probabilities + p.probabilities;
        work(p, Again{.shape = shape,
                      .mask = mask,
                      .probabilities = own,
                      .masked = masked(shape, mask, own),
                      .change = threadRoom(1, p.queries * p.tokens)});
    });
}

void Attention::scores(const Part& p, const float* q, const float* kv, float beta,
                       float* out) const {
    multiply({.m = p.queries,
              .n = p.tokens,
              .k = width_,
              .c = out,
              .stride = p.tokens,
              .beta = beta,
              .alpha = scale_},
             {q + p.q, hidden_}, {kv + p.kv, 2 * hidden_, true});
}

void Attention::contexts(const Part& p, const float* weights, const float* kv, float beta,
                         float* out) const {
    multiply({.m = p.queries,
              .n = width_,
              .k = p.tokens,
              .c = out + p.q,
              .stride = hidden_,
              .beta = beta},
             {weights, p.tokens}, {kv + p.kv + hidden_, 2 * hidden_});
}

void Attention::forward(const float* q, const float* kv, const Mask& mask, float* probabilities,
                        float* context) const {
    overParts([&](const Part& p) {
        const Shape shape{p.queries, p.tokens};
        float* own = probabilities + p.probabilities;
        scores(p, q, kv, 0.0F, own);
        softmax(shape, own);
        contexts(p, masked(shape, from(mask, p.probabilities), own), kv, 0.0F, context);
    });
}

void Attention::tangent(const Kept& kept, const float* q_change, const float* kv_change,
                        float* context_change) const {
    overKept(kept, [&](const Part& p, const Again& a) {
        scores(p, q_change, kept.kv, 0.0F, a.change);
        scores(p, kept.q, kv_change, 1.0F, a.change);
        softmaxDerivative(a.shape, a.probabilities, a.change, a.change);
        applyMask(a.shape, a.mask, a.change, a.change);
        contexts(p, a.change, kept.kv, 0.0F, context_change);
        contexts(p, a.masked, kv_change, 1.0F, context_change);
    });
}

void Attention::backward(const Kept& kept, const float* context_gradient, float* q_gradient,
                         float* kv_gradient) const {
    const Size h = hidden_;
    overKept(kept, [&](const Part& p, const Again& a) {
        multiply({.m = p.tokens,
                  .n = width_,
                  .k = p.queries,
                  .c = kv_gradient + p.kv + h,
                  .stride = 2 * h},
                 {a.masked, p.tokens, true}, {context_gradient + p.q, h});
        multiply({.m = p.queries, .n = p.tokens, .k = width_, .c = a.change, .stride = p.tokens},
                 {context_gradient + p.q, h}, {kept.kv + p.kv + h, 2 * h, true});
        applyMask(a.shape, a.mask, a.change, a.change);
        softmaxDerivative(a.shape, a.probabilities, a.change, a.change);
        multiply({.m = p.queries,
                  .n = width_,
                  .k = p.tokens,
                  .c = q_gradient + p.q,
                  .stride = h,
                  .alpha = scale_},
                 {a.change, p.tokens}, {kept.kv + p.kv, 2 * h});
        multiply({.m = p.tokens,
                  .n = width_,
                  .k = p.queries,
                  .c = kv_gradient + p.kv,
                  .stride = 2 * h,
                  .alpha = scale_},
                 {a.change, p.tokens, true}, {kept.q + p.q, h});
    });
}

}  // namespace alphascope::packed
