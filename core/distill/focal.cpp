// SPDX-License-Identifier: GPL-3.0-or-later
// Focal weights (after Lin et al., ICCV 2017), the standard hard-sample heuristic, on the label
// term:
//   L = (1 - kd_weight) (1 - p_i[y_i])^γ CE_i + kd_weight KD_i,  p = softmax(z),  γ = 2
// (1 - p)^γ is a weight here, held constant; the focal loss proper differentiates it too.
#include "distill/schemes.h"

namespace alphascope {
namespace {

class Focal final : public WeightingScheme {
public:
    Focal(double gamma, double kd_weight) : gamma_(gamma), kd_weight_(kd_weight) {}
    Weights weigh(const WeighingContext& context) override {
        const auto own = torch::softmax(context.logits, -1)
                             .gather(1, context.targets.labels.unsqueeze(1))
                             .squeeze(1);
        const auto hardness = (1.0 - own).clamp_min(0.0).pow(gamma_);
        return fromTerms((1.0 - kd_weight_) * hardness, torch::full({}, kd_weight_),
                         context.losses);
    }

private:
    double gamma_, kd_weight_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeFocal(const SchemeSettings& settings) {
    return std::make_unique<Focal>(settings.real("gamma"), settings.real("kd_weight"));
}

}  // namespace alphascope
