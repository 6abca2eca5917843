// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/adamw.h"

#include "study/error.h"

#include <ATen/Parallel.h>

#include <cmath>

namespace alphascope {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;

struct StepSizes {
    double learning_rate, decay, first_correction, second_root;
};

template <typename T>
void updateAll(FlatParameters& parameters, torch::Tensor& mean, torch::Tensor& variance,
               const StepSizes& s) {
    T* value = parameters.values().data_ptr<T>();
    const T* gradient = parameters.gradients().data_ptr<T>();
    const T* decayed = parameters.decayMask().data_ptr<T>();
    T* m = mean.data_ptr<T>();
    T* v = variance.data_ptr<T>();
    const T lr = static_cast<T>(s.learning_rate), decay = static_cast<T>(s.decay);
    const T step_size = static_cast<T>(s.learning_rate / s.first_correction);
    const T root = static_cast<T>(s.second_root), epsilon = static_cast<T>(kEpsilon);
    at::parallel_for(0, parameters.count(), 16384, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const T g = gradient[i];
            m[i] += (g - m[i]) * static_cast<T>(1.0 - kBeta1);
            v[i] = v[i] * static_cast<T>(kBeta2) + g * g * static_cast<T>(1.0 - kBeta2);
            value[i] -= lr * decay * decayed[i] * value[i];
            value[i] -= step_size * m[i] / (std::sqrt(v[i]) / root + epsilon);
        }
    });
}

}  // namespace

AdamW::AdamW(FlatParameters& parameters, double weight_decay)
    : parameters_(parameters),
      weight_decay_(weight_decay),
      mean_(torch::zeros_like(parameters.values())),
      variance_(torch::zeros_like(parameters.values())) {}

void AdamW::step(double learning_rate) {
    ++steps_;
    const auto n = static_cast<double>(steps_);
    const StepSizes sizes{.learning_rate = learning_rate,
                          .decay = weight_decay_,
                          .first_correction = 1.0 - std::pow(kBeta1, n),
                          .second_root = std::sqrt(1.0 - std::pow(kBeta2, n))};
    if (mean_.scalar_type() == torch::kDouble)
        updateAll<double>(parameters_, mean_, variance_, sizes);
    else
        updateAll<float>(parameters_, mean_, variance_, sizes);
}

void AdamW::save(TensorFile& archive, const std::string& prefix) const {
    archive.tensors[prefix + ".mean"] = mean_.clone();
    archive.tensors[prefix + ".variance"] = variance_.clone();
    archive.metadata[prefix + ".steps"] = std::to_string(steps_);
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
}

double clipGradients(FlatParameters& parameters, double limit) {
    auto gradients = parameters.gradients();
    const double norm = gradients.norm().item<double>();
    if (norm > limit) gradients.mul_(limit / (norm + 1e-6));
    return norm;
}

double learningRateAt(std::int64_t step, std::int64_t total, double peak, double warmup_share) {
    const double warmup = std::max(1.0, std::round(warmup_share * static_cast<double>(total)));
    const auto s = static_cast<double>(step);
    if (s <= warmup) return peak * s / warmup;
    const double rest = std::max(1.0, static_cast<double>(total) - warmup);
    return peak * std::max(0.0, (static_cast<double>(total) - s + 1.0) / (rest + 1.0));
}

}  // namespace alphascope
