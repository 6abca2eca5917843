// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/run_tally.h"

#include <algorithm>

namespace alphascope {

void RunTally::count(const RunRow& row, int by) {
    states_[row.state] += by;
    Study& study = studies_[row.study_uuid];
    if (study.name != row.study) study.name = row.study;
    int& kind = !isEnded(row.state)                ? study.active
                : row.state == RunState::kFinished ? study.finished
                                                   : study.others;
    kind += by;
}

void RunTally::look(const Snapshot& snapshot) {
    for (std::size_t i = snapshot.runs.size(); i < rows_.size(); ++i) count(*rows_[i], -1);
    rows_.resize(snapshot.runs.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const auto& now = snapshot.runs[i].row;
        if (rows_[i] == now) continue;
        if (rows_[i]) count(*rows_[i], -1);
        count(*now, +1);
        rows_[i] = now;
    }
    std::erase_if(studies_, [](const auto& entry) {
        const Study& study = entry.second;
        return study.active + study.finished + study.others == 0;
    });
}

int RunTally::runs(RunState state) const {
    const auto found = states_.find(state);
    return found == states_.end() ? 0 : found->second;
}

}  // namespace alphascope
