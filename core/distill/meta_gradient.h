// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/teacher_view.h"
#include "distill/weighting_scheme.h"
#include "model/classifier.h"

namespace alphascope {

/// Rate of change [B, K] of a batch's logits along a direction in parameter space (one tensor a
/// parameter), by one forward-mode pass: J_i v for every sample at once. `dropout` is taken by
/// value: the pass replays the masks of the training forward that follows. No graph is built: a
/// graph over duals saves tensors that hold their tangents, which hold the graph, and that ring is
/// never freed (50 MB a step, measured). Two threads may do this at the same time: the process
/// enters forward mode once and stays there (libtorch 1.13 has one level for the whole process).
torch::Tensor logitTangent(const Classifier& student, const TokenBatch& tokens,
                           DropoutStream dropout, std::span<const torch::Tensor> direction);
/// The same in evaluation mode, without dropout.
torch::Tensor logitTangent(const Classifier& student, const TokenBatch& tokens,
                           std::span<const torch::Tensor> direction);

/// grad over `parameters` of the mean meta loss on a batch, dropout off (design, section 5).
MetaGradient metaGradient(const Classifier& student, std::span<const torch::Tensor> parameters,
                          const Batch& batch, const TeacherView& view,
                          std::span<const std::unique_ptr<LossTerm>> terms, MetaLoss loss);

}  // namespace alphascope
