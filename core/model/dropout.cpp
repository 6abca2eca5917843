// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/dropout.h"

#include "model/simd.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace alphascope {
namespace {

std::uint64_t splitMix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

template <typename T>
void fillMask(T* out, std::int64_t count, std::uint64_t key, std::uint32_t dropped_below, T scale) {
    // Whole words of four elements a piece, so that the cut into threads never shows.
    const std::int64_t words = (count + 3) / 4;
    at::parallel_for(0, words, 8192, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t word = begin; word < end; ++word) {
            std::uint64_t bits = splitMix(key + static_cast<std::uint64_t>(word));
            const std::int64_t last = std::min(count, word * 4 + 4);
            for (std::int64_t i = word * 4; i < last; ++i, bits >>= 16)
                out[i] = (bits & 0xffffU) < dropped_below ? T(0) : scale;
        }
    });
}

constexpr std::int64_t kWordsATask = 8192;

ALPHASCOPE_SIMD void fillBytes(std::uint8_t* kept, std::int64_t words, std::uint64_t key,
                               std::uint32_t dropped_below) {
    for (std::int64_t word = 0; word < words; ++word) {
        const std::uint64_t bits = splitMix(key + static_cast<std::uint64_t>(word));
        for (int piece = 0; piece < 4; ++piece)
            kept[word * 4 + piece] = ((bits >> (16 * piece)) & 0xffffU) >= dropped_below ? 1 : 0;
    }
}

std::uint32_t threshold(double rate) {
    return static_cast<std::uint32_t>(std::lround(rate * 65536.0));
}

std::int64_t asSigned(std::uint64_t bits) {
    return static_cast<std::int64_t>(bits);
}

/// x >> by, filled with zeros; x int64 [n]. The tensor's own shift repeats the sign.
torch::Tensor shiftedRight(const torch::Tensor& x, int by) {
    return x.bitwise_right_shift(by).bitwise_and_(asSigned(~0ULL >> by));
}

/// splitMix() of each element; products of int64 tensors wrap as those of unsigned numbers do.
torch::Tensor splitMix(torch::Tensor x) {
    x = x + asSigned(0x9e3779b97f4a7c15ULL);
    x = (x ^ shiftedRight(x, 30)) * asSigned(0xbf58476d1ce4e5b9ULL);
    x = (x ^ shiftedRight(x, 27)) * asSigned(0x94d049bb133111ebULL);
    return x ^ shiftedRight(x, 31);
}

}  // namespace

void DropoutStream::fill(std::uint8_t* kept, std::int64_t count, double rate) {
    const std::uint64_t key = splitMix(seed_) + counter_;
    const std::int64_t words = count / 4;
    at::parallel_for(0, words, kWordsATask, [&](std::int64_t begin, std::int64_t end) {
        fillBytes(kept + begin * 4, end - begin, key + static_cast<std::uint64_t>(begin),
                  threshold(rate));
    });
    if (words * 4 < count) {
        std::array<std::uint8_t, 4> rest{};
        fillBytes(rest.data(), 1, key + static_cast<std::uint64_t>(words), threshold(rate));
        std::copy_n(rest.begin(), count - words * 4, kept + words * 4);
    }
    counter_ += static_cast<std::uint64_t>((count + 3) / 4);
}

torch::Tensor DropoutStream::apply(const torch::Tensor& x, double rate) {
    if (rate <= 0.0) return x;
    const bool in_reach =
        x.is_cpu() && (x.scalar_type() == torch::kDouble || x.scalar_type() == torch::kFloat);
    if (!in_reach) return applyByOperations(x, rate);
    auto mask = torch::empty(x.sizes(), x.options().requires_grad(false));
    const std::uint64_t key = splitMix(seed_) + counter_;
    const auto dropped_below = threshold(rate);
    const double scale = 1.0 / (1.0 - rate);
    if (x.scalar_type() == torch::kDouble)
        fillMask(mask.data_ptr<double>(), mask.numel(), key, dropped_below, scale);
    else
        fillMask(mask.data_ptr<float>(), mask.numel(), key, dropped_below,
                 static_cast<float>(scale));
    counter_ += static_cast<std::uint64_t>((mask.numel() + 3) / 4);
    return x * mask;
}

torch::Tensor DropoutStream::applyByOperations(const torch::Tensor& x, double rate) {
    if (rate <= 0.0) return x;
    const std::int64_t words = (x.numel() + 3) / 4;
    const auto integers = torch::TensorOptions(x.device()).dtype(torch::kInt64);
    const auto bits =
        splitMix(torch::arange(words, integers) + asSigned(splitMix(seed_) + counter_));
    const auto pieces = bits.unsqueeze(1)
                            .bitwise_right_shift(torch::arange(0, 64, 16, integers))
                            .bitwise_and_(0xffff)
                            .view(-1)
                            .narrow(0, 0, x.numel());
    counter_ += static_cast<std::uint64_t>(words);
    // Half floats get a mask in float: 1/(1 - rate) in theirs would be off by up to 0.4 %.
    const auto type = x.scalar_type() == torch::kDouble ? torch::kDouble : torch::kFloat;
    const auto mask =
        pieces.ge(static_cast<std::int64_t>(threshold(rate))).to(type).mul_(1.0 / (1.0 - rate));
    return x * mask.view(x.sizes());
}

}  // namespace alphascope
