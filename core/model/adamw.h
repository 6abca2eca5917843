// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/gradient.h"
#include "model/safetensors.h"

#include <span>
#include <utility>
#include <vector>

namespace alphascope {

/// As in PyTorch by default.
inline constexpr double kAdamBeta1 = 0.9, kAdamBeta2 = 0.999, kAdamEpsilon = 1e-8;

/// AdamW (Loshchilov and Hutter, ICLR 2019) over one flat buffer, in a single pass per step;
/// decay decoupled and scaled by the learning rate as in
/// PyTorch. Words that no training text holds never get a gradient, so their moments stay zero and
/// decay alone moves them: where the active rows are named, that product is kept and applied by
/// settle(), and the step passes over the others only. The same mathematics, a fraction of the
/// memory traffic. Where the parameters are not worked on by own loops (see Placement), a step is a
/// few operations over the whole vectors.
class AdamW {
public:
    /// `parameters` must outlive the optimiser.
    AdamW(FlatParameters& parameters, double weight_decay);
    /// Names the word rows that can ever get a gradient (ids may repeat); all, where never called.
    void activate(std::span<const std::int32_t> ids);
    /// One update. `learning_rate` >= 0. A gradient may touch active rows only.
    void step(double learning_rate, const Gradient& gradient);
    /// Brings the idle rows up to date. Before values() are read whole: evaluation, files.
    void settle();

    [[nodiscard]] const torch::Tensor& mean() const { return mean_; }          ///< [P]
    [[nodiscard]] const torch::Tensor& variance() const { return variance_; }  ///< [P]
    [[nodiscard]] std::int64_t steps() const { return steps_; }

    /// State by name under `prefix`, with what settle() has still to do; load throws Error when it
    /// does not fit.
    void save(TensorFile& archive, const std::string& prefix) const;
    void load(const TensorFile& archive, const std::string& prefix);

private:
    using Range = std::pair<std::int64_t, std::int64_t>;
    void stepByOperations(double learning_rate, const torch::Tensor& gradient);

    FlatParameters& parameters_;
    double weight_decay_;
    torch::Tensor mean_, variance_;  // [P]
    std::int64_t steps_ = 0;
    std::vector<Range> active_, idle_;  // of the flat vector, pieces of at most kPiece
    double idle_factor_ = 1.0;
};

/// Linear warm-up to `peak` over warmup_share of the steps, then linear decay to 0 after the last.
/// `step` is 1-based.
double learningRateAt(std::int64_t step, std::int64_t total, double peak, double warmup_share);

}  // namespace alphascope
