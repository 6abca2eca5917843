// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/schemes.h"

namespace alphascope {

/// What a scheme's parameter `method` says: how per-sample inner products with the meta-gradient
/// are taken.
RateMethod rateMethodOf(const SchemeSettings& settings);

}  // namespace alphascope
