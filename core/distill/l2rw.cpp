// SPDX-License-Identifier: GPL-3.0-or-later
// Learning to reweight examples (Ren et al., ICML 2018) on the teacher term:
//   u_i = max(<g, grad KD_i>, 0),  g = grad of the meta loss at the current parameters
//   w_i = u_i / (sum_j u_j + [sum_j u_j = 0])      over the batch, not inside the sample
//   L = mean_i [CE_i + kd_weight · B w_i KD_i]
// B w_i has mean 1 over the batch of B samples, so that kd_weight compares with a plain weight; the
// paper's sum_i w_i l_i is the same. The meta loss is the label loss (the paper's); g is taken at
// the parameters before the step, as in RW-KD, not after a step along CE. Where no sample's teacher
// term helps, the step trains on the labels alone. Applying it to KD is ours.
#include "distill/rate_method.h"

namespace alphascope {
namespace {

class LearningToReweight final : public WeightingScheme {
public:
    explicit LearningToReweight(const SchemeSettings& settings)
        : meta_loss_(settings.metaLoss()),
          meta_batch_(static_cast<int>(settings.integer("meta_batch"))),
          method_(rateMethodOf(settings)),
          kd_weight_(settings.real("kd_weight")) {}
    Weights weigh(const WeighingContext& context) override {
        StepTools& tools = *context.tools;
        const auto along = tools.metaGradient(meta_loss_, meta_batch_, tools.values());
        const auto u = tools.rates(along, method_).select(1, kTeacherTerm).clamp_min(0.0);
        const auto sum = u.sum();
        const auto rows = static_cast<double>(u.size(0));
        return fromTerms(1.0, kd_weight_ * rows * u / (sum + sum.eq(0)), context.losses);
    }

private:
    MetaLoss meta_loss_;
    int meta_batch_;
    RateMethod method_;
    double kd_weight_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeL2rw(const SchemeSettings& settings) {
    return std::make_unique<LearningToReweight>(settings);
}

}  // namespace alphascope
