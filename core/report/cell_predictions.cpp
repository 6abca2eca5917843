// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cell_predictions.h"

#include "metrics/calibration.h"
#include "study/error.h"

#include <cmath>

namespace alphascope {

const std::vector<float>& CellPredictions::logits(const ScoredRun& run) {
    const auto [entry, is_new] = logits_.try_emplace(run.evaluation);
    if (is_new) entry->second = reader_.evaluationLogits(run.evaluation);
    return entry->second;
}

SeedLogits CellPredictions::logits(const TableCell& cell) {
    SeedLogits all;
    for (const auto& run : cell.runs) {
        all.push_back(logits(run));
        if (all.back().empty()) return {};
    }
    return all;
}

const std::vector<float>& CellPredictions::labels(const ScoredRun& run, const TableColumn& column) {
    const auto [entry, is_new] = labels_.try_emplace({run.run, column.set});
    if (is_new)
        if (const auto set = reader_.set(run.run, column.set)) entry->second = set->labels;
    return entry->second;
}

std::vector<int> CellPredictions::classes(const ScoredRun& run, const TableColumn& column) {
    std::vector<int> classes;
    for (const float label : labels(run, column))
        classes.push_back(static_cast<int>(std::lround(label)));
    return classes;
}

const TaskDescriptor& taskOf(const TableColumn& column) {
    for (const auto& task : taskTable())
        if (task.name == column.task) return task;
    throw Error("No task is called '" + column.task + "'.");
}

Metric metricOf(const TableColumn& column) {
    for (const Metric metric : taskOf(column).metrics)
        if (metricName(metric) == column.metric) return metric;
    throw Error(column.task + " has no metric '" + column.metric + "'.");
}

double calibrationError(CellPredictions& predictions, const ScoredRun& run,
                        const TableColumn& column) {
    const TaskDescriptor& task = taskOf(column);
    const std::vector<float>& logits = predictions.logits(run);
    if (task.kind == TaskKind::kRegression || logits.empty()) return std::nan("");
    return expectedCalibrationError(predictions.classes(run, column),
                                    softmaxRows(logits, task.outputs()), task.outputs());
}

}  // namespace alphascope
