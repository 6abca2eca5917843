// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/autograd_pass.h"

#include "model/forward_mode.h"

#include <optional>

namespace alphascope {
namespace {

class AutogradPass final : public ForwardPass {
public:
    AutogradPass(const Classifier& model, const torch::Tensor& values, const TokenBatch& tokens,
                 DropoutStream* dropout, Precision precision)
        : model_(model), word_ids_(tokens.ids), tokens_(tokens.to(values.device())) {
        if (dropout != nullptr) masks_ = *dropout;
        for (const auto& part : model.parameters().cut(values.detach()))
            leaves_.push_back(part.detach().requires_grad_(true));
        const auto output = [&] {
            const AutocastScope scope(values.device(), precision);
            return model.run(leaves_, tokens_, dropout);
        }();
        with_graph_ = output.logits.to(torch::kCPU, values.scalar_type());
        logits_ = with_graph_.detach();
        features_ = output.features.detach().to(torch::kCPU, values.scalar_type());
    }

    torch::Tensor tangent(const torch::Tensor& direction) override {
        torch::NoGradGuard no_graph;
        const auto parts = model_.parameters().cut(direction.detach());
        std::vector<torch::Tensor> duals;
        duals.reserve(leaves_.size());
        for (std::size_t i = 0; i < leaves_.size(); ++i)
            duals.push_back(makeDual(leaves_[i].detach(), parts[i]));
        auto masks = masks_;
        const auto output = model_.run(duals, tokens_, masks ? &*masks : nullptr);
        return takeApart(output.logits).tangent.cpu();
    }

    void addGradient(const torch::Tensor& cotangents, Gradient& into) override {
        const torch::autograd::variable_list leaves(leaves_.begin(), leaves_.end());
        const auto parts = torch::autograd::grad({with_graph_}, leaves, {cotangents}, true, false,
                                                 /*allow_unused=*/true);
        const auto ids = word_ids_.to(torch::kCPU, torch::kInt32).contiguous();
        into.touch({ids.data_ptr<std::int32_t>(), static_cast<std::size_t>(ids.numel())});
        const auto targets = model_.parameters().cut(into.values());
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto target = targets[i];
            if (parts[i].defined()) target.add_(parts[i]);
        }
    }

private:
    const Classifier& model_;
    torch::Tensor word_ids_;  // as they came, in the CPU's memory in a training step
    TokenBatch tokens_;
    std::optional<DropoutStream> masks_;  // as they stood before the pass
    std::vector<torch::Tensor> leaves_;
    torch::Tensor with_graph_;
};

}  // namespace

std::unique_ptr<ForwardPass> autogradPass(const Classifier& model, const torch::Tensor& values,
                                          const TokenBatch& tokens, DropoutStream* dropout,
                                          Precision precision) {
    return std::make_unique<AutogradPass>(model, values, tokens, dropout, precision);
}

}  // namespace alphascope
