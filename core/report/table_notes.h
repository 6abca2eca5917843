// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/table_runs.h"

#include <string>
#include <vector>

namespace alphascope {

/// Everything a reader must know to trust the table, a sentence or two each: selection, tuning, how
/// to read marks and blocks, majority flags, sets with file, size and hash, teacher honesty, what
/// was left out, and what made it.
std::vector<std::string> tableNotes(const ResultTable& table);

/// Throws Error where the table has no score, with what was left out. `doing`: "tabulate".
void requireScores(const ResultTable& table, const std::string& doing);

/// Adds what the runs tell to a table's task_notes and left_out. `missing_scores` are cells' runs
/// that were never evaluated where the selection looks.
void addRunNotes(ResultTable& table, const TableRuns& runs, int missing_scores);

/// "SST-2 dev accuracy", one a column; with the file's true name where it is not the official one,
/// and the first digits of the hash where two columns would read alike.
std::vector<std::string> columnTitles(const std::vector<TableColumn>& columns);
/// The middle part of a title: "dev", or the file's name where it is not the official one.
std::string setTitle(const TableColumn& column);
/// "accuracy", "F1", "Matthews", ...
std::string metricTitle(const std::string& metric);

}  // namespace alphascope
