// SPDX-License-Identifier: GPL-3.0-or-later
// Weights that a look at the teacher's prediction q = softmax(zt) and the label y decides:
// filter: α_i = kd_weight where argmax q_i = y_i, else 0 (the label alone). Generic; Meng et al.,
//         Conditional Teacher-Student Learning (ICASSP 2019) has it with kd_weight = 1.
// ada:    α_i = max(0, q_i[y_i] - mean_{k != y_i} q_i[k])  (ADA-KD, Lukasik et al., 2021, as the
//         code of TGeo-KD has it)
// Neither depends on the student.
#include "distill/schemes.h"

namespace alphascope {
namespace {

class TeacherFilter final : public WeightingScheme {
public:
    explicit TeacherFilter(double kd_weight) : kd_weight_(kd_weight) {}
    Weights weigh(const WeighingContext& context) override {
        const auto right = context.targets.teacher_logits.argmax(-1).eq(context.targets.labels);
        return fromAlpha(kd_weight_ * right.to(context.losses.scalar_type()));
    }

private:
    double kd_weight_;
};

class TeacherMargin final : public WeightingScheme {
public:
    Weights weigh(const WeighingContext& context) override {
        const auto q = torch::softmax(context.targets.teacher_logits, -1);
        const auto own = q.gather(1, context.targets.labels.unsqueeze(1)).squeeze(1);
        const auto others = (1.0 - own) / static_cast<double>(q.size(-1) - 1);
        return fromAlpha((own - others).clamp_min(0.0));
    }
};

}  // namespace

std::unique_ptr<WeightingScheme> makeFilter(const SchemeSettings& settings) {
    return std::make_unique<TeacherFilter>(settings.real("kd_weight"));
}
std::unique_ptr<WeightingScheme> makeAda(const SchemeSettings&) {
    return std::make_unique<TeacherMargin>();
}

}  // namespace alphascope
