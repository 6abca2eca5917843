// SPDX-License-Identifier: GPL-3.0-or-later
// RW-KD (Lu et al., Findings of EMNLP 2021), sample-wise re-weighting of the two loss terms.
// Weights as in Learning to Reweight (Ren et al., ICML 2018), normalised within the sample:
//   g     = grad mean_j (CE_j + KD_j) over a meta batch, at the current parameters
//   u_i^a = max( <g, grad l_i^a>, delta ),  a in {CE, KD};   both at the floor -> ½
//   α_i   = u_i^KD / (u_i^CE + u_i^KD)
// The virtual step's learning rate is taken as 1: it cancels but for delta. Defaults: a meta batch
// of the training batch's size every step, delta = 1e-8. The full text of the paper was not to be
// had; these are the lines common to two independent public re-implementations.
// meta_every = k re-uses g for k steps (then approximate). meta_learner = "mlp": see
// meta_learner_mlp. Controls: "shuffled" permutes the same α within the batch, "mean" replaces it
// by its batch mean.
#include "distill/rw_kd.h"

#include "study/error.h"

#include <numeric>

namespace alphascope {
namespace {

MetaLoss metaLossFromName(const std::string& name) {
    if (name == "hard") return MetaLoss::kHard;
    return name == "soft" ? MetaLoss::kSoft : MetaLoss::kMix;
}

}  // namespace

torch::Tensor normaliseWithinSample(const torch::Tensor& label_rate,
                                    const torch::Tensor& teacher_rate, double delta) {
    const auto u_label = label_rate.clamp_min(delta);
    const auto u_teacher = teacher_rate.clamp_min(delta);
    const auto sum = u_label + u_teacher;
    // A NaN stays one: the training loop stops at it, and no run goes on with a made-up ½.
    return torch::where(sum == 0, torch::full_like(sum, 0.5), u_teacher / sum);
}

RwKd::RwKd(const SchemeSettings& settings, Control control)
    : control_(control),
      meta_loss_(metaLossFromName(settings.choice("meta_loss"))),
      meta_batch_(static_cast<int>(settings.integer("meta_batch"))),
      meta_every_(settings.integer("meta_every")),
      delta_(settings.real("delta")),
      random_(settings.seed) {
    if (settings.choice("meta_learner") == "mlp")
        mlp_ = std::make_unique<MetaLearnerMlp>(static_cast<int>(settings.integer("mlp_hidden")),
                                                settings.real("mlp_learning_rate"), settings.seed);
}

std::optional<std::vector<torch::Tensor>> RwKd::direction(StepTools& tools, std::int64_t step) {
    if (direction_.empty() || (step - 1) % meta_every_ == 0) {
        if (mlp_) {
            const auto virtual_parameters = mlp_->virtualStep(tools);
            direction_ = tools.metaGradient(meta_loss_, meta_batch_, virtual_parameters);
        } else {
            direction_ = tools.metaGradient(meta_loss_, meta_batch_, tools.parameters());
        }
    }
    return direction_;
}

Weights RwKd::weigh(const WeighingContext& context) {
    const auto label_rate =
        rateOfChange(*context.terms[kLabelTerm], context.logits, context.targets, context.tangent);
    const auto teacher_rate = rateOfChange(*context.terms[kTeacherTerm], context.logits,
                                           context.targets, context.tangent);
    const auto alpha = mlp_ ? mlp_->learnAndWeigh(context, label_rate, teacher_rate)
                            : normaliseWithinSample(label_rate, teacher_rate, delta_);
    return fromAlpha(control(alpha));
}

torch::Tensor RwKd::control(const torch::Tensor& alpha) {
    if (control_ == Control::kMean) return torch::full_like(alpha, alpha.mean().item<double>());
    if (control_ == Control::kNone) return alpha;
    std::vector<std::int64_t> order(static_cast<std::size_t>(alpha.size(0)));
    std::iota(order.begin(), order.end(), 0);
    random_.shuffle(order);
    return alpha.index_select(0, torch::tensor(at::ArrayRef<std::int64_t>(order)));
}

void RwKd::save(TensorFile& archive) const {
    archive.metadata["scheme.random"] = random_.state();
    if (meta_every_ > 1)
        for (std::size_t i = 0; i < direction_.size(); ++i)
            archive.tensors["scheme.direction." + std::to_string(i)] = direction_[i].clone();
    if (mlp_) mlp_->save(archive);
}

void RwKd::load(const TensorFile& archive) {
    const auto state = archive.metadata.find("scheme.random");
    if (state == archive.metadata.end()) throw Error("The checkpoint holds no state of RW-KD.");
    random_.restore(state->second);
    direction_.clear();
    for (std::size_t i = 0;; ++i) {
        const auto found = archive.tensors.find("scheme.direction." + std::to_string(i));
        if (found == archive.tensors.end()) break;
        direction_.push_back(found->second.clone());
    }
    if (mlp_) mlp_->load(archive);
}

std::unique_ptr<WeightingScheme> makeRwKd(const SchemeSettings& settings) {
    return std::make_unique<RwKd>(settings, RwKd::Control::kNone);
}
std::unique_ptr<WeightingScheme> makeRwKdShuffled(const SchemeSettings& settings) {
    return std::make_unique<RwKd>(settings, RwKd::Control::kShuffled);
}
std::unique_ptr<WeightingScheme> makeRwKdMean(const SchemeSettings& settings) {
    return std::make_unique<RwKd>(settings, RwKd::Control::kMean);
}

}  // namespace alphascope
