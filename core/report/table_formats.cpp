// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown.h"
#include "report/number_text.h"
#include "report/table_caption.h"
#include "report/table_notes.h"
#include "report/table_text.h"

#include <algorithm>
#include <cmath>

namespace alphascope {
namespace {

std::string markdownMarked(std::string text, const TableCell& cell, const TableSpec& spec) {
    if (cell.best) text = "**" + text + "**";
    if (cell.second) text = "*" + text + "*";
    const std::string marks = cellMarks(cell, spec);
    return marks.empty() ? text : text + " " + marks;
}

std::vector<std::string> markdownHeader(const ResultTable& table, const std::string& first) {
    std::vector<std::string> line{first};
    for (const auto& title : columnTitles(table.columns)) line.push_back(markdownEscaped(title));
    return line;
}

std::string orNothing(double value) {
    return std::isnan(value) ? std::string() : exactText(value);
}

/// What follows a CSV line's names: mean to calibration_error.
std::string csvNumbers(const TableCell& cell) {
    const auto yes = [](bool value) { return std::string(value ? "true" : "false"); };
    // A mean over runs that gave NaN is not an empty cell.
    return (cell.score.n > 0 ? exactText(cell.score.mean) : "") + "," + orNothing(cell.score.std) +
           "," + std::to_string(cell.score.n) + "," + orNothing(cell.gap_closed) + "," +
           yes(cell.above_majority) + "," + yes(cell.best) + "," + yes(cell.second) + "," +
           orNothing(cell.test.difference) + "," + orNothing(cell.test.p) + "," +
           orNothing(cell.test.p_holm) + "," +
           (cell.calibration.n > 0 ? exactText(cell.calibration.mean) : "") + "\n";
}

}  // namespace

std::string toMarkdown(const ResultTable& table) {
    std::string text;
    if (table.columns.empty()) {
        text = "No finished run to show.\n";
    } else {
        if (!table.spec.caption.empty()) text += tableCaption(table) + "\n\n";
        TextGrid scores{markdownHeader(table, "scheme")};
        if (!table.averaged.empty())
            scores.front().push_back("average of " + std::to_string(table.averaged.size()));
        for (const auto& row : table.rows) {
            scores.push_back({markdownEscaped(row.label)});
            for (const auto& cell : row.cells)
                scores.back().push_back(markdownMarked(scoreText(row, cell), cell, table.spec));
            if (!table.averaged.empty())
                scores.back().push_back(markdownMarked(averageText(row), row.average, table.spec));
        }
        text += markdownGrid(scores);
        for (const auto& block : tableBlocks(table)) {
            TextGrid grid{markdownHeader(table, block.title)};
            for (std::size_t r = 0; r < block.labels.size(); ++r) {
                grid.push_back({markdownEscaped(block.labels[r])});
                grid.back().insert(grid.back().end(), block.cells[r].begin(), block.cells[r].end());
            }
            text += "\n" + markdownGrid(grid);
        }
    }
    if (!table.notes.empty()) text += "\n";
    for (const auto& note : table.notes) text += "- " + onOneLine(note) + "\n";
    return text;
}

std::string toCsv(const ResultTable& table) {
    std::string text =
        "task,set,file,set_size,set_sha256,metric,scheme,selection,mean,std,n,gap_closed,"
        "above_majority,best,second,difference,p,p_holm,calibration_error\n";
    const std::string selection = selectionName(table.selection);
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const TableColumn& column = table.columns[c];
            for (const auto& name :
                 {column.task, column.set, column.file, std::to_string(column.rows), column.sha256,
                  column.metric, row.label, selection})
                text += csvField(name) + ",";
            text += csvNumbers(row.cells[c]);
        }
        if (!table.averaged.empty())
            text += "average,,,,,," + csvField(row.label) + "," + selection + "," +
                    csvNumbers(row.average);
    }
    return text;
}

}  // namespace alphascope
