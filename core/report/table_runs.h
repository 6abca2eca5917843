// SPDX-License-Identifier: GPL-3.0-or-later
// What a result table is made from: the finished runs of a database, read once.
#pragma once

#include "report/result_table.h"
#include "report/score_settings.h"
#include "study/run_spec.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// One finished run with all that a table needs of it.
struct TableRun {
    RunRow row;
    RunSpec spec;
    ScoreSettings settings;
    std::vector<EvaluationRow> evaluations;
    std::vector<SetRow> sets;
    std::string tuned_value = {};  ///< of the chosen combination of a grid; see joinGrids

    [[nodiscard]] const SetRow* findSet(const std::string& name) const;
};

struct TableRuns {
    std::vector<TableRun> students;
    std::vector<TableRun> teachers;  ///< of the study, and those that its students were taught by
    std::map<RunState, int> unfinished;
    int repeated = 0;  ///< same setting, data and seed as a newer run: left out
    int imported = 0;  ///< from other programs: nobody knows what their numbers are of
};

/// Runs of the study (empty: of all) that the filter matches (empty: all). Throws Error when the
/// study has no run or the filter cannot be read.
TableRuns gatherRuns(StoreReader& reader, const std::string& study, const std::string& where = {});

/// The evaluation on `set` that counts; null where the run has none there. Runs without a meta set
/// (full train) fall back to the final step under kBestOnMeta.
const EvaluationRow* selectEvaluation(const TableRun& run, const std::string& set,
                                      Selection selection);
/// The latest evaluation on a set; null where there is none.
const EvaluationRow* lastEvaluation(const TableRun& run, const std::string& set);
std::optional<double> scoreOf(const EvaluationRow& evaluation, const std::string& metric);

/// The scheme's label as if the parameters of its grid had no value: "fixed".
std::string labelWithoutGrid(RunSpec spec);

/// Names the row of each run: its scheme's label or "teacher (mini)", and where one label stands
/// for several settings on the same task, what differs, as "RW-KD [learning_rate 0.001]".
std::vector<std::string> rowLabels(const std::vector<TableRun>& runs);

}  // namespace alphascope
