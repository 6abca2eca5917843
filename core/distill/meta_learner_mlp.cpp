// SPDX-License-Identifier: GPL-3.0-or-later
// The reading of RW-KD's abstract in which the meta-learner is a network, after Meta-Weight-Net
// (Shu et al., NeurIPS 2019): inputs CE_i and KD_i, one hidden ReLU layer (100), one sigmoid output
// V.
//   dL_meta(θ')/dV_i = -(lr/n) <g', grad KD_i - grad CE_i>,   g' = grad L_meta at θ'
// (FaMUS, Xu et al., 2021, equation 7: the chain rule, no second order through the student).
// Adam 1e-3, no weight decay. The weights of the real step come from the updated V.
#include "distill/meta_learner_mlp.h"

#include "data/batches.h"
#include "study/error.h"

#include <cmath>

namespace alphascope {
namespace {

std::vector<ParameterShape> layers(int hidden) {
    return {{"hidden.weight", {hidden, 2}, false},
            {"hidden.bias", {hidden}, false},
            {"output.weight", {1, hidden}, false},
            {"output.bias", {1}, false}};
}

}  // namespace

MetaLearnerMlp::MetaLearnerMlp(int hidden, double learning_rate, std::uint64_t seed)
    : parameters_(layers(hidden), torch::kFloat32),
      gradient_(parameters_),
      optimiser_(parameters_, 0.0),
      learning_rate_(learning_rate) {
    // PyTorch's default for linear layers: uniform in ±1/sqrt(inputs).
    torch::NoGradGuard no_grad;
    Random random(seed);
    for (const auto& leaf : parameters_.leaves()) {
        const double bound = leaf.size(-1) == 2 ? 1.0 / std::sqrt(2.0) : 1.0 / std::sqrt(hidden);
        auto values = leaf.detach().view(-1);
        for (std::int64_t i = 0; i < values.numel(); ++i)
            values[i] = bound * (2.0 * random.unit() - 1.0);
    }
}

torch::Tensor MetaLearnerMlp::alpha(const torch::Tensor& losses) const {
    const auto& p = parameters_.leaves();
    const auto inner = torch::relu(torch::linear(losses.detach().to(torch::kFloat32), p[0], p[1]));
    return torch::sigmoid(torch::linear(inner, p[2], p[3])).squeeze(1);
}

torch::Tensor MetaLearnerMlp::virtualStep(const WeighingContext& context) {
    const auto weights = fromAlpha(alpha(context.losses).to(context.losses.scalar_type()));
    return context.tools->values() -
           context.learning_rate * context.tools->gradient(weights.values);
}

torch::Tensor MetaLearnerMlp::learnAndWeigh(const WeighingContext& context,
                                            const torch::Tensor& rates) {
    const double n = static_cast<double>(context.losses.size(0));
    const auto slope =
        (rates.select(1, kTeacherTerm) - rates.select(1, kLabelTerm)).to(torch::kFloat32) *
        (-context.learning_rate / n);
    const auto parts =
        torch::autograd::grad({(alpha(context.losses) * slope).sum()}, parameters_.leaves());
    gradient_.zero();
    const auto targets = parameters_.cut(gradient_.values());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto target = targets[i];
        target.copy_(parts[i]);
    }
    optimiser_.step(learning_rate_, gradient_);
    return alpha(context.losses).detach().to(context.losses.scalar_type());
}

void MetaLearnerMlp::save(TensorFile& archive) const {
    archive.tensors["scheme.mlp"] = parameters_.values().clone();
    optimiser_.save(archive, "scheme.mlp.adam");
}

void MetaLearnerMlp::load(const TensorFile& archive) {
    const auto values = archive.tensors.find("scheme.mlp");
    if (values == archive.tensors.end() || values->second.sizes() != parameters_.values().sizes())
        throw Error("The checkpoint holds no meta-learner that fits this scheme.");
    torch::NoGradGuard no_grad;
    parameters_.values().copy_(values->second);
    optimiser_.load(archive, "scheme.mlp.adam");
}

}  // namespace alphascope
