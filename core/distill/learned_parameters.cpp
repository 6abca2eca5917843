// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/learned_parameters.h"

#include "distill/checkpoint_state.h"

namespace alphascope {

LearnedParameters::LearnedParameters(std::vector<ParameterShape> shapes, torch::ScalarType dtype)
    : values_(std::move(shapes), dtype), gradient_(values_), optimiser_(values_, 0.0) {}

void LearnedParameters::step(double learning_rate, std::span<const torch::Tensor> gradients,
                             double decay) {
    torch::NoGradGuard no_grad;
    const auto targets = values_.cut(gradient_.values());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        auto target = targets[i];
        target.copy_(gradients[i]);
        target.add_(leaves()[i], decay);
    }
    optimiser_.step(learning_rate, gradient_);
}

void LearnedParameters::save(TensorFile& archive, const std::string& name) const {
    archive.tensors[name] = values_.values().clone();
    optimiser_.save(archive, name + ".adam");
}

void LearnedParameters::load(const TensorFile& archive, const std::string& name) {
    torch::NoGradGuard no_grad;
    values_.values().copy_(stateTensor(archive, name, values_.values().sizes()));
    optimiser_.load(archive, name + ".adam");
}

}  // namespace alphascope
