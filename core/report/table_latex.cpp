// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown.h"
#include "report/result_table.h"
#include "report/table_caption.h"
#include "report/table_notes.h"
#include "report/table_text.h"

#include <algorithm>

namespace alphascope {
namespace {

std::string latexEscaped(const std::string& text) {
    std::string result;
    for (const char c : onOneLine(text)) {
        switch (c) {
            case '\\':
                result += "\\textbackslash{}";
                break;
            case '~':
                result += "\\textasciitilde{}";
                break;
            case '^':
                result += "\\textasciicircum{}";
                break;
            case '<':
                result += "\\textless{}";
                break;
            case '>':
                result += "\\textgreater{}";
                break;
            // A bracket at the start of a table line would be read as an argument of the \\ before
            // it.
            case '[':
                result += "{[}";
                break;
            case ']':
                result += "{]}";
                break;
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
            case '{':
            case '}':
                result += '\\';
                [[fallthrough]];
            default:
                result += c;
        }
    }
    for (const auto& [sign, command] : {std::pair{"±", "$\\pm$"},
                                        {"–", "--"},
                                        {"−", "$-$"},
                                        {"×", "$\\times$"},
                                        {"†", "$^\\dagger$"},
                                        {"⁺", "$^{+}$"},
                                        {"⁻", "$^{-}$"},
                                        {"α", "$\\alpha$"}})
        result = replaced(result, sign, command);
    return result;
}

/// A hyphen is no minus sign.
std::string latexNumber(const std::string& text) {
    return text.starts_with('-') ? "$-$" + latexEscaped(text.substr(1)) : latexEscaped(text);
}

std::string latexMarked(const std::string& number, const TableCell& cell, const TableSpec& spec) {
    std::string text = latexNumber(number);
    if (cell.best) text = "\\textbf{" + text + "}";
    if (cell.second) text = "\\underline{" + text + "}";
    return text + latexEscaped(cellMarks(cell, spec));
}

std::string latexHeader(const ResultTable& table) {
    const auto titles = columnTitles(table.columns);
    std::string text;
    for (std::size_t c = 0; c < titles.size(); ++c) {
        const TableColumn& column = table.columns[c];
        std::string set = setTitle(column);
        // What columnTitles() had to add to tell two columns apart.
        if (const auto mark = titles[c].rfind(" #"); mark != std::string::npos)
            set += titles[c].substr(mark);
        text += " & \\shortstack{" + latexEscaped(column.task) + "\\\\" + latexEscaped(set) +
                "\\\\" + latexEscaped(metricTitle(column.metric)) + "}";
    }
    if (!table.averaged.empty())
        text += " & \\shortstack{Average\\\\of " + std::to_string(table.averaged.size()) + "}";
    return text + " \\\\\n";
}

std::string latexRows(const ResultTable& table) {
    std::string text;
    bool in_schemes = false;
    for (const auto& row : table.rows) {
        // The first rule of a table stands below its header.
        if (row.role == RowRole::kScheme && !in_schemes && !text.empty()) text += "\\midrule\n";
        in_schemes = row.role == RowRole::kScheme;
        text += latexEscaped(row.label);
        for (const auto& cell : row.cells)
            text += " & " + latexMarked(scoreText(row, cell), cell, table.spec);
        if (!table.averaged.empty())
            text += " & " + latexMarked(averageText(row), row.average, table.spec);
        text += " \\\\\n";
    }
    const std::string end = table.averaged.empty() ? " \\\\\n" : " & \\\\\n";
    const std::size_t width = table.columns.size() + (table.averaged.empty() ? 1 : 2);
    for (const auto& block : tableBlocks(table)) {
        text += "\\midrule\n\\multicolumn{" + std::to_string(width) + "}{l}{\\emph{" +
                latexEscaped(block.title) + "}} \\\\\n";
        for (std::size_t r = 0; r < block.labels.size(); ++r) {
            text += latexEscaped(block.labels[r]);
            for (const auto& cell : block.cells[r]) text += " & " + latexNumber(cell);
            text += end;
        }
    }
    return text;
}

}  // namespace

std::string toLatex(const ResultTable& table) {
    std::string text = "% Result table made by Alphascope. Needs \\usepackage{booktabs}.\n";
    for (const auto& note : table.notes) text += "% " + onOneLine(note) + "\n";
    if (table.columns.empty()) return text + "% No finished run to show.\n";
    text += "\\begin{table}[t]\n\\centering\n\\caption{" + latexEscaped(tableCaption(table)) +
            "}\n\\label{tab:alphascope}\n\\begin{tabular}{l" +
            std::string(table.columns.size() + (table.averaged.empty() ? 0 : 1), 'r') +
            "}\n\\toprule\n";
    text += latexHeader(table) + "\\midrule\n" + latexRows(table);
    return text + "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
}

}  // namespace alphascope
