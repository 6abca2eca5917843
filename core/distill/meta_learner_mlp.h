// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/weighting_scheme.h"
#include "model/adamw.h"

namespace alphascope {

/// A small network V(CE_i, KD_i) -> α_i in (0, 1), trained alongside the student; formula and
/// source in the .cpp.
class MetaLearnerMlp {
public:
    MetaLearnerMlp(int hidden, double learning_rate, std::uint64_t seed);

    /// θ' = θ - lr · grad (1/n) Σ_i [(1 - V_i) CE_i + V_i KD_i] with the current V, [P].
    torch::Tensor virtualStep(const WeighingContext& context);
    /// One Adam step of V from the rates [B, 2] <g', grad l_i^a> (g' at θ'), then α [B] with the
    /// new V.
    torch::Tensor learnAndWeigh(const WeighingContext& context, const torch::Tensor& rates);
    /// α [B] for losses [B, 2].
    [[nodiscard]] torch::Tensor alpha(const torch::Tensor& losses) const;
    [[nodiscard]] FlatParameters& parameters() { return parameters_; }

    void save(TensorFile& archive) const;
    void load(const TensorFile& archive);

private:
    FlatParameters parameters_;
    Gradient gradient_;
    AdamW optimiser_;
    double learning_rate_;
};

}  // namespace alphascope
