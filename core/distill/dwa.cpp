// SPDX-License-Identifier: GPL-3.0-or-later
// Dynamic weight average (Liu, Johns and Davison, CVPR 2019), as in LibMTL:
//   r_a = Lbar_a(e - 1) / Lbar_a(e - 2),  Lbar_a(e) the mean of term a over the samples of epoch e
//   w_a = 2 softmax_a(r_a / T),  T = 2;  w_a = 1 in the first two epochs
// The two weights sum to 2.
#include "distill/checkpoint_state.h"
#include "distill/schemes.h"

namespace alphascope {
namespace {

class DynamicWeightAverage final : public WeightingScheme {
public:
    explicit DynamicWeightAverage(double temperature) : temperature_(temperature) {}

    Weights weigh(const WeighingContext& context) override {
        if (context.epoch != epoch_) endEpoch(context.epoch);
        sum_ += context.losses.to(torch::kFloat64).sum(0);
        samples_ += context.losses.size(0);
        const auto weights = epoch_ < 2 ? torch::ones({2}, torch::kFloat64)
                                        : 2.0 * torch::softmax(last_ / before_ / temperature_, 0);
        return fromTerms(weights[kLabelTerm], weights[kTeacherTerm], context.losses);
    }
    void save(TensorFile& archive) const override {
        archive.tensors["scheme.dwa"] = torch::stack({sum_, last_, before_});
        archive.metadata["scheme.dwa.samples"] = std::to_string(samples_);
        archive.metadata["scheme.dwa.epoch"] = std::to_string(epoch_);
    }
    void load(const TensorFile& archive) override {
        const auto state = stateTensor(archive, "scheme.dwa", {3, 2});
        sum_ = state[0].clone();
        last_ = state[1].clone();
        before_ = state[2].clone();
        samples_ = stateInteger(archive, "scheme.dwa.samples");
        epoch_ = stateInteger(archive, "scheme.dwa.epoch");
    }

private:
    void endEpoch(std::int64_t next) {
        before_ = last_;
        // A term whose mean is 0 throughout neither rises nor falls.
        last_ = (sum_ / static_cast<double>(samples_)).clamp_min(1e-30);
        sum_ = torch::zeros({2}, torch::kFloat64);
        samples_ = 0;
        epoch_ = next;
    }

    double temperature_;
    torch::Tensor sum_ = torch::zeros({2}, torch::kFloat64);  // of the losses in this epoch
    torch::Tensor last_ = torch::ones({2}, torch::kFloat64), before_ = last_;  // epoch means
    std::int64_t samples_ = 0, epoch_ = 0;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeDwa(const SchemeSettings& settings) {
    return std::make_unique<DynamicWeightAverage>(settings.real("softmax_temperature"));
}

}  // namespace alphascope
