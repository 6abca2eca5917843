// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/task.h"

#include <torch/torch.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// What a student gives for a batch of B samples with K outputs.
struct StudentOutput {
    torch::Tensor logits;  ///< [B, K]
};

/// What a batch should become.
struct Targets {
    torch::Tensor labels;  ///< [B] int64 classes, or floating scores in [0, 1] for regression
    torch::Tensor teacher_logits;     ///< [B, K], frozen; undefined where no teacher is used
    double temperature = 1.0;         ///< of the teacher term, where one serves all samples
    torch::Tensor temperatures = {};  ///< [B], detached, where each sample has its own
};

/// A distance to one target view. Returns one loss per unit (here: per sample), never a mean.
class LossTerm {
public:
    virtual ~LossTerm() = default;
    /// Name as in logs and error messages: "CE", "KD", "MSE label", "MSE teacher".
    [[nodiscard]] virtual std::string name() const = 0;
    /// The loss of sample i as perUnit() computes it, and its gradient in the logits z_i; plain
    /// text for the run's header.
    [[nodiscard]] virtual std::string formula() const = 0;
    [[nodiscard]] virtual std::string slope() const = 0;
    /// Whether the temperature of the targets has a part in it.
    [[nodiscard]] virtual bool usesTemperature() const { return false; }
    /// Losses [B] in nats (squared error in regression), differentiable in the logits.
    [[nodiscard]] virtual torch::Tensor perUnit(const StudentOutput& student,
                                                const Targets& targets) const = 0;
};

/// Places of the two terms in losses and weights [B, 2].
inline constexpr std::int64_t kLabelTerm = 0;
inline constexpr std::int64_t kTeacherTerm = 1;

/// The label term and, where `with_teacher`, the teacher term of a task kind:
/// classification: CE_i = -log softmax(z_i)[y_i];  KD_i = T² KL(softmax(zt_i/T) ‖ softmax(z_i/T))
///                 with T_i in place of T where each sample has its own temperature
/// regression:     (z_i - y_i)²;                   (z_i - zt_i)², temperature unused
std::vector<std::unique_ptr<LossTerm>> makeTerms(TaskKind kind, bool with_teacher);

/// Losses of all terms, [B, terms].
torch::Tensor allLosses(std::span<const std::unique_ptr<LossTerm>> terms,
                        const StudentOutput& student, const Targets& targets);

}  // namespace alphascope
