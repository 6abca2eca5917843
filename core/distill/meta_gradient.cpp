// SPDX-License-Identifier: GPL-3.0-or-later
// At zero perturbation the virtual model of learning-to-reweight equals the current one, so that
// -dL_meta/de_i = lr <grad L_meta, grad l_i> exactly (Ren et al., ICML 2018, section 3.3): first
// order, and one forward-mode Jacobian-vector product along grad L_meta serves every sample and term.
#include "distill/meta_gradient.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/forward_grad.h>

#include <unordered_set>

namespace alphascope {
namespace {

/// The process-wide forward-mode level, entered on first use and never left.
std::uint64_t forwardLevel() {
    static const std::uint64_t kLevel = torch::autograd::ForwardADLevel::get_next_idx();
    return kLevel;
}

/// Drops what every node below `root` has saved.
void releaseGraph(torch::autograd::Node* root) {
    std::unordered_set<torch::autograd::Node*> seen{root};
    std::vector<torch::autograd::Node*> open{root};
    while (!open.empty()) {
        auto* node = open.back();
        open.pop_back();
        for (const auto& edge : node->next_edges())
            if (edge.function && seen.insert(edge.function.get()).second) open.push_back(edge.function.get());
        node->release_variables();
    }
}

}  // namespace

DualLogits dualForward(const Classifier& student, const TokenBatch& tokens, DropoutStream* dropout,
                       std::span<const torch::Tensor> direction) {
    const auto level = static_cast<std::int64_t>(forwardLevel());
    const auto& leaves = student.parameters().leaves();
    std::vector<torch::Tensor> duals;
    duals.reserve(leaves.size());
    for (std::size_t i = 0; i < leaves.size(); ++i)
        duals.push_back(at::_make_dual(leaves[i], direction[i].detach(), level));
    const auto [primal, tangent] = at::_unpack_dual(student.logits(duals, tokens, dropout), level);
    return {.logits = primal, .tangent = tangent.detach(), .tangent_graph = tangent.grad_fn()};
}

void backward(const torch::Tensor& loss, const DualLogits& dual) {
    const c10::AutoFwGradMode no_tangents(false);
    loss.backward();
    if (dual.tangent_graph) releaseGraph(dual.tangent_graph.get());
}

std::vector<torch::Tensor> metaGradient(const Classifier& student, std::span<const torch::Tensor> parameters,
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
    return torch::autograd::grad({mean}, torch::autograd::variable_list(parameters.begin(), parameters.end()));
}

}  // namespace alphascope
