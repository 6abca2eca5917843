// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"

#include <memory>

namespace alphascope {

/// The forward pass of any encoder through libtorch's own differentiation. Gradients come from its
/// graph; tangents run a forward of their own on dual numbers, under the same masks, because a
/// graph over duals saves tensors that hold their tangents, which hold the graph: that ring is
/// never freed (libtorch 1.13; 50 MB a step, measured). Two threads may do this at the same time:
/// the process enters forward mode once and stays there (one level for the whole process). `values`
/// [P] may be other values than the model's own. `dropout` null: evaluation. Runs on the model's
/// device. `precision` holds for logits and gradients; tangents are never in half floats.
std::unique_ptr<ForwardPass> autogradPass(const Classifier& model, const torch::Tensor& values,
                                          const TokenBatch& tokens, DropoutStream* dropout,
                                          Precision precision = Precision::kAsStored);

}  // namespace alphascope
