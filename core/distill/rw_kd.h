// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/batches.h"
#include "distill/meta_learner_mlp.h"
#include "distill/schemes.h"

#include <memory>

namespace alphascope {

/// α [B] = u_KD / (u_CE + u_KD) with u = max(rate, delta), rates [B, 2]; ½ where both are zero.
torch::Tensor normaliseWithinSample(const torch::Tensor& rates, double delta);

/// RW-KD, its two controls and its Adam-aware form; see the .cpp for formula and source.
class RwKd final : public WeightingScheme {
public:
    enum class Variant { kPlain, kShuffled, kMean, kAdam };

    RwKd(const SchemeSettings& settings, Variant variant);
    Weights weigh(const WeighingContext& context) override;
    void save(TensorFile& archive) const override;
    void load(const TensorFile& archive) override;

private:
    [[nodiscard]] torch::Tensor direction(const WeighingContext& context);
    [[nodiscard]] torch::Tensor freshDirection(const WeighingContext& context);
    [[nodiscard]] torch::Tensor control(const torch::Tensor& alpha);
    void compareMethods(const WeighingContext& context, const torch::Tensor& direction) const;

    Variant variant_;
    MetaLoss meta_loss_;
    int meta_batch_;
    std::int64_t meta_every_;
    std::int64_t check_every_;
    RateMethod method_;
    double delta_;
    torch::Tensor direction_;              // [P], kept between meta steps; undefined: none
    std::unique_ptr<MetaLearnerMlp> mlp_;  // null: free weights
    Random random_;
};

}  // namespace alphascope
