// SPDX-License-Identifier: GPL-3.0-or-later
// Meta-Weight-Net (Shu et al., NeurIPS 2019) for two losses: inputs CE_i and KD_i, one hidden ReLU
// layer (100), sigmoid outputs. One output is α_i, and the weights are w_i = (1 - α_i, α_i); two
// are the weights themselves, which need not sum to 1 (as in BiKD, arXiv 2605.17839).
//   dL_meta(θ')/dw_ia = -(lr/n) <g', grad l_ia>,   g' = grad L_meta at θ'
// (FaMUS, Xu et al., CVPR 2021, equation 7: the chain rule, no second order through the student).
// Adam; the weights of the real step come from the updated V.
#include "distill/meta_learner_mlp.h"

#include "data/batches.h"

#include <cmath>

namespace alphascope {
namespace {

std::vector<ParameterShape> layers(int hidden, int outputs) {
    return {{"hidden.weight", {hidden, 2}, false},
            {"hidden.bias", {hidden}, false},
            {"output.weight", {outputs, hidden}, false},
            {"output.bias", {outputs}, false}};
}

}  // namespace

MetaLearnerMlp::MetaLearnerMlp(const Options& options)
    : options_(options),
      parameters_(layers(options.hidden, options.two_outputs ? 2 : 1), torch::kFloat32) {
    // PyTorch's default for linear layers: uniform in ±1/sqrt(inputs).
    torch::NoGradGuard no_grad;
    Random random(options.seed);
    for (std::size_t i = 0; i < parameters_.leaves().size(); ++i) {
        const double bound = 1.0 / std::sqrt(i < 2 ? 2.0 : options.hidden);
        auto values = parameters_.leaves()[i].detach().view(-1);
        for (std::int64_t j = 0; j < values.numel(); ++j)
            values[j] = bound * (2.0 * random.unit() - 1.0);
    }
}

torch::Tensor MetaLearnerMlp::weights(const torch::Tensor& losses) const {
    const auto& p = parameters_.leaves();
    const auto inner = torch::relu(torch::linear(losses.detach().to(torch::kFloat32), p[0], p[1]));
    const auto outputs = torch::sigmoid(torch::linear(inner, p[2], p[3]));
    return options_.two_outputs ? outputs : torch::cat({1.0 - outputs, outputs}, 1);
}

torch::Tensor MetaLearnerMlp::virtualStep(const WeighingContext& context) {
    const auto current = weights(context.losses).detach().to(context.losses.scalar_type());
    return context.tools->values() - context.learning_rate * context.tools->gradient(current);
}

torch::Tensor MetaLearnerMlp::learnAndWeigh(const WeighingContext& context,
                                            const torch::Tensor& rates) {
    const double n = static_cast<double>(context.losses.size(0));
    const auto slopes = rates.to(torch::kFloat32) * (-context.learning_rate / n);
    const auto gradients =
        torch::autograd::grad({(weights(context.losses) * slopes).sum()}, parameters_.leaves());
    parameters_.step(options_.learning_rate, gradients, options_.weight_decay);
    return weights(context.losses).detach().to(context.losses.scalar_type());
}

}  // namespace alphascope
