// SPDX-License-Identifier: GPL-3.0-or-later
// Weighted soft labels (Zhou et al., ICLR 2021), as in the official code:
//   L = CE_i + kd_weight · w_i KD_i,  w_i = 1 - exp(-CE_i / (CE^t_i + 1e-7))
// CE_i and CE^t_i are the student's and the teacher's label losses at T = 1; w_i is held constant.
// kd_weight: 2.5 on ImageNet (official), 2.25 on CIFAR (the default here). Additive: the weights do
// not sum to 1. The official soft term is a cross-entropy; KD_i differs by the teacher's entropy, a
// constant.
#include "distill/schemes.h"

namespace alphascope {
namespace {

class WeightedSoftLabels final : public WeightingScheme {
public:
    explicit WeightedSoftLabels(double kd_weight) : kd_weight_(kd_weight) {}
    Weights weigh(const WeighingContext& context) override {
        const auto teacher = labelLosses(context.targets.teacher_logits, context.targets);
        const auto student = labelLosses(context.logits, context.targets);
        const auto w = 1.0 - (-student / (teacher + 1e-7)).exp();
        return fromTerms(1.0, kd_weight_ * w, context.losses);
    }

private:
    static torch::Tensor labelLosses(const torch::Tensor& logits, const Targets& targets) {
        return makeTerms(TaskKind::kClassification, false)[kLabelTerm]->perUnit({logits}, targets);
    }

    double kd_weight_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeWsl(const SchemeSettings& settings) {
    return std::make_unique<WeightedSoftLabels>(settings.real("kd_weight"));
}

}  // namespace alphascope
