// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/significance.h"
#include "report/result_table.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// What the runs behind a table's cells answered, and the labels; read from the store once each.
class CellPredictions {
public:
    explicit CellPredictions(StoreReader& reader) : reader_(reader) {}

    /// Logits [n, outputs] of the evaluation that counts; empty where none were kept.
    const std::vector<float>& logits(const ScoredRun& run);
    /// One vector a run; empty where a run kept none.
    SeedLogits logits(const TableCell& cell);
    const std::vector<float>& labels(const ScoredRun& run, const TableColumn& column);
    /// The label of each sample as a class.
    std::vector<int> classes(const ScoredRun& run, const TableColumn& column);

private:
    StoreReader& reader_;
    std::map<std::int64_t, std::vector<float>> logits_;                          ///< by evaluation
    std::map<std::pair<std::int64_t, std::string>, std::vector<float>> labels_;  ///< by run and set
};

/// The task that a column names; one of taskTable().
const TaskDescriptor& taskOf(const TableColumn& column);
Metric metricOf(const TableColumn& column);

/// Expected calibration error of one run in a column; NaN for regression and without logits.
double calibrationError(CellPredictions& predictions, const ScoredRun& run,
                        const TableColumn& column);

}  // namespace alphascope
