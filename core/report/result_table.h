// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/summary.h"
#include "store/reader.h"

#include <string>
#include <vector>

namespace alphascope {

/// Which evaluation of a run counts (design, section 5, "Selection").
enum class Selection { kFinalStep, kBestOnMeta, kBestOnDev };
/// "final", "best-meta", "best-dev"; throws Error otherwise.
Selection selectionFromName(const std::string& name);
const char* selectionName(Selection selection);

/// One cell: a row's score on one task column, over seeds.
struct TableCell {
    MeanStd score;               ///< fractions; n = 0 where the row has no run here ("–")
    double gap_closed = 0.0;     ///< share of the teacher gap closed; NaN where it has no meaning
    bool above_majority = true;  ///< false is flagged in every format
    bool best = false;           ///< highest mean among students (label-full row left out)
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
};

/// Rows: majority class, teachers, label only (full train), then schemes as they first occur.
struct ResultTable {
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
    std::vector<std::string>
        notes;  ///< selection, sets with size and hash, teacher honesty, unfinished runs left out
    Selection selection = Selection::kFinalStep;
};

/// From all finished runs of a database (or of one study: name or empty for all).
ResultTable buildTable(StoreReader& reader, const std::string& study, Selection selection);

/// booktabs; ready to \input. Special characters escaped.
std::string toLatex(const ResultTable& table);
std::string toMarkdown(const ResultTable& table);
/// One line a cell:
/// task,set,file,set_size,set_sha256,metric,scheme,selection,mean,std,n,gap_closed, above_majority.
std::string toCsv(const ResultTable& table);

}  // namespace alphascope
