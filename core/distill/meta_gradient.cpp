// SPDX-License-Identifier: GPL-3.0-or-later
// At zero perturbation the virtual model of learning-to-reweight equals the current one, so that
// -dL_meta/de_i = lr <grad L_meta, grad l_i> exactly (Ren et al., ICML 2018, section 3.3): first
// order, and one forward-mode Jacobian-vector product along grad L_meta serves every sample and
// term.
#include "distill/meta_gradient.h"

#include <torch/csrc/autograd/forward_grad.h>

namespace alphascope {
namespace {

/// The process-wide forward-mode level, entered on first use and never left.
std::uint64_t forwardLevel() {
    static const std::uint64_t kLevel = torch::autograd::ForwardADLevel::get_next_idx();
    return kLevel;
}

torch::Tensor tangentPass(const Classifier& student, const TokenBatch& tokens,
                          DropoutStream* dropout, std::span<const torch::Tensor> direction) {
    torch::NoGradGuard no_graph;
    const auto level = static_cast<std::int64_t>(forwardLevel());
    const auto& leaves = student.parameters().leaves();
    std::vector<torch::Tensor> duals;
    duals.reserve(leaves.size());
    for (std::size_t i = 0; i < leaves.size(); ++i)
        duals.push_back(at::_make_dual(leaves[i].detach(), direction[i].detach(), level));
    return std::get<1>(at::_unpack_dual(student.logits(duals, tokens, dropout), level));
}

}  // namespace

torch::Tensor logitTangent(const Classifier& student, const TokenBatch& tokens,
                           DropoutStream dropout, std::span<const torch::Tensor> direction) {
    return tangentPass(student, tokens, &dropout, direction);
}

torch::Tensor logitTangent(const Classifier& student, const TokenBatch& tokens,
                           std::span<const torch::Tensor> direction) {
    return tangentPass(student, tokens, nullptr, direction);
}

MetaGradient metaGradient(const Classifier& student, std::span<const torch::Tensor> parameters,
                          const Batch& batch, const TeacherView& view,
                          std::span<const std::unique_ptr<LossTerm>> terms, MetaLoss loss) {
    const StudentOutput output{student.logits(parameters, batch.tokens, nullptr)};
    const Targets targets = view.targets(batch, output);
    torch::Tensor mean;
    if (loss != MetaLoss::kSoft) mean = terms[kLabelTerm]->perUnit(output, targets).mean();
    if (loss != MetaLoss::kHard) {
        const auto soft = terms[kTeacherTerm]->perUnit(output, targets).mean();
        mean = mean.defined() ? mean + soft : soft;
    }
    return {.loss = mean.item<double>(),
            .parts = torch::autograd::grad(
                {mean}, torch::autograd::variable_list(parameters.begin(), parameters.end()))};
}

}  // namespace alphascope
