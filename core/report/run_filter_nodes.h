// SPDX-License-Identifier: GPL-3.0-or-later
// The conditions that a filter is made of.
#pragma once

#include "report/condition.h"
#include "report/run_filter.h"

#include <vector>

namespace alphascope {

struct RunFilter::Node {
    virtual ~Node() = default;
    [[nodiscard]] virtual bool holds(const RunFacts& facts) const = 0;
};

namespace filter {

using Part = std::unique_ptr<const RunFilter::Node>;

Part join(std::vector<Part> parts, bool all);
Part negate(Part part);
Part word(const std::string& text);
Part compare(const Comparison& comparison);

}  // namespace filter
}  // namespace alphascope
