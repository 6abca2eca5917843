// SPDX-License-Identifier: GPL-3.0-or-later
// GradNorm (Chen et al., ICML 2018), with the parametrisation of LibMTL:
//   w = 2 softmax(s), so that the weights sum to 2; s starts equal
//   G_a = w_a ‖grad mean_i l_ia‖ over the encoder's parameters;  G their mean
//   r_a = (L_a / L_a(0)) / mean_b (L_b / L_b(0)),  L(0) the losses of the first step
//   s minimises sum_a |G_a - G r_a^κ|, the right-hand part held constant, by Adam
// κ = restoring_force = 1.5. The weights of the step are those before the update of s (LibMTL).
// Adam's learning rate for s is our choice. The two norms are noted as series.
#include "distill/checkpoint_state.h"
#include "distill/learned_parameters.h"
#include "distill/schemes.h"

namespace alphascope {
namespace {

constexpr const char* kState = "scheme.gradnorm";
constexpr const char* kFirstLosses = "scheme.gradnorm.first";
constexpr double kSmallestLoss = 1e-30;  // a term that starts at 0 has no rate

class GradNorm final : public WeightingScheme {
public:
    GradNorm(double force, double learning_rate)
        : s_({{"s", {2}, false}}, torch::kFloat64), force_(force), learning_rate_(learning_rate) {}

    Weights weigh(const WeighingContext& context) override {
        const auto losses = context.losses.to(torch::kFloat64).mean(0);
        if (!first_.defined()) first_ = losses.clamp_min(kSmallestLoss);
        const auto weights = 2.0 * torch::softmax(s_.leaves()[0], 0);
        const auto norms = weights * gradientNorms(context);
        const auto rates = losses / first_;
        const auto wanted =
            norms.detach().mean() * (rates / rates.mean().clamp_min(kSmallestLoss)).pow(force_);
        s_.step(learning_rate_, torch::autograd::grad({(norms - wanted).abs().sum()}, s_.leaves()));
        return fromTerms(weights[kLabelTerm], weights[kTeacherTerm], context.losses);
    }
    void save(TensorFile& archive) const override {
        s_.save(archive, kState);
        if (first_.defined()) archive.tensors[kFirstLosses] = first_.clone();
    }
    void load(const TensorFile& archive) override {
        s_.load(archive, kState);
        first_ = archive.tensors.contains(kFirstLosses) ? stateTensor(archive, kFirstLosses, {2})
                                                        : torch::Tensor();
    }

private:
    /// Norms [2] of the gradients of the two mean losses.
    static torch::Tensor gradientNorms(const WeighingContext& context) {
        StepTools& tools = *context.tools;
        auto norms = torch::zeros({2}, torch::kFloat64);
        for (const auto term : {kLabelTerm, kTeacherTerm}) {
            auto only = torch::zeros_like(context.losses);
            only.select(1, term).fill_(1.0);
            const auto gradient = tools.gradient(only).narrow(0, 0, tools.encoderSize());
            norms[term] = gradient.norm().to(torch::kFloat64);
            tools.note(term == kLabelTerm ? "label_gradient_norm" : "teacher_gradient_norm",
                       norms[term].item<double>());
        }
        return norms;
    }

    LearnedParameters s_;
    torch::Tensor first_;  // [2] losses of the first step; undefined before it
    double force_, learning_rate_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeGradNorm(const SchemeSettings& settings) {
    return std::make_unique<GradNorm>(settings.real("restoring_force"),
                                      settings.real("learning_rate"));
}

}  // namespace alphascope
