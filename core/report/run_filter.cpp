// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_filter.h"

#include "report/condition.h"
#include "report/run_filter_nodes.h"

#include <utility>
#include <vector>

namespace alphascope {
namespace {

filter::Part bound(const Condition& condition) {
    switch (condition.kind) {
        case Condition::Kind::kNot:
            return filter::negate(bound(condition.parts.front()));
        case Condition::Kind::kWord:
            return filter::word(condition.word);
        case Condition::Kind::kCompare:
            return filter::compare(condition.comparison);
        default:
            break;
    }
    std::vector<filter::Part> parts;
    for (const Condition& part : condition.parts) parts.push_back(bound(part));
    return filter::join(std::move(parts), condition.kind == Condition::Kind::kAll);
}

}  // namespace

RunFilter::RunFilter(std::string_view text) : root_(bound(parseCondition(text))) {}
RunFilter::~RunFilter() = default;
RunFilter::RunFilter(RunFilter&&) noexcept = default;
RunFilter& RunFilter::operator=(RunFilter&&) noexcept = default;

bool RunFilter::matches(const RunFacts& facts) const {
    return root_->holds(facts);
}

}  // namespace alphascope
