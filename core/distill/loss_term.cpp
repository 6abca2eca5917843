// SPDX-License-Identifier: GPL-3.0-or-later
// Label and teacher terms. Sources: Hinton, Vinyals and Dean (2015) for the T² factor, which keeps
// the gradient of the teacher term at the scale of the label term's.
#include "distill/loss_term.h"

namespace alphascope {
namespace {

/// Logits divided by each sample's temperature.
torch::Tensor softened(const torch::Tensor& logits, const Targets& targets) {
    if (targets.temperatures.defined()) return logits / targets.temperatures.unsqueeze(1);
    return logits / targets.temperature;
}

class CrossEntropy final : public LossTerm {
public:
    [[nodiscard]] std::string name() const override { return "CE"; }
    [[nodiscard]] std::string formula() const override { return "-ln softmax(z_i)[y_i]"; }
    [[nodiscard]] std::string slope() const override { return "softmax(z_i) - onehot(y_i)"; }
    [[nodiscard]] torch::Tensor perUnit(const StudentOutput& student,
                                        const Targets& targets) const override {
        const auto log_p = torch::log_softmax(student.logits, -1);
        return -log_p.gather(1, targets.labels.unsqueeze(1)).squeeze(1);
    }
};

class SoftDivergence final : public LossTerm {
public:
    [[nodiscard]] std::string name() const override { return "KD"; }
    [[nodiscard]] std::string formula() const override {
        return "T² KL(softmax(zt_i/T) ‖ softmax(z_i/T))";
    }
    [[nodiscard]] std::string slope() const override {
        return "T (softmax(z_i/T) - softmax(zt_i/T))";
    }
    [[nodiscard]] bool usesTemperature() const override { return true; }
    [[nodiscard]] torch::Tensor perUnit(const StudentOutput& student,
                                        const Targets& targets) const override {
        const auto log_p = torch::log_softmax(softened(student.logits, targets), -1);
        const auto log_q = torch::log_softmax(softened(targets.teacher_logits, targets), -1);
        const auto divergence = (log_q.exp() * (log_q - log_p)).sum(-1);
        if (targets.temperatures.defined()) return divergence * targets.temperatures.square();
        return divergence * (targets.temperature * targets.temperature);
    }
};

class LabelSquaredError final : public LossTerm {
public:
    [[nodiscard]] std::string name() const override { return "MSE label"; }
    [[nodiscard]] std::string formula() const override { return "(z_i - y_i)²"; }
    [[nodiscard]] std::string slope() const override { return "2 (z_i - y_i)"; }
    [[nodiscard]] torch::Tensor perUnit(const StudentOutput& student,
                                        const Targets& targets) const override {
        return (student.logits.squeeze(1) - targets.labels).square();
    }
};

class TeacherSquaredError final : public LossTerm {
public:
    [[nodiscard]] std::string name() const override { return "MSE teacher"; }
    [[nodiscard]] std::string formula() const override { return "(z_i - zt_i)²"; }
    [[nodiscard]] std::string slope() const override { return "2 (z_i - zt_i)"; }
    [[nodiscard]] torch::Tensor perUnit(const StudentOutput& student,
                                        const Targets& targets) const override {
        return (student.logits - targets.teacher_logits).square().squeeze(1);
    }
};

}  // namespace

std::vector<std::unique_ptr<LossTerm>> makeTerms(TaskKind kind, bool with_teacher) {
    std::vector<std::unique_ptr<LossTerm>> terms;
    const bool regression = kind == TaskKind::kRegression;
    if (regression)
        terms.push_back(std::make_unique<LabelSquaredError>());
    else
        terms.push_back(std::make_unique<CrossEntropy>());
    if (!with_teacher) return terms;
    if (regression)
        terms.push_back(std::make_unique<TeacherSquaredError>());
    else
        terms.push_back(std::make_unique<SoftDivergence>());
    return terms;
}

torch::Tensor allLosses(std::span<const std::unique_ptr<LossTerm>> terms,
                        const StudentOutput& student, const Targets& targets) {
    std::vector<torch::Tensor> columns;
    for (const auto& term : terms) columns.push_back(term->perUnit(student, targets));
    return torch::stack(columns, 1);
}

}  // namespace alphascope
