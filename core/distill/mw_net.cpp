// SPDX-License-Identifier: GPL-3.0-or-later
// Meta-Weight-Net (Shu et al., NeurIPS 2019) for distillation: a network of both losses of a sample
// sets its weights; see meta_learner_mlp for the network and its gradient.
//   mw-net:     one sigmoid, (1 - α_i) CE_i + α_i KD_i
//   mw-net-two: two free sigmoids, w_i CE_i + v_i KD_i, which need not sum to 1, as in BiKD (arXiv
//               2605.17839); BiKD feeds its network the student's and the teacher's CE instead
// Official values: 100 hidden units, Adam 1e-3 with weight decay 1e-4, label loss on the meta set.
// Each step: a virtual SGD step at the student's learning rate, the meta-gradient there, one Adam
// step of the network, the weights of the new network.
#include "distill/meta_learner_mlp.h"
#include "distill/rate_method.h"

namespace alphascope {
namespace {

class MetaWeightNet final : public WeightingScheme {
public:
    MetaWeightNet(const SchemeSettings& settings, bool two_outputs)
        : two_outputs_(two_outputs),
          meta_loss_(settings.metaLoss()),
          meta_batch_(static_cast<int>(settings.integer("meta_batch"))),
          method_(rateMethodOf(settings)),
          mlp_({.hidden = static_cast<int>(settings.integer("mlp_hidden")),
                .two_outputs = two_outputs,
                .learning_rate = settings.real("mlp_learning_rate"),
                .weight_decay = settings.real("mlp_weight_decay"),
                .seed = settings.seed}) {}
    Weights weigh(const WeighingContext& context) override {
        StepTools& tools = *context.tools;
        const auto at = mlp_.virtualStep(context);
        const auto along = tools.metaGradient(meta_loss_, meta_batch_, at);
        const auto rates = tools.rates(along, method_);
        return {.values = mlp_.learnAndWeigh(context, rates), .rows_sum_to_one = !two_outputs_};
    }
    void save(TensorFile& archive) const override { mlp_.save(archive); }
    void load(const TensorFile& archive) override { mlp_.load(archive); }

private:
    bool two_outputs_;
    MetaLoss meta_loss_;
    int meta_batch_;
    RateMethod method_;
    MetaLearnerMlp mlp_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeMwNet(const SchemeSettings& settings) {
    return std::make_unique<MetaWeightNet>(settings, false);
}
std::unique_ptr<WeightingScheme> makeMwNetTwo(const SchemeSettings& settings) {
    return std::make_unique<MetaWeightNet>(settings, true);
}

}  // namespace alphascope
