// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/weighting_scheme.h"

namespace alphascope {

/// D = d(update)/dg [P], elementwise, of the Adam update at learning rate 1 that follows on
/// `moments` when the gradient is `gradient` [P]; formula and source in the .cpp. Not for moments
/// of no steps.
torch::Tensor adamSlope(const AdamMoments& moments, const torch::Tensor& gradient);

}  // namespace alphascope
