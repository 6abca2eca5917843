// SPDX-License-Identifier: GPL-3.0-or-later
// Teacher annealing (BAM; Clark et al., ACL 2019): the target is λ y + (1 - λ) q, λ = (step - 1)/
// (total - 1) from 0 to 1, q = softmax(zt); the loss is l(target, softmax(z)). No temperature.
// Cross-entropy is linear in its target: the loss is λ CE_i + (1 - λ) H(q_i, p_i), which is weighed
// here as two terms, so that α = 1 - λ. In regression the target is λ y + (1 - λ) zt, and
//   (z - target)² = λ (z - y)² + (1 - λ)(z - zt)² - λ (1 - λ)(y - zt)²,
// whose last part does not depend on the student: the same gradient.
#include "distill/schemes.h"

namespace alphascope {
namespace {

class SoftCrossEntropy final : public LossTerm {
public:
    [[nodiscard]] std::string name() const override { return "soft CE"; }
    [[nodiscard]] std::string formula() const override {
        return "-sum_k softmax(zt_i)[k] ln softmax(z_i)[k]";
    }
    [[nodiscard]] std::string slope() const override { return "softmax(z_i) - softmax(zt_i)"; }
    [[nodiscard]] torch::Tensor perUnit(const StudentOutput& student,
                                        const Targets& targets) const override {
        return -(torch::softmax(targets.teacher_logits, -1) *
                 torch::log_softmax(student.logits, -1))
                    .sum(-1);
    }
};

class TeacherAnnealing final : public WeightingScheme {
public:
    [[nodiscard]] std::vector<std::unique_ptr<LossTerm>> terms(TaskKind kind) const override {
        auto terms = makeTerms(kind, true);
        if (kind == TaskKind::kClassification)
            terms[kTeacherTerm] = std::make_unique<SoftCrossEntropy>();
        return terms;
    }
    Weights weigh(const WeighingContext& context) override {
        const double last = static_cast<double>(std::max<std::int64_t>(context.total_steps - 1, 1));
        const double lambda = static_cast<double>(context.step - 1) / last;
        return fromAlpha(
            torch::full({context.losses.size(0)}, 1.0 - lambda, context.losses.options()));
    }
};

}  // namespace

std::unique_ptr<WeightingScheme> makeTeacherAnnealing(const SchemeSettings&) {
    return std::make_unique<TeacherAnnealing>();
}

}  // namespace alphascope
