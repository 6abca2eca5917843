// SPDX-License-Identifier: GPL-3.0-or-later
// Uncertainty weighting (Kendall, Gal and Cipolla, CVPR 2018), in the form of LibMTL:
//   L = sum_a L_a / (2 exp(s_a)) + s_a / 2,  L_a the batch mean of term a, two learnable s_a
//   w_a = 1 / (2 exp(s_a))  with the s_a before this step's update of them
//   dL/ds_a = 1/2 - L_a / (2 exp(s_a))
// s starts at -0.5. LibMTL trains s together with the model, by one optimiser: here an Adam of its
// own at the student's learning rate of the step, or at learning_rate where that is not 0.
#include "distill/learned_parameters.h"
#include "distill/schemes.h"

namespace alphascope {
namespace {

constexpr const char* kState = "scheme.uncertainty";

class Uncertainty final : public WeightingScheme {
public:
    Uncertainty(double start, double learning_rate)
        : s_({{"s", {2}, false}}, torch::kFloat64), learning_rate_(learning_rate) {
        s_.values().fill_(start);
    }
    Weights weigh(const WeighingContext& context) override {
        const auto weights = 0.5 * (-s_.values()).exp();
        const auto gradient = 0.5 - weights * context.losses.to(torch::kFloat64).mean(0);
        s_.step(learning_rate_ > 0.0 ? learning_rate_ : context.learning_rate,
                std::vector{gradient});
        return fromTerms(weights[kLabelTerm], weights[kTeacherTerm], context.losses);
    }
    void save(TensorFile& archive) const override { s_.save(archive, kState); }
    void load(const TensorFile& archive) override { s_.load(archive, kState); }

private:
    LearnedParameters s_;
    double learning_rate_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeUncertainty(const SchemeSettings& settings) {
    return std::make_unique<Uncertainty>(settings.real("start"), settings.real("learning_rate"));
}

}  // namespace alphascope
