// SPDX-License-Identifier: GPL-3.0-or-later
// Random loss weighting (Lin et al., TMLR 2022; RLW in LibMTL), the sanity baseline of every
// learned weight: each step (w_ce, w_kd) = softmax(n), n ~ N(0, I), one pair for the batch.
#include "data/batches.h"
#include "distill/checkpoint_state.h"
#include "distill/schemes.h"

#include <cmath>
#include <numbers>

namespace alphascope {
namespace {

class RandomWeights final : public WeightingScheme {
public:
    explicit RandomWeights(std::uint64_t seed) : random_(seed) {}
    Weights weigh(const WeighingContext& context) override {
        // Box and Muller: two independent normal numbers from two uniform ones.
        const double radius = std::sqrt(-2.0 * std::log(1.0 - random_.unit()));
        const double angle = 2.0 * std::numbers::pi * random_.unit();
        const double label = radius * std::cos(angle), teacher = radius * std::sin(angle);
        const double alpha = 1.0 / (1.0 + std::exp(label - teacher));
        return fromAlpha(torch::full({context.losses.size(0)}, alpha, context.losses.options()));
    }
    void save(TensorFile& archive) const override {
        archive.metadata["scheme.random"] = random_.state();
    }
    void load(const TensorFile& archive) override {
        random_.restore(stateText(archive, "scheme.random"));
    }

private:
    Random random_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeRandom(const SchemeSettings& settings) {
    return std::make_unique<RandomWeights>(settings.seed);
}

}  // namespace alphascope
