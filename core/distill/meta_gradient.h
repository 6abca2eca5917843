// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/teacher_view.h"
#include "distill/weighting_scheme.h"
#include "model/classifier.h"

namespace alphascope {

/// Logits of a batch and their rate of change along a direction in parameter space.
struct DualLogits {
    torch::Tensor logits;   ///< [B, K], with the graph of the real backward
    torch::Tensor tangent;  ///< [B, K], detached
    std::shared_ptr<torch::autograd::Node> tangent_graph;  ///< to be released by backward()
};

/// One forward pass that gives logits and, by forward-mode differentiation, their directional
/// derivatives J_i v for every sample at once; the primal is shared with the training forward.
/// Two threads may do this at the same time: the process enters forward mode once and stays there
/// (libtorch 1.13 has one level for the whole process).
DualLogits dualForward(const Classifier& student, const TokenBatch& tokens, DropoutStream* dropout,
                       std::span<const torch::Tensor> direction);

/// The real backward of a loss on such logits. Forward mode is off meanwhile, so that no tangent of
/// a gradient is computed; afterwards the tangents' graph is released: it saves dual tensors, which
/// hold their tangents, which hold the graph, and this ring would never be freed by itself.
void backward(const torch::Tensor& loss, const DualLogits& dual);

/// grad over `parameters` of the mean meta loss on a batch, dropout off (design, section 5).
std::vector<torch::Tensor> metaGradient(const Classifier& student, std::span<const torch::Tensor> parameters,
                                        const Batch& batch, const TeacherView& view,
                                        std::span<const std::unique_ptr<LossTerm>> terms, MetaLoss loss);

}  // namespace alphascope
