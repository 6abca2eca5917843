// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/retry.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace alphascope {

std::vector<std::int64_t> worthRetrying(const Snapshot& snapshot) {
    const auto unlucky = [](RunState state) {
        return state == RunState::kFailed || state == RunState::kInterrupted;
    };
    std::unordered_map<std::string, RunState> states;
    for (const RunSummary& run : snapshot.runs) states[run.row.uuid] = run.row.state;
    std::vector<std::int64_t> ids;
    for (const RunSummary& run : snapshot.runs) {
        const auto teacher = states.find(run.row.teacher_uuid);
        const bool taught = run.row.teacher_uuid.empty() ||
                            (teacher != states.end() &&
                             (unlucky(teacher->second) || teacher->second == RunState::kFinished));
        if (taught && (unlucky(run.row.state) || run.row.state == RunState::kBlocked))
            ids.push_back(run.row.id);
    }
    return ids;
}

}  // namespace alphascope
