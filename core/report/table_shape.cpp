// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_shape.h"

#include "report/table_notes.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace alphascope {
namespace {

/// Of fewer schemes the second best is no distinction.
constexpr std::size_t kLeastForSecond = 3;

std::vector<std::string> tasksOf(const ResultTable& table) {
    std::vector<std::string> names;
    for (const auto& column : table.columns)
        if (names.empty() || names.back() != column.task) names.push_back(column.task);
    return names;
}

std::string joined(const std::vector<std::string>& names, const char* between) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : between) + name;
    return text;
}

/// The name of a task given by its name or id.
std::string taskName(const ResultTable& table, const std::string& wanted) {
    const TaskDescriptor* known = knownTask(wanted);
    const std::string name = known == nullptr ? wanted : known->name;
    const auto tasks = tasksOf(table);
    if (std::find(tasks.begin(), tasks.end(), name) == tasks.end())
        throw Error("The table has no task '" + wanted + "'. Name one of: " + joined(tasks, ", ") +
                    ".");
    return name;
}

bool isFirstMetric(const TableColumn& column) {
    for (const auto& task : taskTable())
        if (task.name == column.task) return column.metric == metricName(task.metrics.front());
    return true;
}

/// The places of the chosen columns, in order.
std::vector<std::size_t> chosenColumns(const ResultTable& table, const TableSpec& spec) {
    std::vector<std::string> tasks;
    for (const auto& wanted : spec.tasks) tasks.push_back(taskName(table, wanted));
    if (tasks.empty()) tasks = tasksOf(table);
    std::vector<std::size_t> chosen;
    for (auto task = tasks.begin(); task != tasks.end(); ++task) {
        if (std::find(tasks.begin(), task, *task) != task)
            throw Error("The task " + *task + " is named twice. Name each task once.");
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].task == *task &&
                (!spec.first_metric || isFirstMetric(table.columns[c])))
                chosen.push_back(c);
    }
    return chosen;
}

std::vector<std::size_t> chosenRows(const ResultTable& table, const TableSpec& spec) {
    std::vector<std::size_t> chosen;
    for (const auto& label : spec.rows) {
        const std::size_t row = findRow(table, label);
        if (std::find(chosen.begin(), chosen.end(), row) != chosen.end())
            throw Error("The row '" + table.rows[row].label +
                        "' is named twice. Name each row once.");
        chosen.push_back(row);
    }
    if (!spec.rows.empty()) return chosen;
    for (std::size_t r = 0; r < table.rows.size(); ++r) chosen.push_back(r);
    return chosen;
}

/// Means of the same scores in another order of seeds differ in their last bits.
bool same(double a, double b) {
    return std::abs(a - b) <= 1e-12;
}

/// Marks one column, whose cells `cellOf` finds.
template <typename CellOf>
void markColumn(ResultTable& table, CellOf cell_of) {
    std::vector<double> means;
    for (auto& row : table.rows) {
        TableCell& cell = cell_of(row);
        cell.best = cell.second = false;
        if (row.role == RowRole::kScheme && cell.score.n > 0 && !std::isnan(cell.score.mean))
            means.push_back(cell.score.mean);
    }
    if (means.empty()) return;
    const std::size_t competing = means.size();
    std::sort(means.begin(), means.end(), std::greater<>());
    means.erase(std::unique(means.begin(), means.end(), same), means.end());
    for (auto& row : table.rows) {
        TableCell& cell = cell_of(row);
        if (row.role != RowRole::kScheme || cell.score.n == 0) continue;
        cell.best = same(cell.score.mean, means.front());
        cell.second = table.spec.mark_second && competing >= kLeastForSecond && means.size() > 1 &&
                      same(cell.score.mean, means[1]);
    }
}

/// A row's mean over its columns of a task; NaN where one has no value.
double taskMean(const ResultTable& table, const TableRow& row, const std::string& task) {
    double sum = 0.0;
    int columns = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].task != task) continue;
        if (row.cells[c].score.n == 0) return std::numeric_limits<double>::quiet_NaN();
        sum += row.cells[c].score.mean;
        ++columns;
    }
    return columns == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / columns;
}

