// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>

namespace alphascope {

/// A counter-based source of dropout masks: the bits depend on seed and counter only, never on the
/// thread count, and the whole state is two integers. Element i of the stream is a 16-bit piece of
/// SplitMix64 (Steele et al., 2014) at position i / 4, so rates are exact to 1/65536.
class DropoutStream {
public:
    explicit DropoutStream(std::uint64_t seed) : seed_(seed) {}

    /// x with each element kept with probability 1 - rate and scaled by 1/(1 - rate).
    torch::Tensor apply(const torch::Tensor& x, double rate);
    /// The same in libtorch's operations, on the device of x: the same bits. apply() does it so for
    /// whatever own loops cannot reach.
    torch::Tensor applyByOperations(const torch::Tensor& x, double rate);
    /// The next `count` elements of the stream as bytes: 1 kept, 0 dropped; as apply() would draw
    /// them.
    void fill(std::uint8_t* kept, std::int64_t count, double rate);

    [[nodiscard]] std::uint64_t seed() const { return seed_; }
    [[nodiscard]] std::uint64_t counter() const { return counter_; }
    void setCounter(std::uint64_t counter) { counter_ = counter; }

private:
    std::uint64_t seed_;
    std::uint64_t counter_ = 0;
};

}  // namespace alphascope
