// SPDX-License-Identifier: GPL-3.0-or-later
// Weighted transformed teacher matching (Zheng and Yang, ICLR 2024), as in the official code:
//   L = CE_i + kd_weight (sum_k q_ik^l) KL(q'_i ‖ p_i),  q' = q^l / sum_k q_k^l,  q = softmax(zt)
// l = exponent (0.5) flattens the teacher, as a temperature 1/l would; the student stays at T = 1,
// so there is no T², and the run's temperature is unused. The factor sum_k q^l in [1, K^(1-l)] for
// l <= 1 is part of the teacher term. Additive: the weights do not sum to 1.
#include "distill/schemes.h"

namespace alphascope {
namespace {

class TransformedTeacher final : public LossTerm {
public:
    explicit TransformedTeacher(double exponent) : exponent_(exponent) {}
    [[nodiscard]] std::string name() const override { return "WTTM"; }
    [[nodiscard]] std::string formula() const override {
        return "(sum_k q_ik^l) KL(q'_i ‖ softmax(z_i)), q = softmax(zt), q' = q^l / sum_k q_k^l";
    }
    [[nodiscard]] std::string slope() const override {
        return "(sum_k q_ik^l) (softmax(z_i) - q'_i)";
    }
    [[nodiscard]] torch::Tensor perUnit(const StudentOutput& student,
                                        const Targets& targets) const override {
        const auto powers = exponent_ * torch::log_softmax(targets.teacher_logits, -1);
        const auto log_sum = torch::logsumexp(powers, -1, true);
        const auto log_q = powers - log_sum;
        const auto log_p = torch::log_softmax(student.logits, -1);
        return (log_q.exp() * (log_q - log_p)).sum(-1) * log_sum.squeeze(-1).exp();
    }

private:
    double exponent_;
};

class TransformedTeacherMatching final : public WeightingScheme {
public:
    TransformedTeacherMatching(double exponent, double kd_weight)
        : exponent_(exponent), kd_weight_(kd_weight) {}
    [[nodiscard]] std::vector<std::unique_ptr<LossTerm>> terms(TaskKind kind) const override {
        auto terms = makeTerms(kind, true);
        terms[kTeacherTerm] = std::make_unique<TransformedTeacher>(exponent_);
        return terms;
    }
    Weights weigh(const WeighingContext& context) override {
        return fromTerms(1.0, torch::full({}, kd_weight_), context.losses);
    }

private:
    double exponent_, kd_weight_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeWttm(const SchemeSettings& settings) {
    return std::make_unique<TransformedTeacherMatching>(settings.real("exponent"),
                                                        settings.real("kd_weight"));
}

}  // namespace alphascope
