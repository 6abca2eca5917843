// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_groups.h"

#include "widgets/look.h"

#include <algorithm>

namespace alphascope {

std::string rowName(const RunDetail& run) {
    return run.row_name.empty() ? run.row.label : run.row_name;
}

bool sameGroup(const RunDetail& a, const RunDetail& b) {
    return a.row.task == b.row.task && rowName(a) == rowName(b);
}

std::vector<RunGroup> groupsOf(const RunGroup::Runs& runs) {
    const bool several = std::any_of(runs.begin(), runs.end(), [&](const auto& run) {
        return run->row.task != runs.front()->row.task;
    });
    std::vector<RunGroup> groups;
    std::vector<int> wanted;
    for (const auto& run : runs) {
        const auto same = [&](const RunGroup& group) {
            return sameGroup(*group.runs.front(), *run);
        };
        auto group = std::find_if(groups.begin(), groups.end(), same);
        if (group == groups.end()) {
            const std::string task = several ? run->row.task + " · " : std::string();
            wanted.push_back(palettePlace(run->row.task + " · " + run->row.label));
            group = groups.insert(group, RunGroup{.name = task + rowName(*run), .runs = {}});
        }
        group->runs.push_back(run);
    }
    const std::vector<int> places = separatePlaces(wanted);
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].place = places[i];
    return groups;
}

}  // namespace alphascope
