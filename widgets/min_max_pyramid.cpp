// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/min_max_pyramid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace alphascope {

namespace {
constexpr std::size_t kFew = 4;  // points a column that are drawn as they are
}

void MinMaxPyramid::clear() {
    x_.clear();
    y_.clear();
    levels_.clear();
}

void MinMaxPyramid::append(std::span<const double> x, std::span<const double> y) {
    x_.insert(x_.end(), x.begin(), x.end());
    y_.insert(y_.end(), y.begin(), y.end());
    extend();
}

void MinMaxPyramid::setValues(std::vector<double> y) {
    y_ = std::move(y);
    levels_.clear();
    extend();
}

/// Adds the blocks that have become full.
void MinMaxPyramid::extend() {
    std::size_t below = y_.size();  // points, then blocks, of the level below
    for (std::size_t level = 0; below >= kFan; ++level) {
        if (level == levels_.size()) levels_.emplace_back();
        auto& blocks = levels_[level];
        while ((blocks.size() + 1) * kFan <= below) {
            Extremes block{kNone, kNone};
            for (std::size_t i = blocks.size() * kFan; i < (blocks.size() + 1) * kFan; ++i) {
                const auto place = static_cast<std::uint32_t>(i);
                const Extremes part = level > 0               ? levels_[level - 1][i]
                                      : std::isnan(y_[place]) ? Extremes{kNone, kNone}
                                                              : Extremes{place, place};
                block = merged(block, part);
            }
            blocks.push_back(block);
        }
        below = blocks.size();
    }
}

MinMaxPyramid::Extremes MinMaxPyramid::merged(Extremes a, Extremes b) const {
    if (a.least == kNone) return b;
    if (b.least == kNone) return a;
    return {y_[b.least] < y_[a.least] ? b.least : a.least,
            y_[b.greatest] > y_[a.greatest] ? b.greatest : a.greatest};
}

/// Of the points [begin, end), by the largest blocks that fit.
MinMaxPyramid::Extremes MinMaxPyramid::extremes(std::size_t begin, std::size_t end) const {
    Extremes all{kNone, kNone};
    while (begin < end) {
        std::size_t level = 0, width = 1;  // of the block that is used; level 0: a point
        while (level < levels_.size() && begin % (width * kFan) == 0 &&
               begin + width * kFan <= end) {
            width *= kFan;
            ++level;
        }
        const auto place = static_cast<std::uint32_t>(begin);
        if (level > 0)
            all = merged(all, levels_[level - 1][begin / width]);
        else if (!std::isnan(y_[begin]))
            all = merged(all, {place, place});
        begin += width;
    }
    return all;
}

std::pair<double, double> MinMaxPyramid::extremesIn(double from, double to) const {
    const auto first = std::lower_bound(x_.begin(), x_.end(), from);
    const auto last = std::upper_bound(first, x_.end(), to);
    const Extremes found = extremes(static_cast<std::size_t>(first - x_.begin()),
                                    static_cast<std::size_t>(last - x_.begin()));
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    if (found.least == kNone) return {kNothing, kNothing};
    return {y_[found.least], y_[found.greatest]};
}

MinMaxPyramid::Points MinMaxPyramid::visible(double from, double to, int columns,
                                             Columns kind) const {
    const auto placeOf = [this](double x, std::size_t after) {
        const auto begin = x_.begin() + static_cast<std::ptrdiff_t>(after);
        return static_cast<std::size_t>(std::lower_bound(begin, x_.end(), x) - x_.begin());
    };
    std::size_t begin = placeOf(from, 0);
    std::size_t end =
        static_cast<std::size_t>(std::upper_bound(x_.begin(), x_.end(), to) - x_.begin());
    if (begin > 0) --begin;
    if (end < x_.size()) ++end;
    Points points;
    const auto add = [&](std::size_t i) {
        points.x.push_back(x_[i]);
        points.y.push_back(y_[i]);
    };
    if (begin >= end) return points;
    if (end - begin <= kFew * static_cast<std::size_t>(columns)) {
        for (std::size_t i = begin; i < end; ++i) add(i);
        return points;
    }
    for (int column = 0; column < columns; ++column) {
        const double share = static_cast<double>(column + 1) / columns;
        const double right = kind == Columns::kEqual ? from + (to - from) * share
                                                     : from * std::pow(to / from, share);
        const std::size_t next =
            column + 1 == columns ? end : std::clamp(placeOf(right, begin), begin, end);
        if (next == begin) continue;
        const Extremes found = extremes(begin, next);
        std::array<std::size_t, 4> places{begin, next - 1, begin, begin};
        if (found.least != kNone) {
            places[2] = found.least;
            places[3] = found.greatest;
        }
        std::sort(places.begin(), places.end());
        const auto last = std::unique(places.begin(), places.end());
        std::for_each(places.begin(), last, add);
        begin = next;
    }
    return points;
}

}  // namespace alphascope
