// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"

#include <string>

namespace alphascope {

/// The caption of a table in plain text, on one line: the spec's own, or what the numbers are,
/// which step counts, what the marks mean, the test, the average, and the provenance.
std::string tableCaption(const ResultTable& table);

/// By which filter the runs were chosen; empty where by none.
std::string filterNote(const ResultTable& table);
/// Sentences of captions and notes; empty where they do not apply.
std::string selectionNote(Selection selection);
std::string averageNote(const ResultTable& table);
std::string testNote(const ResultTable& table);
std::string calibrationNote(const ResultTable& table);
/// Program, date, studies, seeds of the students, and the evaluation sets with the first digits of
/// their hashes.
std::string provenanceNote(const ResultTable& table);

/// 1 where the cell is better than the baseline's at the spec's level, −1 where worse, else 0.
int significance(const TableCell& cell, const TableSpec& spec);
/// "†" for not above the majority class, "⁺" and "⁻" for a significant difference.
std::string cellMarks(const TableCell& cell, const TableSpec& spec);

bool hasSecond(const ResultTable& table);
bool hasFlag(const ResultTable& table);  ///< a run that is not above the majority class

/// "1–5, 7" for 5 1 2 3 4 7.
std::string numberRanges(std::vector<std::uint64_t> numbers);

}  // namespace alphascope
