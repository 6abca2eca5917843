// SPDX-License-Identifier: GPL-3.0-or-later
// The conditions that a filter is made of.
#pragma once

#include "report/run_filter.h"

#include <vector>

namespace alphascope {

struct RunFilter::Node {
    virtual ~Node() = default;
    [[nodiscard]] virtual bool holds(const RunFacts& facts) const = 0;
};

namespace filter {

using Part = std::unique_ptr<const RunFilter::Node>;

struct Comparison {
    enum class Sign { kEqual, kNotEqual, kLess, kAtMost, kGreater, kAtLeast, kContains, kLacks };
    std::string name;  ///< as typed
    Sign sign = Sign::kEqual;
    std::string value;
};

/// In small letters (ASCII; other letters stay).
std::string lower(std::string_view text);

Part join(std::vector<Part> parts, bool all);
Part negate(Part part);
Part word(const std::string& text);
Part compare(const Comparison& comparison);

}  // namespace filter
}  // namespace alphascope
