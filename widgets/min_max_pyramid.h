// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace alphascope {

/// A curve of any length that can be drawn at once: of each column of pixels only its first, least,
/// greatest and last point, so that no spike is lost at any zoom. Appending n points costs O(n);
/// looking at a range costs O(columns · log size).
class MinMaxPyramid {
public:
    /// x ascends, also from call to call. NaN values are kept, but are never least or greatest.
    void append(std::span<const double> x, std::span<const double> y);
    void clear();
    /// Gives every point another y, as many as there are.
    void setValues(std::vector<double> y);
    [[nodiscard]] std::size_t size() const { return x_.size(); }
    [[nodiscard]] std::span<const double> x() const { return x_; }
    [[nodiscard]] std::span<const double> y() const { return y_; }

    struct Points {
        std::vector<double> x, y;
    };
    /// The least and the greatest value of [from, to]; NaN where there is none.
    [[nodiscard]] std::pair<double, double> extremesIn(double from, double to) const;
    enum class Columns { kEqual, kLogarithmic };  ///< the latter as on a logarithmic axis, from > 0
    /// What to draw of [from, to] on `columns` > 0 columns, with the neighbour on either side so
    /// that lines reach the edges; ascending. All points, where they are few.
    [[nodiscard]] Points visible(double from, double to, int columns,
                                 Columns kind = Columns::kEqual) const;

private:
    /// The places of the least and the greatest value of a block; equal to kNone where all are NaN.
    struct Extremes {
        std::uint32_t least, greatest;
    };
    static constexpr std::uint32_t kNone = 0xffffffff;
    static constexpr std::size_t kFan = 16;  ///< points, or blocks, of a block

    void extend();
    [[nodiscard]] Extremes merged(Extremes a, Extremes b) const;
    [[nodiscard]] Extremes extremes(std::size_t begin, std::size_t end) const;

    std::vector<double> x_, y_;
    std::vector<std::vector<Extremes>>
        levels_;  ///< level l: blocks of kFan^(l+1) points, full ones
};

}  // namespace alphascope
