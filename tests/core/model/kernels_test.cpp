// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/packed/kernels.h"

#include "model/dropout.h"

#include <gtest/gtest.h>

#include <cmath>

namespace alphascope::packed {
namespace {

TEST(Kernels, GeluAndItsSlopeAreThoseOfTheErrorFunction) {
    std::vector<float> x, slope, bias{0.0F};
    for (double u = -12.0; u <= 12.0; u += 0.003) x.push_back(static_cast<float>(u));
    slope.resize(x.size());
    const auto inputs = x;
    biasGelu({std::ssize(x), 1}, bias.data(), x.data(), slope.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double u = inputs[i];
        const double cdf = 0.5 * std::erfc(-u / std::sqrt(2.0));
        const double bell = std::exp(-0.5 * u * u) / std::sqrt(2.0 * M_PI);
        EXPECT_NEAR(x[i], u * cdf, 1e-6) << "u = " << u;
        EXPECT_NEAR(slope[i], cdf + u * bell, 1e-6) << "u = " << u;
    }
}

TEST(Kernels, SoftmaxIsExactForLargeAndEqualScores) {
    std::vector<float> scores{1000.0F, 1000.0F, 999.0F, -1000.0F, 0.5F, 0.5F, 0.5F, 0.5F};
    softmax({2, 4}, scores.data());
    const double e = std::exp(-1.0), sum = 2.0 + e;
    const std::vector<double> expected{1 / sum, 1 / sum, e / sum, 0.0, 0.25, 0.25, 0.25, 0.25};
    for (std::size_t i = 0; i < scores.size(); ++i) EXPECT_NEAR(scores[i], expected[i], 1e-6);
}

TEST(Kernels, LayerNormOfAConstantRowIsItsShift) {
    std::vector<float> x(8, 3.0F), gamma(8, 2.0F), beta(8, 0.25F), normed(8), inverse(1), out(8);
    normalise({1, 8}, {.x = x.data(), .bias = nullptr, .mask = {}, .residual = nullptr},
              {.gamma = gamma.data(), .beta = beta.data(), .epsilon = 1e-12F},
              {.values = normed.data(), .inverse = inverse.data()}, out.data());
    for (const float value : out) EXPECT_EQ(value, 0.25F);
}

TEST(Kernels, SumsOverRowsAndColumnsTakeTheirFactors) {
    const std::vector<float> x{1, 2, 3, 4, 5, 6}, y{1, 0, 2, 1, 1, 3}, w{1, 10, 100}, s{2, -1};
    std::vector<float> columns(3, 0.5F), rows(2, 0.0F);
    addColumnSums({2, 3}, x.data(), y.data(), s.data(), columns.data());
    EXPECT_EQ(columns, (std::vector<float>{-1.5F, -4.5F, -5.5F}));
    addRowProducts({2, 3}, x.data(), y.data(), w.data(), rows.data());
    EXPECT_EQ(rows, (std::vector<float>{601.0F, 1854.0F}));
    std::vector<float> scaled(6);
    scaleRows({2, 3}, x.data(), s.data(), scaled.data());
    EXPECT_EQ(scaled, (std::vector<float>{2, 4, 6, -4, -5, -6}));
}

// The bytes are the same draws as the factors that the libtorch path multiplies with.
TEST(Kernels, MasksAreTheStreamsOwn) {
    for (const std::int64_t count : {1, 7, 64, 40001}) {
        DropoutStream one(9), two(9);
        std::vector<std::uint8_t> kept(static_cast<std::size_t>(count));
        one.fill(kept.data(), count, 0.3);
        const auto factors = two.apply(torch::ones({count}), 0.3);
        EXPECT_EQ(one.counter(), two.counter());
        for (std::int64_t i = 0; i < count; ++i)
            ASSERT_EQ(kept[static_cast<std::size_t>(i)] != 0, factors[i].item<float>() != 0.0F)
                << i << " of " << count;
    }
}

}  // namespace
}  // namespace alphascope::packed
