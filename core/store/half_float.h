// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace alphascope {

inline constexpr float kLargestHalf = 65504.0F;

/// IEEE 754 binary16 of a float: nearest, ties to even; too large becomes infinity, NaN stays NaN.
std::uint16_t toHalf(float value);
/// Exact.
float fromHalf(std::uint16_t half);

}  // namespace alphascope
