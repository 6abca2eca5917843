// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of single cells, alike in every format.
#pragma once

#include "report/result_table.h"

#include <string>
#include <vector>

namespace alphascope {

inline constexpr const char* kNothing = "–";

/// "68.2 ± 1.1 (3)"; without ± for one run, without (n) for the majority class, whose undefined
/// score is "–".
std::string scoreText(const TableRow& row, const TableCell& cell);
/// "68.2 ± 0.4"; without ± where its tasks are not of the same seeds.
std::string averageText(const TableRow& row);

/// A block of further numbers below the scores.
struct TableBlock {
    std::string title;                ///< "Share of the teacher gap closed (%)"
    std::vector<std::string> labels;  ///< of the rows that have any
    std::vector<std::vector<std::string>> cells;
};
/// Those that the table's spec shows and that are not empty.
std::vector<TableBlock> tableBlocks(const ResultTable& table);

}  // namespace alphascope
