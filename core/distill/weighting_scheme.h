// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/loss_term.h"
#include "model/safetensors.h"

#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// Which losses make up the meta loss.
enum class MetaLoss { kMix, kHard, kSoft };

/// How the inner products <v, grad l_i> are taken.
enum class RateMethod {
    kExact,        ///< per-sample products where one backward serves all terms, else tangents
    kTangent,      ///< forward mode for any number of outputs; as exact
    kDifferences,  ///< central differences of the logits at r = 0.01/|v|, the radius of DARTS
    kLastLayer,    ///< gradients of the linear head alone: approximate
};

/// The moments of the student's AdamW, views [P], and its updates so far.
struct AdamMoments {
    torch::Tensor mean, variance;
    std::int64_t steps = 0;
};

/// What a scheme may ask of a step, computed on demand from the forward pass that the step does
/// anyway. Nothing is computed unasked. F: the cost of a forward pass of one batch. Flat vectors
/// [P] are laid out like the student's parameters, the linear head last.
class StepTools {
public:
    virtual ~StepTools() = default;
    /// The student's parameters [P], not to be changed.
    [[nodiscard]] virtual torch::Tensor values() const = 0;
    /// How many of the P parameters belong to the encoder; the rest is the head.
    [[nodiscard]] virtual std::int64_t encoderSize() const = 0;
    [[nodiscard]] virtual AdamMoments moments() const = 0;
    /// Gradient [P] of the mean meta loss over the next `rows` meta samples (0: as many as the
    /// training batch) at the parameters `at` [P], dropout off. 3F of those rows. Throws Error
    /// naming the step when the loss is not finite, or when the run has no meta set.
    virtual torch::Tensor metaGradient(MetaLoss loss, int rows, const torch::Tensor& at) = 0;
    /// <direction, grad l_i^a> for each sample and term, [B, terms], under the masks of the
    /// training forward. Tangents and differences cost 2F. Where the gradients of all terms have
    /// one direction in the logits (two classes, one score), the exact way costs 2F of which the
    /// real backward then saves 1F. The last layer costs nothing.
    virtual torch::Tensor rates(const torch::Tensor& direction, RateMethod method) = 0;
    /// Gradient [P] of (1/B) sum_i sum_a weights_ia l_i^a for weights [B, terms], under the masks
    /// of the training forward. 2F.
    virtual torch::Tensor gradient(const torch::Tensor& weights) = 0;
    /// A number of this step for the run's record, by series name ("gradnorm_rate").
    virtual void note(const std::string& series, double value) = 0;
};

/// One step as a scheme sees it, after the training forward. All tensors are detached.
struct WeighingContext {
    std::int64_t step = 1;  ///< 1-based optimiser update
    std::int64_t total_steps = 1;
    std::int32_t epoch = 0;  ///< 0-based
    std::int32_t epochs = 1;
    double learning_rate = 0.0;
    torch::Tensor losses;  ///< [B, terms]
    torch::Tensor logits;  ///< [B, K]
    Targets targets;
    std::span<const std::unique_ptr<LossTerm>> terms;
    StepTools* tools = nullptr;  ///< never null in a training step
};

/// Weights of a batch.
struct Weights {
    torch::Tensor values;  ///< [B, 2], >= 0, detached; columns label, teacher
    bool rows_sum_to_one = true;
};

/// Sets how much each sample trusts the label and the teacher. One file pair and one registry line
/// each; state goes through save and load, so that resume gives the same bits.
class WeightingScheme {
public:
    virtual ~WeightingScheme() = default;
    /// The loss terms that this scheme weighs: label term, then teacher term.
    [[nodiscard]] virtual std::vector<std::unique_ptr<LossTerm>> terms(TaskKind kind) const {
        return makeTerms(kind, true);
    }
    /// Called before the forward pass of each step (1-based), for terms that move with time.
    virtual void beginStep(std::int64_t /*step*/, std::int64_t /*total_steps*/) {}
    virtual Weights weigh(const WeighingContext& context) = 0;
    virtual void save(TensorFile& /*archive*/) const {}
    virtual void load(const TensorFile& /*archive*/) {}
};

/// [B, 2] from α [B]: columns 1 - α and α.
inline Weights fromAlpha(const torch::Tensor& alpha) {
    return {.values = torch::stack({1.0 - alpha, alpha}, 1).detach(), .rows_sum_to_one = true};
}

/// [B, 2] from a label weight and a teacher weight, each [B] or [], that need not sum to 1.
inline Weights fromTerms(const torch::Tensor& label, const torch::Tensor& teacher,
                         const torch::Tensor& losses) {
    const auto rows = losses.size(0);
    const auto column = [&](const torch::Tensor& weight) {
        return weight.detach().to(losses.scalar_type()).expand({rows});
    };
    return {.values = torch::stack({column(label), column(teacher)}, 1), .rows_sum_to_one = false};
}
inline Weights fromTerms(double label, const torch::Tensor& teacher, const torch::Tensor& losses) {
    return fromTerms(torch::full({}, label, losses.options()), teacher, losses);
}

}  // namespace alphascope
