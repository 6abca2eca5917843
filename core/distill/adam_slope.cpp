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
    const auto type = gradient.scalar_type();
    const auto m = moments.mean.to(type), v = moments.variance.to(type);
    const auto root =
        (v * b2).addcmul_(gradient, gradient, 1.0 - b2).div_(c2).sqrt_().add_(kAdamEpsilon);
    auto slope = v * ((1.0 - b1) * b2);
    slope.addcmul_(gradient, m, -b1 * (1.0 - b2));
    // v is of the size of g², and the cube of its root would leave the range of float: so one by
    // one.
    return slope.div_(root).div_(root).div_(root).div_(c1 * c2);
}

}  // namespace alphascope