/// Standard deviation over seeds of a row's average; NaN unless every cell of it is of the same two
/// or more seeds, each once.
double averageSpread(const ResultTable& table, const TableRow& row) {
    std::map<std::uint64_t, double> averages;
    std::optional<std::set<std::uint64_t>> seeds;
    for (const auto& task : table.averaged) {
        std::vector<const TableCell*> cells;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].task == task) cells.push_back(&row.cells[c]);
        const auto share = static_cast<double>(cells.size() * table.averaged.size());
        for (const TableCell* cell : cells) {
            std::set<std::uint64_t> here;
            for (const ScoredRun& run : cell->runs) {
                averages[run.seed] += run.score / share;
                here.insert(run.seed);
            }
            if (here.size() != cell->runs.size() || here != seeds.value_or(here))
                return std::numeric_limits<double>::quiet_NaN();
            seeds = here;
        }
    }
    std::vector<double> values;
    values.reserve(averages.size());
    for (const auto& [seed, average] : averages) values.push_back(average);
    return meanStd(values).std;
}

}  // namespace

std::size_t findRow(const ResultTable& table, const std::string& label) {
    std::vector<std::size_t> found;
    std::vector<std::string> names;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (table.rows[r].label == label) return r;
        if (!label.empty() && table.rows[r].label.starts_with(label)) found.push_back(r);
        names.push_back(table.rows[r].label);
    }
    if (found.size() == 1) return found.front();
    throw Error(std::to_string(found.size()) + " rows begin with '" + label +
                "', and it must be one. Name one of: " + joined(names, "; ") + ".");
}

void markBest(ResultTable& table) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        markColumn(table, [c](TableRow& row) -> TableCell& { return row.cells[c]; });
    markColumn(table, [](TableRow& row) -> TableCell& { return row.average; });
}

void fillAverages(ResultTable& table) {
    table.averaged.clear();
    for (auto& row : table.rows) row.average = TableRow().average;
    if (!table.spec.average) return;
    for (const auto& task : tasksOf(table)) {
        const bool whole = std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
            return row.role == RowRole::kMajority || !std::isnan(taskMean(table, row, task));
        });
        if (whole) table.averaged.push_back(task);
    }
    for (auto& row : table.rows) {
        double sum = 0.0;
        for (const auto& task : table.averaged) sum += taskMean(table, row, task);
        if (table.averaged.empty() || std::isnan(sum)) continue;
        const auto n = static_cast<std::int64_t>(table.averaged.size());
        row.average.score.mean = sum / static_cast<double>(n);
        row.average.score.std = averageSpread(table, row);
        row.average.score.n = n;
    }
}

ResultTable shapeTable(const ResultTable& table, const TableSpec& spec) {
    ResultTable shaped;
    shaped.selection = table.selection;
    shaped.spec = spec;
    shaped.left_out = table.left_out;
    const auto columns = chosenColumns(table, spec);
    for (const std::size_t c : columns) shaped.columns.push_back(table.columns[c]);
    for (const std::size_t r : chosenRows(table, spec)) {
        const TableRow& row = table.rows[r];
        shaped.rows.push_back({.role = row.role, .label = row.label, .cells = {}});
        for (const std::size_t c : columns) shaped.rows.back().cells.push_back(row.cells[c]);
    }
    const auto tasks = tasksOf(shaped);
    for (const auto& note : table.task_notes)
        if (std::find(tasks.begin(), tasks.end(), note.task) != tasks.end())
            shaped.task_notes.push_back(note);
    if (!spec.baseline.empty())
        shaped.spec.baseline = shaped.rows[findRow(shaped, spec.baseline)].label;
    fillAverages(shaped);
    markBest(shaped);
    shaped.notes = tableNotes(shaped);
    return shaped;
}

}  // namespace alphascope
