// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/summary.h"
#include "report/table_spec.h"
#include "store/reader.h"

#include <limits>
#include <string>
#include <vector>

namespace alphascope {

/// Which evaluation of a run counts (design, section 5, "Selection").
enum class Selection { kFinalStep, kBestOnMeta, kBestOnDev };
/// "final", "best-meta", "best-dev"; throws Error otherwise.
Selection selectionFromName(const std::string& name);
const char* selectionName(Selection selection);

/// A run behind a cell.
struct ScoredRun {
    std::int64_t run = 0;  ///< row id
    std::string uuid;
    std::string teacher_uuid;  ///< empty where it had none
    std::uint64_t seed = 0;
    std::int64_t evaluation = 0;  ///< row id of the evaluation that counts
    double score = 0.0;
    std::string study = {};
};

/// A cell against the baseline's cell of the same column; see testAgainstBaseline.
struct CellTest {
    double difference = std::numeric_limits<double>::quiet_NaN();  ///< NaN: not compared
    double p = std::numeric_limits<double>::quiet_NaN();
    double p_holm = std::numeric_limits<double>::quiet_NaN();  ///< over all tests of the table
};

/// One cell: a row's score on one task column, over seeds.
struct TableCell {
    MeanStd score;               ///< fractions; n = 0 where the row has no run here ("–")
    double gap_closed = 0.0;     ///< share of the teacher gap closed; NaN where it has no meaning
    bool above_majority = true;  ///< false is flagged in every format
    bool best = false;           ///< highest mean among students (label-full row left out)
    std::vector<ScoredRun> runs = {};
    bool second = false;  ///< next below the best, of three or more
    CellTest test = {};
    MeanStd calibration = {.n = 0};  ///< expected calibration error; n = 0: not asked for, or none
};

struct TableColumn {
    std::string task;       ///< "SST-2"
    std::string set;        ///< "dev", "dev_matched"
    std::string file;       ///< true name of the evaluation file
    std::string metric;     ///< "accuracy"
    std::int64_t rows = 0;  ///< size of the evaluation set
    std::string sha256;     ///< of its ids, texts and labels
};

enum class RowRole { kMajority, kTeacher, kFullTrain, kScheme };

struct TableRow {
    RowRole role = RowRole::kScheme;  ///< only kScheme rows compete for `best`
    std::string label;  ///< "majority class", "teacher (mini)", "label only", "RW-KD", ...
    std::vector<TableCell> cells;  ///< one a column
    /// Mean over ResultTable::averaged; n is their number, 0 where the row lacks one of them. std
    /// is over seeds, NaN where the tasks are not of the same two or more.
    TableCell average = {.score = {.mean = std::numeric_limits<double>::quiet_NaN(),
                                   .std = std::numeric_limits<double>::quiet_NaN(),
                                   .n = 0},
                         .gap_closed = std::numeric_limits<double>::quiet_NaN()};
};

/// What a reader must know of one task.
struct TaskNote {
    enum class Kind { kTuning, kSets, kTeacher } kind = Kind::kSets;
    std::string task;  ///< its name
    std::string text;
};

/// Rows: majority class, teachers, label only (full train), then schemes as they first occur.
struct ResultTable {
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
    std::vector<std::string>
        notes;  ///< selection, sets with size and hash, teacher honesty, unfinished runs left out
    Selection selection = Selection::kFinalStep;
    std::string where = {};  ///< the filter of its runs; empty: all
    /// Of the tests and calibration that the spec asks for.
    enum class Tests { kNotMade, kMade } tests = Tests::kNotMade;
    int untested = 0;                        ///< cells left out of the tests for want of logits
    TableSpec spec = {};                     ///< what it was shaped by
    std::vector<std::string> averaged = {};  ///< the tasks of the average; empty: no such column
    std::vector<TaskNote> task_notes = {};
    std::vector<std::string> left_out = {};  ///< which runs are not in it, and why
};

/// Whether a grid of parameters makes one row, its best combination on the meta set, or a row for
/// each combination (where the reader picks the best on the evaluation set, unlike other schemes).
enum class GridRows { kJoined, kSeparate };

/// Which runs a table is made from, and which of their evaluations.
struct TableQuery {
    std::string study = {};  ///< a name; empty: all
    std::string where = {};  ///< a RunFilter; empty: all. Teachers come with their students.
    Selection selection = Selection::kFinalStep;
    GridRows grids = GridRows::kJoined;

    bool operator==(const TableQuery&) const = default;
};

/// From all finished runs of a database that the query asks for. Throws Error where the study is
/// not there or the filter cannot be read.
ResultTable buildTable(StoreReader& reader, const TableQuery& query);
inline ResultTable buildTable(StoreReader& reader, const std::string& study, Selection selection,
                              GridRows grids = GridRows::kJoined) {
    return buildTable(reader, {.study = study, .selection = selection, .grids = grids});
}

/// What a run must score above: the majority row's score, 0 where that is NaN (a constant answer
/// has no correlation).
double majorityBar(const TableCell& majority);

/// booktabs; ready to \input. Special characters escaped.
std::string toLatex(const ResultTable& table);
std::string toMarkdown(const ResultTable& table);
/// One line a cell, and one a row's average under the task "average":
/// task,set,file,set_size,set_sha256,metric,scheme,selection,mean,std,n,gap_closed,above_majority,
/// best,second,difference,p,p_holm,calibration_error. What was not asked for is empty.
std::string toCsv(const ResultTable& table);

}  // namespace alphascope
