// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/retry.h"

#include "store/imported_run.h"

#include <map>
#include <string>
#include <unordered_map>

namespace alphascope {

std::vector<std::vector<std::int64_t>> worthRetrying(const Snapshot& snapshot) {
    const auto unlucky = [](const RunSummary& run) {
        return !run.row->marks.archived && !isImported(*run.row) &&
               (run.row->state == RunState::kFailed || run.row->state == RunState::kInterrupted);
    };
    std::unordered_map<std::string, const RunSummary*> by_uuid;
    for (const RunSummary& run : snapshot.runs) by_uuid[run.row->uuid] = &run;
    std::map<std::int64_t, std::vector<std::int64_t>> groups;  // by the first run of each
    for (const RunSummary& run : snapshot.runs) {
        const bool blocked = run.row->state == RunState::kBlocked && !run.row->marks.archived;
        if (!unlucky(run) && !blocked) continue;
        const auto found = by_uuid.find(run.row->teacher_uuid);
        const RunSummary* teacher = found == by_uuid.end() ? nullptr : found->second;
        if (run.row->teacher_uuid.empty() ||
            (teacher != nullptr && teacher->row->state == RunState::kFinished))
            groups[run.row->id].push_back(run.row->id);
        else if (teacher != nullptr && unlucky(*teacher))
            groups[teacher->row->id].push_back(run.row->id);
    }
    std::vector<std::vector<std::int64_t>> result;
    result.reserve(groups.size());
    for (auto& [first, ids] : groups) result.push_back(std::move(ids));
    return result;
}

}  // namespace alphascope
