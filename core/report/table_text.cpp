// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_text.h"

#include "report/number_text.h"

#include <algorithm>
#include <cmath>

namespace alphascope {
namespace {

std::string gapText(const TableCell& cell) {
    return std::isnan(cell.gap_closed) ? kNothing : fixedText(100.0 * cell.gap_closed, 0);
}

std::string calibrationText(const TableCell& cell) {
    if (cell.calibration.n == 0) return kNothing;
    std::string text = fixedText(100.0 * cell.calibration.mean, 1);
    if (cell.calibration.n > 1) text += " ± " + fixedText(100.0 * cell.calibration.std, 1);
    return text;
}

/// The rows in which at least one number has a meaning.
TableBlock blockOf(const ResultTable& table, const std::string& title,
                   std::string (*text)(const TableCell&), bool (*belongs)(const TableRow&)) {
    TableBlock block{.title = title, .labels = {}, .cells = {}};
    for (const auto& row : table.rows) {
        if (!belongs(row)) continue;
        std::vector<std::string> cells;
        for (const auto& cell : row.cells) cells.push_back(text(cell));
        if (std::all_of(cells.begin(), cells.end(), [](const auto& c) { return c == kNothing; }))
            continue;
        block.labels.push_back(row.label);
        block.cells.push_back(std::move(cells));
    }
    return block;
}

}  // namespace

std::string scoreText(const TableRow& row, const TableCell& cell) {
    const MeanStd& score = cell.score;
    if (score.n == 0 || (row.role == RowRole::kMajority && std::isnan(score.mean))) return kNothing;
    std::string text = fixedText(100.0 * score.mean, 1);
    if (row.role == RowRole::kMajority) return text;
    if (score.n > 1) text += " ± " + fixedText(100.0 * score.std, 1);
    return text + " (" + std::to_string(score.n) + ")";
}

std::string averageText(const TableRow& row) {
    const MeanStd& score = row.average.score;
    if (score.n == 0) return kNothing;
    std::string text = fixedText(100.0 * score.mean, 1);
    if (!std::isnan(score.std)) text += " ± " + fixedText(100.0 * score.std, 1);
    return text;
}

std::vector<TableBlock> tableBlocks(const ResultTable& table) {
    std::vector<TableBlock> blocks;
    if (table.spec.show_gap)
        blocks.push_back(blockOf(
            table, "Share of the teacher gap closed (%)", &gapText, [](const TableRow& row) {
                return row.role != RowRole::kMajority && row.role != RowRole::kTeacher;
            }));
    if (table.spec.show_calibration)
        blocks.push_back(blockOf(table, "Expected calibration error (× 100)", &calibrationText,
                                 [](const TableRow&) { return true; }));
    std::erase_if(blocks, [](const auto& block) { return block.labels.empty(); });
    return blocks;
}

}  // namespace alphascope
