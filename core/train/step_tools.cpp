// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/step_tools.h"

#include "study/error.h"

#include <cmath>

namespace alphascope {
namespace {

constexpr double kDifferenceRadius = 0.01;  // of DARTS and LGTM, divided by the direction's norm
constexpr double kShiftTolerance = 1e-5;

/// Whether cotangents [..., K] lie along one known direction for every sample: one score, or two
/// classes whose losses do not see a shift of both logits.
bool haveOneDirection(const torch::Tensor& cotangents) {
    if (cotangents.size(-1) == 1) return true;
    if (cotangents.size(-1) != 2) return false;
    const double largest = cotangents.abs().max().item<double>();
    return cotangents.sum(-1).abs().max().item<double>() <= kShiftTolerance * largest;
}

/// That direction, [B, K]: (1), or (-1, 1).
torch::Tensor unitCotangents(const torch::Tensor& logits) {
    auto units = torch::ones_like(logits);
    if (logits.size(1) == 2) units.select(1, 0).fill_(-1.0);
    return units;
}

}  // namespace

Batch makeBatch(const EncodedSet& set, const std::vector<std::size_t>& positions, int pad_id) {
    const std::vector<std::int64_t> rows(positions.begin(), positions.end());
    Batch batch{.tokens = packBatch(set.encodings, positions, pad_id),
                .index = torch::tensor(at::ArrayRef<std::int64_t>(rows)),
                .labels = {}};
    batch.labels = set.labels.index_select(0, batch.index);
    return batch;
}

torch::Tensor TrainerStepTools::values() const {
    return parts_.model.parameters().values();
}

std::int64_t TrainerStepTools::encoderSize() const {
    return parts_.model.parameters().count() - parts_.model.headSize();
}

AdamMoments TrainerStepTools::moments() const {
    return {.mean = parts_.optimiser.mean(),
            .variance = parts_.optimiser.variance(),
            .steps = parts_.optimiser.steps()};
}

torch::Tensor TrainerStepTools::metaGradient(MetaLoss loss, int rows, const torch::Tensor& at) {
    if (parts_.meta == nullptr)
        throw Error(
            "This scheme needs a meta set, and the run trains on the full train set; leave "
            "full_train "
            "out, or choose a scheme without a meta set.");
    const auto phase = parts_.clock.start(Phase::kMeta);
    const auto wanted = rows > 0 ? static_cast<std::size_t>(rows)
                                 : static_cast<std::size_t>(parts_.batch.tokens.rows());
    Gradient& into = parts_.buffers.meta;
    into.zero();
    const double value = addMetaGradient(parts_.model, at, parts_.meta->next(wanted),
                                         parts_.meta_view, parts_.terms, loss, into);
    if (!std::isfinite(value))
        throw Error("nan in the meta loss at step " + std::to_string(parts_.step) +
                    "; lower the learning rate, or check the teacher's logits on the meta set.");
    note("meta_loss", value);
    has_meta_gradient_ = true;
    return into.values();
}

torch::Tensor TrainerStepTools::tangent(const torch::Tensor& direction, RateMethod method) {
    const auto& model = parts_.model;
    if (method == RateMethod::kLastLayer) {
        const auto parts = model.parameters().cut(direction);
        return torch::addmm(parts.back().cpu(), parts_.pass.features(),
                            parts[parts.size() - 2].cpu().t());
    }
    if (method != RateMethod::kDifferences) return parts_.pass.tangent(direction);
    const double norm = direction.norm().item<double>();
    if (norm == 0.0) return torch::zeros_like(parts_.pass.logits());
    const double radius = kDifferenceRadius / norm;
    const auto logitsAt = [&](double by) {
        DropoutStream same_masks = parts_.masks;
        return model.predict(values() + by * direction, parts_.batch.tokens, &same_masks);
    };
    return (logitsAt(radius) - logitsAt(-radius)) / (2.0 * radius);
}

torch::Tensor TrainerStepTools::rates(const torch::Tensor& along, RateMethod method) {
    const auto phase = parts_.clock.start(Phase::kRates);
    // One that a scheme took from a checkpoint lies in the CPU's memory.
    const auto direction = along.to(values().device());
    const auto derivatives = parts_.losses.derivatives();  // [terms, B, K]
    if (method == RateMethod::kExact && haveOneDirection(derivatives)) {
        units_ = unitCotangents(parts_.pass.logits());
        const auto slopes = parts_.pass.slopes(units_, direction);
        return (derivatives.select(2, -1) * slopes).t().contiguous();
    }
    return (derivatives * tangent(direction, method)).sum(-1).t().contiguous();
}

void TrainerStepTools::addGradient(const torch::Tensor& cotangents, Gradient& into) {
    if (units_.defined() && haveOneDirection(cotangents))
        parts_.pass.addScaledGradient(cotangents.select(1, -1), units_, into);
    else
        parts_.pass.addGradient(cotangents, into);
}

torch::Tensor TrainerStepTools::gradient(const torch::Tensor& weights) {
    const auto phase = parts_.clock.start(Phase::kRates);
    Gradient& into = parts_.buffers.other;
    into.zero();
    const auto rows = static_cast<double>(parts_.batch.tokens.rows());
    addGradient(parts_.losses.cotangents(weights / rows), into);
    return into.values();
}

void TrainerStepTools::backward(const torch::Tensor& weights) {
    const auto phase = parts_.clock.start(Phase::kBackward);
    Gradient& into = parts_.buffers.train;
    into.zero();
    const auto rows = static_cast<double>(parts_.batch.tokens.rows());
    addGradient(parts_.losses.cotangents(weights / rows), into);
}

std::vector<std::pair<std::string, double>> TrainerStepTools::takeNotes(double gradient_norm) {
    if (has_meta_gradient_) {
        const double norms = parts_.buffers.meta.norm() * gradient_norm;
        const double product = parts_.buffers.train.dot(parts_.buffers.meta.values());
        note("meta_train_cosine", norms > 0.0 ? product / norms : 0.0);
    }
    return std::move(notes_);
}

}  // namespace alphascope
