// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/adamw.h"

#include "model/simd.h"
#include "study/error.h"

#include <ATen/Parallel.h>

#include <bit>
#include <cmath>

namespace alphascope {
namespace {

constexpr std::int64_t kPiece = 16384;

using Range = std::pair<std::int64_t, std::int64_t>;

/// Appends [begin, end) in pieces, joined to the last where they meet and are small.
void appendPieces(std::vector<Range>& pieces, std::int64_t begin, std::int64_t end) {
    while (begin < end) {
        if (pieces.empty() || pieces.back().second != begin ||
            pieces.back().second - pieces.back().first >= kPiece)
            pieces.emplace_back(begin, begin);
        auto& last = pieces.back();
        last.second = begin = std::min(end, last.first + kPiece);
    }
}

struct StepSizes {
    double learning_rate, decay, first_correction, second_root;
};

StepSizes sizesOf(std::int64_t step, double learning_rate, double decay) {
    const auto n = static_cast<double>(step);
    return {.learning_rate = learning_rate,
            .decay = decay,
            .first_correction = 1.0 - std::pow(kAdamBeta1, n),
            .second_root = std::sqrt(1.0 - std::pow(kAdamBeta2, n))};
}

template <typename T>
struct Buffers {
    T* value;
    const T* gradient;
    const T* decayed;
    T* mean;
    T* variance;
};

template <typename T>
void updatePiece(const Buffers<T>& b, const StepSizes& s, std::int64_t begin, std::int64_t end) {
    const T lr = static_cast<T>(s.learning_rate), decay = static_cast<T>(s.decay);
    const T step_size = static_cast<T>(s.learning_rate / s.first_correction);
    const T root = static_cast<T>(s.second_root), epsilon = static_cast<T>(kAdamEpsilon);
    T* __restrict value = b.value;
    T* __restrict m = b.mean;
    T* __restrict v = b.variance;
    for (std::int64_t i = begin; i < end; ++i) {
        const T g = b.gradient[i];
        m[i] += (g - m[i]) * static_cast<T>(1.0 - kAdamBeta1);
        v[i] = v[i] * static_cast<T>(kAdamBeta2) + g * g * static_cast<T>(1.0 - kAdamBeta2);
        const T decayed = value[i] - lr * decay * b.decayed[i] * value[i];
        value[i] = decayed - step_size * m[i] / (std::sqrt(v[i]) / root + epsilon);
    }
}

ALPHASCOPE_SIMD void updateFloats(const Buffers<float>& b, const StepSizes& s, std::int64_t begin,
                                  std::int64_t end) {
    updatePiece(b, s, begin, end);
}

}  // namespace

AdamW::AdamW(FlatParameters& parameters, double weight_decay)
    : parameters_(parameters),
      weight_decay_(weight_decay),
      mean_(torch::zeros_like(parameters.values())),
      variance_(torch::zeros_like(parameters.values())) {
    appendPieces(active_, 0, parameters.count());
}

void AdamW::activate(std::span<const std::int32_t> ids) {
    settle();
    if (!parameters_.placement().own_loops) return;  // all stay active
    const RowBlock& words = parameters_.words();
    std::vector<char> used(static_cast<std::size_t>(words.rows), 0);
    for (const auto id : ids) used.at(static_cast<std::size_t>(id)) = 1;
    active_.clear();
    idle_.clear();
    appendPieces(active_, 0, words.begin);
    for (std::int64_t row = 0; row < words.rows; ++row) {
        const std::int64_t begin = words.begin + row * words.width;
        appendPieces(used[static_cast<std::size_t>(row)] != 0 ? active_ : idle_, begin,
                     begin + words.width);
    }
    appendPieces(active_, words.end(), parameters_.count());
}

void AdamW::step(double learning_rate, const Gradient& gradient) {
    ++steps_;
    if (!parameters_.placement().own_loops)
        return stepByOperations(learning_rate, gradient.values());
    const StepSizes sizes = sizesOf(steps_, learning_rate, weight_decay_);
    idle_factor_ *= 1.0 - learning_rate * weight_decay_;
    const auto update = [&]<typename T>(const auto& piece, T /*tag*/) {
        const Buffers<T> buffers{.value = parameters_.values().template data_ptr<T>(),
                                 .gradient = gradient.values().template data_ptr<T>(),
                                 .decayed = parameters_.decayMask().template data_ptr<T>(),
                                 .mean = mean_.template data_ptr<T>(),
                                 .variance = variance_.template data_ptr<T>()};
        at::parallel_for(0, std::ssize(active_), 1, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i)
                piece(buffers, sizes, active_[static_cast<std::size_t>(i)].first,
                      active_[static_cast<std::size_t>(i)].second);
        });
    };
    if (mean_.scalar_type() == torch::kDouble)
        update(updatePiece<double>, 0.0);
    else
        update(updateFloats, 0.0F);
}

