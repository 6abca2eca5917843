// SPDX-License-Identifier: GPL-3.0-or-later
// Annealing-KD (Jafari et al., EACL 2021), two phases:
//   1. the teacher term alone (α = 1): mean_k (z_ik - zt_ik τ/τ_max)², τ = 1, 2, ..., τ_max, each
//      for the same number of steps
//   2. the label term alone (α = 0)
// τ_max = 10 and phase 1 of 30 epochs in 40 are the values of the authors' Combined-KD code; here
// phase 1 is that share of the steps. With 40 epochs τ changes every third epoch, as there.
#include "distill/schemes.h"

#include <cmath>

namespace alphascope {
namespace {

class AnnealedLogits final : public LossTerm {
public:
    explicit AnnealedLogits(std::shared_ptr<const double> scale) : scale_(std::move(scale)) {}
    [[nodiscard]] std::string name() const override { return "annealed MSE"; }
    [[nodiscard]] std::string formula() const override { return "mean_k (z_ik - zt_ik τ/τ_max)²"; }
    [[nodiscard]] std::string slope() const override { return "2 (z_i - zt_i τ/τ_max) / K"; }
    [[nodiscard]] torch::Tensor perUnit(const StudentOutput& student,
                                        const Targets& targets) const override {
        return (student.logits - targets.teacher_logits * *scale_).square().mean(-1);
    }

private:
    std::shared_ptr<const double> scale_;  // τ/τ_max of the present step
};

class AnnealingKd final : public WeightingScheme {
public:
    AnnealingKd(std::int64_t tau_max, double share) : tau_max_(tau_max), share_(share) {}

    [[nodiscard]] std::vector<std::unique_ptr<LossTerm>> terms(TaskKind kind) const override {
        auto terms = makeTerms(kind, true);
        terms[kTeacherTerm] = std::make_unique<AnnealedLogits>(scale_);
        return terms;
    }
    void beginStep(std::int64_t step, std::int64_t total_steps) override {
        const std::int64_t first = firstPhase(total_steps);
        const std::int64_t tau = first > 0 ? (step - 1) * tau_max_ / first + 1 : tau_max_;
        *scale_ = static_cast<double>(std::min(tau, tau_max_)) / static_cast<double>(tau_max_);
    }
    Weights weigh(const WeighingContext& context) override {
        const double alpha = context.step <= firstPhase(context.total_steps) ? 1.0 : 0.0;
        return fromAlpha(torch::full({context.losses.size(0)}, alpha, context.losses.options()));
    }

private:
    /// Steps of phase 1.
    [[nodiscard]] std::int64_t firstPhase(std::int64_t total) const {
        return std::llround(share_ * static_cast<double>(total));
    }

    std::int64_t tau_max_;
    double share_;
    std::shared_ptr<double> scale_ = std::make_shared<double>(1.0);
};

}  // namespace

std::unique_ptr<WeightingScheme> makeAnnealingKd(const SchemeSettings& settings) {
    return std::make_unique<AnnealingKd>(settings.integer("tau_max"),
                                         settings.real("first_phase_share"));
}

}  // namespace alphascope
