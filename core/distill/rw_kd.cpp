// SPDX-License-Identifier: GPL-3.0-or-later
// RW-KD (Lu et al., Findings of EMNLP 2021), sample-wise re-weighting of the two loss terms.
// Weights as in Learning to Reweight (Ren et al., ICML 2018), normalised within the sample:
//   g     = grad mean_j (CE_j + KD_j) over a meta batch, at the current parameters
//   u_i^a = max( <g, grad l_i^a>, delta ),  a in {CE, KD};   both at the floor -> ½
//   α_i   = u_i^KD / (u_i^CE + u_i^KD)
// The virtual step's learning rate is taken as 1: it cancels but for delta. Defaults: a meta batch
// of the training batch's size every step, delta = 1e-8. The full text of the paper was not to be
// had; these are the lines common to two independent public re-implementations.
// method says how the inner products are taken; "last_layer" is approximate. meta_every = k re-uses
// g for k steps (then approximate). meta_learner = "mlp": see meta_learner_mlp. Controls:
// "shuffled" permutes the same α within the batch, "mean" replaces it by its batch mean.
// rw-kd-adam: the student does not step along -grad l_i but along Adam's update of it, so that
// v = D g stands for g, D the slope of the update in the gradient (see adam_slope) at the student's
// moments and the training gradient at α = ½. D = 1 before the first update.
#include "distill/rw_kd.h"

#include "distill/adam_slope.h"
#include "distill/checkpoint_state.h"
#include "distill/rate_method.h"

#include <numeric>

namespace alphascope {
torch::Tensor normaliseWithinSample(const torch::Tensor& rates, double delta) {
    const auto u = rates.clamp_min(delta);
    const auto sum = u.sum(1);
    // A NaN stays one: the training loop stops at it, and no run goes on with a made-up ½.
    return torch::where(sum == 0, torch::full_like(sum, 0.5), u.select(1, kTeacherTerm) / sum);
}

RwKd::RwKd(const SchemeSettings& settings, Variant variant)
    : variant_(variant),
      meta_loss_(settings.metaLoss()),
      meta_batch_(static_cast<int>(settings.integer("meta_batch"))),
      meta_every_(settings.integer("meta_every")),
      check_every_(settings.integer("check_every")),
      method_(rateMethodOf(settings)),
      delta_(settings.real("delta")),
      random_(settings.seed) {
    // The network's gradient holds for plain virtual steps, so the Adam-aware form has none.
    if (variant != Variant::kAdam && settings.choice("meta_learner") == "mlp")
        mlp_ = std::make_unique<MetaLearnerMlp>(
            MetaLearnerMlp::Options{.hidden = static_cast<int>(settings.integer("mlp_hidden")),
                                    .learning_rate = settings.real("mlp_learning_rate"),
                                    .seed = settings.seed});
}

torch::Tensor RwKd::freshDirection(const WeighingContext& context) {
    StepTools& tools = *context.tools;
    if (mlp_) return tools.metaGradient(meta_loss_, meta_batch_, mlp_->virtualStep(context));
    const auto moments = tools.moments();
    const bool plain = variant_ != Variant::kAdam || moments.steps == 0;
    const auto slope =
        plain ? torch::Tensor()
              : adamSlope(moments, tools.gradient(torch::full_like(context.losses, 0.5)));
    const auto gradient = tools.metaGradient(meta_loss_, meta_batch_, tools.values());
    return plain ? gradient : slope * gradient;
}

torch::Tensor RwKd::direction(const WeighingContext& context) {
    if (direction_.defined() && (context.step - 1) % meta_every_ != 0) return direction_;
    const auto fresh = freshDirection(context);
    if (meta_every_ > 1) direction_ = fresh.clone();
    return fresh;
}

Weights RwKd::weigh(const WeighingContext& context) {
    const auto along = direction(context);
    const auto rates = context.tools->rates(along, method_);
    const bool checks = check_every_ > 0 && !mlp_;  // of the weights that are free
    if (checks && (context.step - 1) % check_every_ == 0) compareMethods(context, along);
    const auto alpha = mlp_ ? mlp_->learnAndWeigh(context, rates).select(1, kTeacherTerm)
                            : normaliseWithinSample(rates, delta_);
    return fromAlpha(control(alpha));
}

/// Notes by how much α differs, on average over the batch, between the exact way and the others.
void RwKd::compareMethods(const WeighingContext& context, const torch::Tensor& direction) const {
    const auto alphaBy = [&](RateMethod method) {
        return normaliseWithinSample(context.tools->rates(direction, method), delta_);
    };
    const auto exact = alphaBy(RateMethod::kTangent);
    const auto note = [&](const char* series, RateMethod method) {
        context.tools->note(series, (alphaBy(method) - exact).abs().mean().item<double>());
    };
    note("alpha_error_differences", RateMethod::kDifferences);
    note("alpha_error_last_layer", RateMethod::kLastLayer);
}

torch::Tensor RwKd::control(const torch::Tensor& alpha) {
    if (variant_ == Variant::kMean) return torch::full_like(alpha, alpha.mean().item<double>());
    if (variant_ != Variant::kShuffled) return alpha;
    std::vector<std::int64_t> order(static_cast<std::size_t>(alpha.size(0)));
    std::iota(order.begin(), order.end(), 0);
    random_.shuffle(order);
    return alpha.index_select(0, torch::tensor(at::ArrayRef<std::int64_t>(order)));
}

void RwKd::save(TensorFile& archive) const {
    archive.metadata["scheme.random"] = random_.state();
    if (direction_.defined()) archive.tensors["scheme.direction"] = direction_.clone();
    if (mlp_) mlp_->save(archive);
}

void RwKd::load(const TensorFile& archive) {
    random_.restore(stateText(archive, "scheme.random"));
    const auto direction = archive.tensors.find("scheme.direction");
    direction_ = direction == archive.tensors.end() ? torch::Tensor() : direction->second.clone();
    if (mlp_) mlp_->load(archive);
}

std::unique_ptr<WeightingScheme> makeRwKd(const SchemeSettings& settings) {
    return std::make_unique<RwKd>(settings, RwKd::Variant::kPlain);
}
std::unique_ptr<WeightingScheme> makeRwKdShuffled(const SchemeSettings& settings) {
    return std::make_unique<RwKd>(settings, RwKd::Variant::kShuffled);
}
std::unique_ptr<WeightingScheme> makeRwKdMean(const SchemeSettings& settings) {
    return std::make_unique<RwKd>(settings, RwKd::Variant::kMean);
}
std::unique_ptr<WeightingScheme> makeRwKdAdam(const SchemeSettings& settings) {
    return std::make_unique<RwKd>(settings, RwKd::Variant::kAdam);
}

}  // namespace alphascope
