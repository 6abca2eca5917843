// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// What a run is of: its row's label, with the settings that tell it from others of that label.
std::string rowName(const RunDetail& run);

/// Runs of one task and row: only these may be pooled into a mean.
struct RunGroup {
    using Runs = std::vector<std::shared_ptr<const RunDetail>>;
    std::string name;  ///< the row; with several tasks among the runs, the task before it
    int place = 0;     ///< of the group's colour, see paletteColour()
    Runs runs;
};

/// In the order in which the groups first occur. A group has the colour of its task and label,
/// whatever else is selected after it; a later one that would have the same has another.
std::vector<RunGroup> groupsOf(const RunGroup::Runs& runs);

/// Whether two runs are of one group.
bool sameGroup(const RunDetail& a, const RunDetail& b);

}  // namespace alphascope
