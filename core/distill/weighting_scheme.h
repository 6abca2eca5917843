// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/loss_term.h"
#include "model/safetensors.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// Which losses make up the meta loss.
enum class MetaLoss { kMix, kHard, kSoft };

/// The mean meta loss of a batch and its gradient, one tensor a parameter.
struct MetaGradient {
    double loss = 0.0;
    std::vector<torch::Tensor> parts;
};

/// What a scheme may ask of a step before the training forward. Nothing is computed unasked.
class StepTools {
public:
    virtual ~StepTools() = default;
    /// The student's parameters: leaves that require grad.
    [[nodiscard]] virtual std::span<const torch::Tensor> parameters() const = 0;
    [[nodiscard]] virtual double learningRate() const = 0;
    /// Gradient of the mean meta loss over the next `rows` meta samples (0: as many as the training
    /// batch) at the given parameters, dropout off. One tensor a parameter. Throws Error naming the
    /// step when the loss is not finite.
    virtual std::vector<torch::Tensor> metaGradient(MetaLoss loss, int rows,
                                                    std::span<const torch::Tensor> at) = 0;
    /// Losses [B, 2] of the training batch with their graph, under the masks that the training
    /// forward will use.
    virtual torch::Tensor trainLosses() = 0;
};

/// One step as a scheme sees it, after the training forward. All tensors are detached.
struct WeighingContext {
    std::int64_t step = 1;  ///< 1-based optimiser update
    std::int64_t total_steps = 1;
    double learning_rate = 0.0;
    torch::Tensor losses;   ///< [B, terms]
    torch::Tensor logits;   ///< [B, K]
    torch::Tensor tangent;  ///< [B, K] along the scheme's direction; undefined unless asked for
    Targets targets;
    std::span<const std::unique_ptr<LossTerm>> terms;
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
    /// The direction in parameter space along which the scheme wants the logits' tangents, asked
    /// for before the training forward; empty: none, and the forward costs nothing more.
    virtual std::optional<std::vector<torch::Tensor>> direction(StepTools&, std::int64_t /*step*/) {
        return std::nullopt;
    }
    virtual Weights weigh(const WeighingContext& context) = 0;
    virtual void save(TensorFile& /*archive*/) const {}
    virtual void load(const TensorFile& /*archive*/) {}
};

/// [B, 2] from α [B]: columns 1 - α and α.
inline Weights fromAlpha(const torch::Tensor& alpha) {
    return {.values = torch::stack({1.0 - alpha, alpha}, 1).detach(), .rows_sum_to_one = true};
}

}  // namespace alphascope
