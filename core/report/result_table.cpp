// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/result_table.h"

#include "metrics/glue_metrics.h"
#include "report/cell_predictions.h"
#include "report/grid_choice.h"
#include "report/table_notes.h"
#include "report/table_runs.h"
#include "report/table_shape.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
/// A teacher that is not a tenth of a point better leaves no gap to close.
constexpr double kSmallestGap = 0.001;

/// The runs of one row, as places in the list they come from.
struct RowRuns {
    TableRow row;
    std::vector<const TableRun*> runs;
};

bool inColumn(const TableRun& run, const TaskDescriptor& task, const TableColumn& column) {
    if (run.row.task != task.id) return false;
    const SetRow* set = run.findSet(column.set);
    return set == nullptr ? column.sha256.empty()
                          : set->file == column.file && set->sha256 == column.sha256;
}

/// One column a metric for every distinct file that a run was evaluated on.
void addColumns(const TableRuns& runs, const TaskDescriptor& task,
                std::vector<TableColumn>& columns) {
    for (const auto& set : task.evaluationSplits()) {
        std::vector<SetRow> files;
        for (const auto* list : {&runs.students, &runs.teachers})
            for (const auto& run : *list) {
                if (run.row.task != task.id || lastEvaluation(run, set) == nullptr) continue;
                const SetRow* described = run.findSet(set);
                const SetRow file = described == nullptr ? SetRow{.set = set} : *described;
                const bool known = std::any_of(files.begin(), files.end(), [&](const auto& f) {
                    return f.file == file.file && f.sha256 == file.sha256;
                });
                if (!known) files.push_back(file);
            }
        for (const auto& file : files)
            for (const Metric metric : task.metrics)
                columns.push_back({.task = task.name,
                                   .set = set,
                                   .file = file.file,
                                   .metric = std::string(metricName(metric)),
                                   .rows = file.size,
                                   .sha256 = file.sha256});
    }
}

TableCell emptyCell() {
    return {.score = {.mean = kNaN, .std = kNaN, .n = 0}, .gap_closed = kNaN};
}

/// The row's runs in a column; what a finished run lacks is counted in `missing`.
std::vector<ScoredRun> columnRuns(const RowRuns& row, const TableColumn& column,
                                  Selection selection, int& missing) {
    std::vector<ScoredRun> scored;
    const TaskDescriptor& task = taskOf(column);
    for (const auto* run : row.runs) {
        if (!inColumn(*run, task, column)) continue;
        const EvaluationRow* evaluation = selectEvaluation(*run, column.set, selection);
        const auto score =
            evaluation == nullptr ? std::nullopt : scoreOf(*evaluation, column.metric);
        if (score)
            scored.push_back({.run = run->row.id,
                              .uuid = run->row.uuid,
                              .teacher_uuid = run->row.teacher_uuid,
                              .seed = run->spec.seed,
                              .evaluation = evaluation->id,
                              .score = *score,
                              .study = run->row.study});
        else
            ++missing;
    }
    return scored;
}

MeanStd meanOf(const std::vector<ScoredRun>& runs) {
    std::vector<double> scores;
    for (const auto& run : runs) scores.push_back(run.score);
    return meanStd(scores);
}

/// The score of the majority class, from the labels of a run that was evaluated there.
TableCell majorityCell(StoreReader& reader, const TableRuns& runs, const TableColumn& column) {
    const TaskDescriptor& task = taskOf(column);
    const TableRun* source = nullptr;
    // A run on the reduced train set first: all schemes train on that one.
    for (const bool full_train : {false, true})
        for (const auto* list : {&runs.students, &runs.teachers})
            for (const auto& run : *list)
                if (source == nullptr && run.spec.data.full_train == full_train &&
                    inColumn(run, task, column))
                    source = &run;
    TableCell cell = emptyCell();
    if (source == nullptr) return cell;
    const auto train = reader.set(source->row.id, "train");
    const auto evaluated = reader.set(source->row.id, column.set);
    if (!train || !evaluated || train->labels.empty()) return cell;
    for (const auto& [name, value] : majorityScores(task, train->labels, evaluated->labels))
        if (name == column.metric) cell.score = {.mean = value, .std = kNaN, .n = 1};
    return cell;
}

/// Appends the runs that `belongs` picks to the rows of their labels, which it makes.
void addRows(std::vector<RowRuns>& rows, const std::vector<TableRun>& runs, RowRole role,
             const std::function<bool(const TableRun&)>& belongs) {
    const std::vector<std::string> labels = rowLabels(runs);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!belongs(runs[i])) continue;
        auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return row.row.role == role && row.row.label == labels[i];
        });
        if (found == rows.end()) {
            rows.push_back({.row = {.role = role, .label = labels[i], .cells = {}}, .runs = {}});
            found = rows.end() - 1;
        }
        found->runs.push_back(&runs[i]);
    }
}

/// Teachers, label only (full train), then schemes as they first occur.
std::vector<RowRuns> makeRows(const TableRuns& runs) {
    std::vector<RowRuns> rows;
    addRows(rows, runs.teachers, RowRole::kTeacher, [](const auto&) { return true; });
    addRows(rows, runs.students, RowRole::kFullTrain,
            [](const auto& run) { return run.spec.data.full_train; });
    addRows(rows, runs.students, RowRole::kScheme,
            [](const auto& run) { return !run.spec.data.full_train; });
    for (auto& row : rows) row.row.label += tunedText(row.runs);
    return rows;
}

