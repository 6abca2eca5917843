// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/table_runs.h"

#include <string>
#include <vector>

namespace alphascope {

/// Keeps, of each grid of parameters and each task, the runs of the one combination whose mean
/// score on the meta set over seeds is best (the task's first metric, at the step that `selection`
/// shows; of equals the first), and marks them with `tuned_value`. A combination without a meta
/// score cannot win; a grid without any stays as it is. Returns a note a grid: what was tried, what
/// each scored on meta, and how many runs that took.
std::vector<TaskNote> joinGrids(TableRuns& runs, Selection selection);

/// " (0.25; best of 5)", or with each task's value where they differ; empty for other rows.
std::string tunedText(const std::vector<const TableRun*>& row);

}  // namespace alphascope
