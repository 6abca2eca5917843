// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/gradient.h"

#include "model/simd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace alphascope {
namespace {

/// Inner product with eight running sums, so that it vectorises without changing its order.
template <typename T>
double innerProduct(const T* a, const T* b, std::int64_t count) {
    std::array<double, 8> sums{};
    std::int64_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (std::int64_t lane = 0; lane < 8; ++lane)
            sums[static_cast<std::size_t>(lane)] +=
                static_cast<double>(a[i + lane]) * static_cast<double>(b[i + lane]);
    for (; i < count; ++i) sums[0] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

ALPHASCOPE_SIMD double innerProductOfFloats(const float* a, const float* b, std::int64_t count) {
    return innerProduct(a, b, count);
}

}  // namespace

Gradient::Gradient(const FlatParameters& parameters)
    : words_(parameters.words()),
      own_loops_(parameters.placement().own_loops),
      values_(torch::zeros_like(parameters.values())),
      touched_(static_cast<std::size_t>(words_.rows), 0) {}

void Gradient::touch(std::span<const std::int32_t> ids) {
    for (const auto id : ids) {
        auto& flag = touched_.at(static_cast<std::size_t>(id));
        if (flag == 0) rows_.push_back(id);
        flag = 1;
    }
}

std::vector<Gradient::Range> Gradient::ranges() const {
    if (!own_loops_) return {{0, values_.numel()}};
    auto rows = rows_;
    std::sort(rows.begin(), rows.end());
    std::vector<Range> all{{0, words_.begin}};
    const auto append = [&](std::int64_t begin, std::int64_t end) {
        if (all.back().second == begin)
            all.back().second = end;
        else
            all.emplace_back(begin, end);
    };
    for (const auto row : rows) {
        const std::int64_t begin = words_.begin + row * words_.width;
        append(begin, begin + words_.width);
    }
    append(words_.end(), values_.numel());
    return all;
}

void Gradient::zero() {
    for (const auto& [begin, end] : ranges()) values_.narrow(0, begin, end - begin).zero_();
    for (const auto row : rows_) touched_[static_cast<std::size_t>(row)] = 0;
    rows_.clear();
}

double Gradient::norm() const {
    return std::sqrt(dot(values_));
}

double Gradient::dot(const torch::Tensor& other) const {
    if (!own_loops_) return (values_ * other).sum(torch::kDouble).item<double>();
    double sum = 0.0;
    for (const auto& [begin, end] : ranges())
        sum += values_.scalar_type() == torch::kDouble
                   ? innerProduct(values_.data_ptr<double>() + begin,
                                  other.data_ptr<double>() + begin, end - begin)
                   : innerProductOfFloats(values_.data_ptr<float>() + begin,
                                          other.data_ptr<float>() + begin, end - begin);
    return sum;
}

void Gradient::scale(double factor) {
    for (const auto& [begin, end] : ranges()) values_.narrow(0, begin, end - begin).mul_(factor);
}

void clip(Gradient& gradient, double norm, double limit) {
    if (norm > limit) gradient.scale(limit / (norm + 1e-6));
}

}  // namespace alphascope
