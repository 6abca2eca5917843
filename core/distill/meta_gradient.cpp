// SPDX-License-Identifier: GPL-3.0-or-later
// At zero perturbation the virtual model of learning-to-reweight equals the current one, so that
// -dL_meta/de_i = lr <grad L_meta, grad l_i> exactly (Ren et al., ICML 2018, section 3.3): first
// order, and one forward-mode Jacobian-vector product along grad L_meta serves every sample and
// term.
#include "distill/meta_gradient.h"

namespace alphascope {

LogitLosses::LogitLosses(std::span<const std::unique_ptr<LossTerm>> terms,
                         const torch::Tensor& logits, const Targets& targets)
    : logits_(logits.detach().requires_grad_(true)),
      losses_(allLosses(terms, {logits_}, targets)) {}

torch::Tensor LogitLosses::derivatives() const {
    std::vector<torch::Tensor> all;
    for (std::int64_t term = 0; term < losses_.size(1); ++term)
        all.push_back(
            torch::autograd::grad({losses_.select(1, term).sum()}, {logits_}, {}, true)[0]);
    return torch::stack(all, 0);
}

torch::Tensor LogitLosses::cotangents(const torch::Tensor& weights) const {
    return torch::autograd::grad({losses_}, {logits_}, {weights}, true)[0];
}

double addMetaGradient(const Classifier& student, const torch::Tensor& values, const Batch& batch,
                       const TeacherView& view, std::span<const std::unique_ptr<LossTerm>> terms,
                       MetaLoss loss, Gradient& into) {
    const auto pass = student.forward(values, batch.tokens, nullptr);
    const LogitLosses losses(terms, pass->logits(), view.targets(batch, {pass->logits()}));
    auto weights =
        torch::full_like(losses.values(), 1.0 / static_cast<double>(batch.tokens.rows()));
    if (loss == MetaLoss::kHard) weights.select(1, kTeacherTerm).zero_();
    if (loss == MetaLoss::kSoft) weights.select(1, kLabelTerm).zero_();
    pass->addGradient(losses.cotangents(weights), into);
    return (losses.values() * weights).sum().item<double>();
}

}  // namespace alphascope
