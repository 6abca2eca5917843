// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"

namespace alphascope {

/// The α below which a share q (0 to 1) of a histogram's samples lies. Samples at 0, ½ and
/// 1 are masses there; the others of a bin are taken as spread evenly over it. NaN where the
/// histogram is empty.
double alphaQuantile(const HistogramTaken& histogram, double q);

}  // namespace alphascope
