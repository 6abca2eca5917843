// SPDX-License-Identifier: GPL-3.0-or-later
// Adam: m = b1 m' + (1 - b1) g,  v = b2 v' + (1 - b2) g²,  update = (m/c1) / (sqrt(v/c2) + eps),
//       c1 = 1 - b1^t,  c2 = 1 - b2^t   (m', v': before this step, the t-th)
// D = [(1 - b1) b2 v' - b1 (1 - b2) g m'] / (c1 c2 (sqrt(v/c2) + eps)³)
// Source: SAMA (Choe et al., NeurIPS 2023), as its code in Betty has it, with the bias corrections
// put back. Exact but for eps beside sqrt(v/c2). Where a parameter has never met a gradient D is 0.
#include "distill/adam_slope.h"

#include "model/adamw.h"

#include <cmath>

namespace alphascope {

torch::Tensor adamSlope(const AdamMoments& moments, const torch::Tensor& gradient) {
    const double b1 = kAdamBeta1, b2 = kAdamBeta2;
    const auto t = static_cast<double>(moments.steps + 1);
    const double c1 = 1.0 - std::pow(b1, t), c2 = 1.0 - std::pow(b2, t);
    // In double: v is of the size of g², which leaves the range of float where it is cubed.
    const auto m = moments.mean.to(torch::kDouble), v = moments.variance.to(torch::kDouble);
    const auto g = gradient.to(torch::kDouble);
    const auto root = ((b2 * v + (1.0 - b2) * g * g) / c2).sqrt_().add_(kAdamEpsilon);
    const auto numerator = (1.0 - b1) * b2 * v - b1 * (1.0 - b2) * g * m;
    return (numerator / (c1 * c2 * root * root * root)).to(gradient.scalar_type());
}

}  // namespace alphascope
