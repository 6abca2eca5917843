// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/teacher_view.h"
#include "distill/weighting_scheme.h"
#include "model/classifier.h"

namespace alphascope {

/// Losses of a batch as functions of its logits: what the schemes and the backward pass start from.
class LogitLosses {
public:
    /// `logits` [B, K] without graph.
    LogitLosses(std::span<const std::unique_ptr<LossTerm>> terms, const torch::Tensor& logits,
                const Targets& targets);
    [[nodiscard]] torch::Tensor values() const { return losses_.detach(); }  ///< [B, terms]
    /// dl_i^a/dz_i of every term, [terms, B, K].
    [[nodiscard]] torch::Tensor derivatives() const;
    /// sum_a weights_ia dl_i^a/dz_i, [B, K], for weights [B, terms].
    [[nodiscard]] torch::Tensor cotangents(const torch::Tensor& weights) const;

private:
    torch::Tensor logits_, losses_;
};

/// Adds grad of the mean meta loss on a batch at `values` [P], dropout off (design, section 5), to
/// `into`; returns the loss.
double addMetaGradient(const Classifier& student, const torch::Tensor& values, const Batch& batch,
                       const TeacherView& view, std::span<const std::unique_ptr<LossTerm>> terms,
                       MetaLoss loss, Gradient& into);

}  // namespace alphascope
