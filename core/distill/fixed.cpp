// SPDX-License-Identifier: GPL-3.0-or-later
// label-only:   α = 0                         ordinary fine-tuning
// teacher-only: α = 1                         distillation without labels
// fixed:        α = kd_weight (default 0.5)   Hinton, Vinyals and Dean (2015), convex form
#include "distill/schemes.h"

namespace alphascope {
namespace {

class FixedWeight final : public WeightingScheme {
public:
    explicit FixedWeight(double kd_weight) : kd_weight_(kd_weight) {}
    Weights weigh(const WeighingContext& context) override {
        return fromAlpha(
            torch::full({context.losses.size(0)}, kd_weight_, context.losses.options()));
    }

private:
    double kd_weight_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeLabelOnly(const SchemeSettings&) {
    return std::make_unique<FixedWeight>(0.0);
}
std::unique_ptr<WeightingScheme> makeTeacherOnly(const SchemeSettings&) {
    return std::make_unique<FixedWeight>(1.0);
}
std::unique_ptr<WeightingScheme> makeFixed(const SchemeSettings& settings) {
    return std::make_unique<FixedWeight>(settings.real("kd_weight"));
}

}  // namespace alphascope
