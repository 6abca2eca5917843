// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"

#include <memory>

namespace alphascope::packed {

/// Whether the hand-written pass computes this model: BERT's transformer in float on the CPU, where
/// its parameters are worked on by own loops.
bool serves(const Classifier& model);

/// The forward pass of a transformer classifier without padding: the texts lie end to end, so that
/// a batch costs what its tokens cost. The last layer is computed for the first token of each text,
/// the only one that the classifier sees. The same mathematics as autogradPass(), to rounding.
/// Tangents and gradients start from what the forward kept: nothing is computed twice.
std::unique_ptr<ForwardPass> transformerPass(const Classifier& model, const torch::Tensor& values,
                                             const PackedTokens& tokens, DropoutStream* dropout);

}  // namespace alphascope::packed
