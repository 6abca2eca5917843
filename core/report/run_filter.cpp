// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_filter.h"

#include "report/condition.h"
#include "report/run_filter_nodes.h"

#include <utility>
#include <vector>

namespace alphascope {
namespace {

/// `archived` alone is a comparison.
Condition spelledOut(Condition condition) {
    for (Condition& part : condition.parts) part = spelledOut(std::move(part));
    if (condition.kind == Condition::Kind::kWord && !condition.quoted &&
        lower(condition.word) == "archived")
        condition = {.kind = Condition::Kind::kCompare,
                     .comparison = {"archived", Comparison::Sign::kEqual, "yes"}};
    return condition;
}

/// Calls `look` with the name of each comparison, in small letters.
template <typename Look>
void eachName(const Condition& condition, const Look& look) {
    if (condition.kind == Condition::Kind::kCompare) look(lower(condition.comparison.name));
    for (const Condition& part : condition.parts) eachName(part, look);
}

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

RunFilter::RunFilter(std::string_view text) {
    const Condition condition = spelledOut(parseCondition(text));
    root_ = bound(condition);
    eachName(condition, [this](const std::string& name) {
        names_archived_ = names_archived_ || name == "archived";
        if (!names().contains(name)) settings_.push_back(name);
    });
}
RunFilter::~RunFilter() = default;
RunFilter::RunFilter(RunFilter&&) noexcept = default;
RunFilter& RunFilter::operator=(RunFilter&&) noexcept = default;

bool RunFilter::matches(const RunFacts& facts) const {
    return root_->holds(facts);
}

}  // namespace alphascope
