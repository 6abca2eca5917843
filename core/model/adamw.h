// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flat_parameters.h"
#include "model/safetensors.h"

namespace alphascope {

/// AdamW (Loshchilov and Hutter, ICLR 2019) over one flat buffer, in a single pass per step;
/// betas 0.9 and 0.999, epsilon 1e-8, decay decoupled and scaled by the learning rate as in
/// PyTorch.
class AdamW {
public:
    AdamW(FlatParameters& parameters, double weight_decay);
    /// One update with the gradients that have accumulated. `learning_rate` >= 0.
    void step(double learning_rate);
    /// State by name under `prefix`; load throws Error when it does not fit.
    void save(TensorFile& archive, const std::string& prefix) const;
    void load(const TensorFile& archive, const std::string& prefix);

private:
    FlatParameters& parameters_;
    double weight_decay_;
    torch::Tensor mean_, variance_;  // [P]
    std::int64_t steps_ = 0;
};

/// Scales the gradients so that their global norm is at most `limit`; returns the norm before.
double clipGradients(FlatParameters& parameters, double limit);

/// Linear warm-up to `peak` over warmup_share of the steps, then linear decay to 0 after the last.
/// `step` is 1-based.
double learningRateAt(std::int64_t step, std::int64_t total, double peak, double warmup_share);

}  // namespace alphascope