void AdamW::stepByOperations(double learning_rate, const torch::Tensor& gradient) {
    torch::NoGradGuard no_grad;
    const StepSizes sizes = sizesOf(steps_, learning_rate, weight_decay_);
    mean_.lerp_(gradient, 1.0 - kAdamBeta1);
    variance_.mul_(kAdamBeta2).addcmul_(gradient, gradient, 1.0 - kAdamBeta2);
    auto values = parameters_.values();
    values.addcmul_(parameters_.decayMask(), values, -learning_rate * weight_decay_);
    values.addcdiv_(mean_, variance_.sqrt().div_(sizes.second_root).add_(kAdamEpsilon),
                    -learning_rate / sizes.first_correction);
}

void AdamW::settle() {
    torch::NoGradGuard no_grad;
    if (idle_factor_ != 1.0)
        for (const auto& [begin, end] : idle_)
            parameters_.values().narrow(0, begin, end - begin).mul_(idle_factor_);
    idle_factor_ = 1.0;
}

void AdamW::save(TensorFile& archive, const std::string& prefix) const {
    archive.tensors[prefix + ".mean"] = mean_.clone();
    archive.tensors[prefix + ".variance"] = variance_.clone();
    archive.metadata[prefix + ".steps"] = std::to_string(steps_);
    archive.metadata[prefix + ".idle_factor"] =
        std::to_string(std::bit_cast<std::int64_t>(idle_factor_));
}

void AdamW::load(const TensorFile& archive, const std::string& prefix) {
    const auto mean = archive.tensors.find(prefix + ".mean");
    const auto variance = archive.tensors.find(prefix + ".variance");
    const auto steps = archive.metadata.find(prefix + ".steps");
    if (mean == archive.tensors.end() || variance == archive.tensors.end() ||
        steps == archive.metadata.end() || mean->second.sizes() != mean_.sizes() ||
        variance->second.sizes() != variance_.sizes())
        throw Error("The checkpoint holds no optimiser state that fits this model.");
    mean_.copy_(mean->second);
    variance_.copy_(variance->second);
    steps_ = std::stoll(steps->second);
    const auto idle = archive.metadata.find(prefix + ".idle_factor");
    idle_factor_ = idle == archive.metadata.end()  // of an earlier version, which settled first
                       ? 1.0
                       : std::bit_cast<double>(static_cast<std::int64_t>(std::stoll(idle->second)));
}

double learningRateAt(std::int64_t step, std::int64_t total, double peak, double warmup_share) {
    const double warmup = std::max(1.0, std::round(warmup_share * static_cast<double>(total)));
    const auto s = static_cast<double>(step);
    if (s <= warmup) return peak * s / warmup;
    const double rest = std::max(1.0, static_cast<double>(total) - warmup);
    return peak * std::max(0.0, (static_cast<double>(total) - s + 1.0) / (rest + 1.0));
}

}  // namespace alphascope
