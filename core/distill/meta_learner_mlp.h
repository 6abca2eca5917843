// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/learned_parameters.h"
#include "distill/weighting_scheme.h"

namespace alphascope {

/// A small network V of both losses of a sample that sets its two weights, trained alongside the
/// student; formula and source in the .cpp.
class MetaLearnerMlp {
public:
    struct Options {
        int hidden = 100;
        bool two_outputs = false;  ///< two free weights in (0, 1) instead of (1 - α, α)
        double learning_rate = 1e-3;
        double weight_decay = 0.0;
        std::uint64_t seed = 1;
    };
    explicit MetaLearnerMlp(const Options& options);

    /// θ' = θ - lr · grad (1/n) Σ_i Σ_a w_ia l_ia with the weights of the current V, [P]. 2F.
    torch::Tensor virtualStep(const WeighingContext& context);
    /// One Adam step of V from the rates [B, 2] <g', grad l_i^a> (g' at θ'), then the weights [B,
    /// 2] of the new V, detached.
    torch::Tensor learnAndWeigh(const WeighingContext& context, const torch::Tensor& rates);
    /// Weights [B, 2] for losses [B, 2], differentiable in V's parameters.
    [[nodiscard]] torch::Tensor weights(const torch::Tensor& losses) const;
    [[nodiscard]] LearnedParameters& parameters() { return parameters_; }

    void save(TensorFile& archive) const { parameters_.save(archive, "scheme.mlp"); }
    void load(const TensorFile& archive) { parameters_.load(archive, "scheme.mlp"); }

private:
    Options options_;
    LearnedParameters parameters_;
};

}  // namespace alphascope
