// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdlib>

namespace alphascope {

/// The store keeps α in [0,1] on a grid of that many steps; an even number, so that ½ lies on it.
inline constexpr int kAlphaGridSteps = 65534;

/// 0, 1, 2 where α counts as 0, ½ or 1; -1 elsewhere. It does on that point of the grid and on the
/// two beside it (within 2.3e-5): the store keeps what is not exactly 0, ½ or 1 off the point
/// itself, so a sample counts the same before and after it was stored. Where a scheme has a floor,
/// as RW-KD's δ, it counts as 0.
inline int alphaAtom(float alpha) {
    if (std::isnan(alpha)) return -1;
    const long place = std::lround(static_cast<double>(alpha) * kAlphaGridSteps);
    const auto isNear = [place](long point) { return std::abs(place - point) <= 1; };
    if (isNear(0)) return 0;
    if (isNear(kAlphaGridSteps / 2)) return 1;
    return isNear(kAlphaGridSteps) ? 2 : -1;
}

}  // namespace alphascope