TableCell scoreCell(std::vector<ScoredRun> runs, const TableCell& majority) {
    TableCell cell = emptyCell();
    if (runs.empty()) return cell;
    cell.score = meanOf(runs);
    if (majority.score.n > 0)
        cell.above_majority = std::all_of(runs.begin(), runs.end(), [&](const auto& run) {
            return run.score > majorityBar(majority);
        });
    cell.runs = std::move(runs);
    return cell;
}

/// Whether a student was trained as this label-only run was, its teacher apart.
bool sameTraining(const TableRun& label_only, const TableRun& other) {
    return std::all_of(
        label_only.settings.begin(), label_only.settings.end(), [&](const auto& setting) {
            const auto found = other.settings.find(setting.first);
            return setting.first.starts_with("teacher") ||
                   (found != other.settings.end() && found->second == setting.second);
        });
}

/// Mean of the label-only row that a row is compared with; NaN where there is none, or no single
/// one.
double labelOnlyMean(const std::vector<RowRuns>& rows, const RowRuns& row, std::size_t column,
                     const TaskDescriptor& task) {
    std::vector<double> all;
    std::vector<double> alike;
    const auto ofTask = [&](const TableRun* run) { return run->row.task == task.id; };
    const auto mine = std::find_if(row.runs.begin(), row.runs.end(), ofTask);
    for (const auto& candidate : rows) {
        if (candidate.row.role != RowRole::kScheme || candidate.row.cells[column].score.n == 0 ||
            candidate.runs.front()->spec.scheme != "label-only")
            continue;
        const auto theirs = std::find_if(candidate.runs.begin(), candidate.runs.end(), ofTask);
        all.push_back(candidate.row.cells[column].score.mean);
        if (mine != row.runs.end() && theirs != candidate.runs.end() &&
            sameTraining(**theirs, **mine))
            alike.push_back(all.back());
    }
    if (all.size() == 1) return all.front();
    return alike.size() == 1 ? alike.front() : kNaN;
}

/// Mean score of the teachers of the row's own runs. A row without a teacher is measured by the
/// only teacher row of the column; NaN where there is no single one.
double teacherMean(const TableRuns& runs, const std::vector<RowRuns>& rows, const RowRuns& row,
                   const ResultTable& table, std::size_t column) {
    RowRuns own;
    for (const auto* run : row.runs)
        for (const auto& teacher : runs.teachers)
            if (teacher.row.uuid == run->row.teacher_uuid) own.runs.push_back(&teacher);
    if (!own.runs.empty()) {
        int missing = 0;
        return meanOf(columnRuns(own, table.columns[column], table.selection, missing)).mean;
    }
    std::vector<double> all;
    for (const auto& other : rows)
        if (other.row.role == RowRole::kTeacher && other.row.cells[column].score.n > 0)
            all.push_back(other.row.cells[column].score.mean);
    return all.size() == 1 ? all.front() : kNaN;
}

void fillGaps(const TableRuns& runs, std::vector<RowRuns>& rows, const ResultTable& table) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        for (auto& row : rows) {
            if (row.row.role == RowRole::kTeacher || row.row.cells[c].score.n == 0) continue;
            const double base = labelOnlyMean(rows, row, c, taskOf(table.columns[c]));
            const double gap = teacherMean(runs, rows, row, table, c) - base;
            if (gap >= kSmallestGap)
                row.row.cells[c].gap_closed = (row.row.cells[c].score.mean - base) / gap;
        }
}

}  // namespace

Selection selectionFromName(const std::string& name) {
    if (name == "final") return Selection::kFinalStep;
    if (name == "best-meta") return Selection::kBestOnMeta;
    if (name == "best-dev") return Selection::kBestOnDev;
    throw Error("Unknown selection '" + name + "'. Choose final, best-meta or best-dev.");
}

const char* selectionName(Selection selection) {
    switch (selection) {
        case Selection::kBestOnMeta:
            return "best-meta";
        case Selection::kBestOnDev:
            return "best-dev";
        case Selection::kFinalStep:
            break;
    }
    return "final";
}

double majorityBar(const TableCell& majority) {
    return std::isnan(majority.score.mean) ? 0.0 : majority.score.mean;
}

ResultTable buildTable(StoreReader& reader, const TableQuery& query) {
    TableRuns runs = gatherRuns(reader, query.study, query.where);
    ResultTable table;
    table.selection = query.selection;
    table.where = query.where;
    if (query.grids == GridRows::kJoined) table.task_notes = joinGrids(runs, query.selection);
    for (const auto& task : taskTable()) addColumns(runs, task, table.columns);
    std::vector<RowRuns> rows = makeRows(runs);
    int missing = 0;
    if (!table.columns.empty()) {
        TableRow majority{.role = RowRole::kMajority, .label = "majority class", .cells = {}};
        for (const auto& column : table.columns)
            majority.cells.push_back(majorityCell(reader, runs, column));
        for (auto& row : rows)
            for (std::size_t c = 0; c < table.columns.size(); ++c)
                row.row.cells.push_back(
                    scoreCell(columnRuns(row, table.columns[c], query.selection, missing),
                              majority.cells[c]));
        fillGaps(runs, rows, table);
        table.rows.push_back(std::move(majority));
        for (auto& row : rows) table.rows.push_back(std::move(row.row));
        markBest(table);
    }
    addRunNotes(table, runs, missing);
    table.notes = tableNotes(table);
    return table;
}

}  // namespace alphascope
