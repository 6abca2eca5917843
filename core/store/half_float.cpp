// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/half_float.h"

#include <bit>

namespace alphascope {
namespace {

constexpr std::uint32_t kFloatInfinity = 0x7F800000U;
constexpr std::uint32_t kSmallestNormal = 0x38800000U;  // 2^-14 as a float
constexpr std::uint32_t kHalfOfTiniest = 0x33000000U;   // 2^-25: half of the smallest denormal
constexpr std::uint32_t kTooLarge = 0x47800000U;        // 2^16
constexpr std::uint32_t kExponentShift = 0x38000000U;   // (127 - 15) << 23

/// value >> shift, rounded to nearest, ties to even.
std::uint32_t shiftRounded(std::uint32_t value, std::uint32_t shift) {
    const std::uint32_t quotient = value >> shift;
    const std::uint32_t rest = value & ((1U << shift) - 1U);
    const std::uint32_t half = 1U << (shift - 1U);
    const bool up = rest > half || (rest == half && (quotient & 1U) != 0U);
    return quotient + (up ? 1U : 0U);
}

}  // namespace

std::uint16_t toHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16U) & 0x8000U;
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    std::uint32_t half = 0;
    if (magnitude > kFloatInfinity) {
        half = 0x7E00U | ((magnitude >> 13U) & 0x3FFU);
    } else if (magnitude >= kTooLarge) {
        half = 0x7C00U;
    } else if (magnitude >= kSmallestNormal) {
        // A carry out of the mantissa raises the exponent, up to infinity, as it should.
        half = shiftRounded(magnitude - kExponentShift, 13U);
    } else if (magnitude > kHalfOfTiniest) {
        const std::uint32_t mantissa = (magnitude & 0x7FFFFFU) | 0x800000U;
        half = shiftRounded(mantissa, 126U - (magnitude >> 23U));
    }
    return static_cast<std::uint16_t>(sign | half);
}

float fromHalf(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t exponent = (half >> 10U) & 0x1FU;
    const std::uint32_t mantissa = half & 0x3FFU;
    if (exponent == 0U) {
        const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
        return sign != 0U ? -magnitude : magnitude;
    }
    const std::uint32_t wide = exponent == 31U
                                   ? kFloatInfinity | (mantissa << 13U)
                                   : (exponent << 23U) + kExponentShift + (mantissa << 13U);
    return std::bit_cast<float>(sign | wide);
}

}  // namespace alphascope
