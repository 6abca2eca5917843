// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/rate_method.h"

namespace alphascope {

RateMethod rateMethodOf(const SchemeSettings& settings) {
    const std::string name = settings.choice("method");
    if (name == "tangent") return RateMethod::kTangent;
    if (name == "differences") return RateMethod::kDifferences;
    return name == "last_layer" ? RateMethod::kLastLayer : RateMethod::kExact;
}

}  // namespace alphascope
