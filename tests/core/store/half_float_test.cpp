// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/half_float.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace alphascope {
namespace {

struct Known {
    float value;
    std::uint16_t half;
};

// The examples of IEEE 754 binary16 as published (Wikipedia, "Half-precision floating-point
// format"), and ties worked out by hand.
TEST(HalfFloat, MatchesPublishedValues) {
    const std::vector<Known> table{
        {0.0F, 0x0000},
        {-0.0F, 0x8000},
        {1.0F, 0x3C00},
        {-2.0F, 0xC000},
        {0x1p-24F, 0x0001},           // smallest denormal
        {0.000060975552F, 0x03FF},    // largest denormal
        {0.00006103515625F, 0x0400},  // smallest normal
        {0.33325195F, 0x3555},        // nearest to 1/3
        {0.99951172F, 0x3BFF},        // largest below one
        {1.00097656F, 0x3C01},        // smallest above one
        {65504.0F, 0x7BFF},           // largest
        {std::numeric_limits<float>::infinity(), 0x7C00},
        {-std::numeric_limits<float>::infinity(), 0xFC00},
    };
    for (const auto& known : table) {
        EXPECT_EQ(toHalf(known.value), known.half) << known.value;
        EXPECT_EQ(fromHalf(known.half), known.value) << known.half;
    }
}

TEST(HalfFloat, RoundsTiesToEven) {
    EXPECT_EQ(toHalf(1.0F + 0x1p-11F), 0x3C00);  // between 1 and 1 + 2^-10
    EXPECT_EQ(toHalf(1.0F + 3.0F * 0x1p-11F), 0x3C02);
    EXPECT_EQ(toHalf(1.0F + 0x1p-11F + 0x1p-20F), 0x3C01);
    EXPECT_EQ(toHalf(0x1p-25F), 0x0000);  // half of the smallest denormal
    EXPECT_EQ(toHalf(std::nextafter(0x1p-25F, 1.0F)), 0x0001);
    EXPECT_EQ(toHalf(3.0F * 0x1p-25F), 0x0002);
    EXPECT_EQ(toHalf(65519.996F), 0x7BFF);
    EXPECT_EQ(toHalf(65520.0F), 0x7C00);  // the tie goes to infinity
    EXPECT_EQ(toHalf(1e30F), 0x7C00);
    EXPECT_EQ(toHalf(std::numeric_limits<float>::denorm_min()), 0x0000);
}

TEST(HalfFloat, KeepsNan) {
    EXPECT_TRUE(std::isnan(fromHalf(toHalf(std::numeric_limits<float>::quiet_NaN()))));
    EXPECT_TRUE(std::isnan(fromHalf(toHalf(-std::numeric_limits<float>::signaling_NaN()))));
    EXPECT_TRUE(std::isnan(fromHalf(0x7C01)));
}

TEST(HalfFloat, EveryHalfSurvivesTheWayThere) {
    for (std::uint32_t bits = 0; bits <= 0xFFFFU; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float value = fromHalf(half);
        if (std::isnan(value)) continue;
        EXPECT_EQ(toHalf(value), half) << bits;
    }
}

#if defined(__x86_64__)
__attribute__((target("f16c"))) std::uint16_t hardwareHalf(float value) {
    return _cvtss_sh(value, _MM_FROUND_TO_NEAREST_INT);
}

__attribute__((target("f16c"))) float hardwareFloat(std::uint16_t half) {
    return _cvtsh_ss(half);
}

TEST(HalfFloat, AgreesWithTheProcessor) {
    if (__builtin_cpu_supports("f16c") == 0) GTEST_SKIP() << "this processor has no F16C";
    for (std::uint32_t bits = 0; bits <= 0xFFFFU; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float expected = hardwareFloat(half);
        if (std::isnan(expected)) continue;
        EXPECT_EQ(fromHalf(half), expected) << bits;
    }
    // A prime stride visits every exponent and all kinds of low bits: 4.2 million floats.
    for (std::uint64_t bits = 0; bits < (std::uint64_t{1} << 32U); bits += 1021) {
        const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        if (std::isnan(value)) continue;
        ASSERT_EQ(toHalf(value), hardwareHalf(value)) << bits;
    }
}
#endif

}  // namespace
}  // namespace alphascope
