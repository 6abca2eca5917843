// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/left_runs.h"

#include <utility>

namespace alphascope {

bool LeftRuns::found() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return false;
    next_ = now + kPeriod;
    RunChanges changes = reader_.runChanges(seen_);
    seen_ = changes.until;
    if (changes.all) unended_.clear();
    for (const std::int64_t id : changes.gone) unended_.erase(id);
    for (auto& run : changes.runs) {
        if (isEnded(run->state))
            unended_.erase(run->id);
        else
            unended_[run->id] = std::move(run);
    }
    OrphanWatch::Runs runs;
    for (const auto& [id, run] : unended_) runs.push_back(run);
    return !watch_.look(runs).empty();
}

}  // namespace alphascope
