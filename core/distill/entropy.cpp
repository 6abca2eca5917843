// SPDX-License-Identifier: GPL-3.0-or-later
// Weights from entropies H, as shares of the largest, ln K:
// entropy: w_i = H(softmax(z_i)) / ln K, the student's uncertainty  (Dynamic KD, Li et al., EMNLP
//          2021). use = "plug_in":    (1 - kd_weight) CE_i + kd_weight · w_i KD_i
//                 use = "adjustment": w_i CE_i + (1 - w_i) KD_i
//          The paper's adjustment moves the weight w_i to a loss between hidden layers; the label
//          term stands in its place here, which is ours.
// ea-kd:   CE_i + kd_weight · w_i KD_i,  w_i = (H_t + H_t H_s / ln K) / 2 with the teacher's and
// the
//          student's entropies at t = 3 in nats  (EA-KD, official code; its bound for H is 100 on
//          one data set and ln K on another, ln K is taken)
#include "distill/schemes.h"

#include <cmath>

namespace alphascope {
namespace {

constexpr double kEaTemperature = 3.0;

/// Entropies [B] of softmax(logits), nats.
torch::Tensor entropy(const torch::Tensor& logits) {
    const auto log_p = torch::log_softmax(logits, -1);
    return -(log_p.exp() * log_p).sum(-1);
}

double largestEntropy(const torch::Tensor& logits) {
    return std::log(static_cast<double>(logits.size(-1)));
}

class StudentEntropy final : public WeightingScheme {
public:
    StudentEntropy(bool adjustment, double kd_weight)
        : adjustment_(adjustment), kd_weight_(kd_weight) {}
    Weights weigh(const WeighingContext& context) override {
        const auto w = entropy(context.logits) / largestEntropy(context.logits);
        if (adjustment_) return fromTerms(w, (1.0 - w).clamp_min(0.0), context.losses);
        return fromTerms(1.0 - kd_weight_, kd_weight_ * w, context.losses);
    }

private:
    bool adjustment_;
    double kd_weight_;
};

class EntropyAdaptive final : public WeightingScheme {
public:
    explicit EntropyAdaptive(double kd_weight) : kd_weight_(kd_weight) {}
    Weights weigh(const WeighingContext& context) override {
        const auto student = entropy(context.logits / kEaTemperature);
        const auto teacher = entropy(context.targets.teacher_logits / kEaTemperature);
        const auto w = 0.5 * teacher * (1.0 + student / largestEntropy(context.logits));
        return fromTerms(1.0, kd_weight_ * w, context.losses);
    }

private:
    double kd_weight_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeEntropy(const SchemeSettings& settings) {
    return std::make_unique<StudentEntropy>(settings.choice("use") == "adjustment",
                                            settings.real("kd_weight"));
}
std::unique_ptr<WeightingScheme> makeEaKd(const SchemeSettings& settings) {
    return std::make_unique<EntropyAdaptive>(settings.real("kd_weight"));
}

}  // namespace alphascope
