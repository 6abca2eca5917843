// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flat_parameters.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace alphascope {

/// A gradient of all parameters of a model, flat [P]. A batch meets few rows of the word embedding;
/// all others are zero, and zero(), norm() and scale() do not pass over them. That is most of the
/// parameters of a small student. Where the parameters are not worked on by own loops (see
/// Placement), every pass is one operation over the whole vector.
class Gradient {
public:
    explicit Gradient(const FlatParameters& parameters);

    [[nodiscard]] const torch::Tensor& values() const { return values_; }  ///< [P]
    /// Says that these word rows are added to. Before the first addition; ids in [0, vocabulary).
    void touch(std::span<const std::int32_t> ids);
    void zero();
    /// Euclidean norm, summed in double; by own loops in an order that does not depend on the
    /// thread count.
    [[nodiscard]] double norm() const;
    /// Inner product with another flat vector [P].
    [[nodiscard]] double dot(const torch::Tensor& other) const;
    void scale(double factor);

private:
    using Range = std::pair<std::int64_t, std::int64_t>;
    /// What can be non-zero, as [begin, end) ranges of the flat vector, in order.
    [[nodiscard]] std::vector<Range> ranges() const;

    RowBlock words_;
    bool own_loops_;
    torch::Tensor values_;
    std::vector<std::uint8_t> touched_;  // a flag a row
    std::vector<std::int32_t> rows_;     // the flagged rows, as they came
};

/// Scales a gradient of this norm so that its norm is at most `limit`.
void clip(Gradient& gradient, double norm, double limit);

}  // namespace alphascope
