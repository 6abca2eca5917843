// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/packed/kernels.h"

#include "model/dropout.h"

#include <ATen/Parallel.h>
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

std::vector<float> numbers(std::int64_t count, std::uint64_t seed) {
    torch::manual_seed(seed);
    const auto drawn = torch::randn({count});
    return {drawn.data_ptr<float>(), drawn.data_ptr<float>() + count};
}

TEST(Kernels, ColumnSumsReachEveryColumnOfWideMatrices) {
    constexpr std::int64_t kRows = 5, kColumns = 150;
    const auto x = numbers(kRows * kColumns, 1), scale = numbers(kRows, 2);
    std::vector<float> plain(kColumns, 0.0F), scaled(kColumns, 0.0F);
    addColumnSums({kRows, kColumns}, x.data(), nullptr, nullptr, plain.data());
    addColumnSums({kRows, kColumns}, x.data(), nullptr, scale.data(), scaled.data());
    for (std::size_t j = 0; j < kColumns; ++j) {
        double sum = 0.0, with_scale = 0.0;
        for (std::size_t i = 0; i < kRows; ++i) {
            sum += x[i * kColumns + j];
            with_scale += static_cast<double>(x[i * kColumns + j]) * scale[i];
        }
        EXPECT_NEAR(plain[j], sum, 1e-5) << j;
        EXPECT_NEAR(scaled[j], with_scale, 1e-5) << j;
    }
}

/// What every kernel makes of the same large matrices, one result behind the other.
std::vector<float> resultsOfAll(int threads) {
    const int before = at::get_num_threads();
    at::set_num_threads(threads);
    constexpr std::int64_t kRows = 700, kColumns = 90, kCount = kRows * kColumns;
    const Shape shape{kRows, kColumns};
    const auto x = numbers(kCount, 1), y = numbers(kCount, 2), bias = numbers(kColumns, 3),
               gamma = numbers(kColumns, 4), scale = numbers(kRows, 5);
    std::vector<std::uint8_t> kept(kCount);
    DropoutStream(6).fill(kept.data(), kCount, 0.4);
    const Mask mask{.kept = kept.data(), .scale = 1.25F};
    std::vector<float> all;
    const auto keep = [&](const std::vector<float>& result) {
        all.insert(all.end(), result.begin(), result.end());
    };
    const auto inPlace = [&](const auto& work) {
        auto result = x;
        work(result.data());
        keep(result);
    };
    std::vector<float> slope(kCount), values(kCount), inverse(kRows), sums(kColumns), rows(kRows);
    const Normed normed{.values = values.data(), .inverse = inverse.data()};
    inPlace([&](float* out) { addBias(shape, bias.data(), out); });
    inPlace([&](float* out) { biasGelu(shape, bias.data(), out, slope.data()); });
    inPlace([&](float* out) { multiplyInPlace(shape, y.data(), out); });
    inPlace([&](float* out) { applyMask(shape, mask, out, out); });
    inPlace([&](float* out) {
        normalise(shape, {.x = out, .bias = bias.data(), .mask = mask, .residual = y.data()},
                  {.gamma = gamma.data(), .beta = bias.data(), .epsilon = 1e-12F}, normed, out);
    });
    inPlace([&](float* out) { normaliseBackward(shape, normed, gamma.data(), y.data(), out); });
    inPlace([&](float* out) {
        normaliseTangent(shape, normed,
                         {.change = out,
                          .gamma = gamma.data(),
                          .gamma_change = bias.data(),
                          .beta_change = gamma.data()},
                         out);
    });
    inPlace([&](float* out) {
        residualTangent(shape, {.x = out, .bias = bias.data(), .mask = mask, .residual = y.data()},
                        out);
    });
    inPlace([&](float* out) { scaleRows(shape, y.data(), scale.data(), out); });
    addColumnSums(shape, x.data(), y.data(), scale.data(), sums.data());
    addRowProducts(shape, x.data(), y.data(), gamma.data(), rows.data());
    for (const auto* result : {&slope, &values, &inverse, &sums, &rows}) keep(*result);
    at::set_num_threads(before);
    return all;
}

#ifndef _OPENMP
#error \
    "Without OpenMP libtorch's parallel loops have one thread, and this test would prove nothing."
#endif
TEST(Kernels, GiveTheSameBitsOnAnyNumberOfThreads) {
    const auto one = resultsOfAll(1);
    for (const int threads : {2, 3}) EXPECT_EQ(resultsOfAll(threads), one) << threads;
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
