// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown.h"
#include "report/number_text.h"
#include "report/table_notes.h"

#include <algorithm>
#include <cmath>

namespace alphascope {
namespace {

constexpr const char* kNothing = "–";

/// "68.2 ± 1.1 (3)"; without ± for one run, without (n) for the majority class.
std::string scoreText(const TableRow& row, const TableCell& cell) {
    const MeanStd& score = cell.score;
    if (score.n == 0 || (row.role == RowRole::kMajority && std::isnan(score.mean))) return kNothing;
    std::string text = fixedText(100.0 * score.mean, 1);
    if (row.role == RowRole::kMajority) return text;
    if (score.n > 1) text += " ± " + fixedText(100.0 * score.std, 1);
    return text + " (" + std::to_string(score.n) + ")";
}

std::string gapText(const TableCell& cell) {
    return std::isnan(cell.gap_closed) ? kNothing : fixedText(100.0 * cell.gap_closed, 0);
}

/// Whether a row belongs into the block of gaps: at least one share has a meaning.
bool showsGap(const TableRow& row) {
    return row.role != RowRole::kMajority && row.role != RowRole::kTeacher &&
           std::any_of(row.cells.begin(), row.cells.end(),
                       [](const auto& cell) { return !std::isnan(cell.gap_closed); });
}

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
                                        {"α", "$\\alpha$"}})
        result = replaced(result, sign, command);
    return result;
}

/// A hyphen is no minus sign.
std::string latexNumber(const std::string& text) {
    return text.starts_with('-') ? "$-$" + latexEscaped(text.substr(1)) : latexEscaped(text);
}

std::string latexCell(const TableRow& row, const TableCell& cell) {
    std::string text = latexNumber(scoreText(row, cell));
    if (cell.best) text = "\\textbf{" + text + "}";
    return cell.above_majority ? text : text + "$^\\dagger$";
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
    return text + " \\\\\n";
}

std::string latexRows(const ResultTable& table) {
    std::string text;
    bool in_schemes = false;
    for (const auto& row : table.rows) {
        if (row.role == RowRole::kScheme && !in_schemes) text += "\\midrule\n";
        in_schemes = row.role == RowRole::kScheme;
        text += latexEscaped(row.label);
        for (const auto& cell : row.cells) text += " & " + latexCell(row, cell);
        text += " \\\\\n";
    }
    if (std::none_of(table.rows.begin(), table.rows.end(), showsGap)) return text;
    text += "\\midrule\n\\multicolumn{" + std::to_string(table.columns.size() + 1) +
            "}{l}{\\emph{Share of the teacher gap closed (\\%)}} \\\\\n";
    for (const auto& row : table.rows) {
        if (!showsGap(row)) continue;
        text += latexEscaped(row.label);
        for (const auto& cell : row.cells) text += " & " + latexNumber(gapText(cell));
        text += " \\\\\n";
    }
    return text;
}

std::string markdownCell(const TableRow& row, const TableCell& cell) {
    std::string text = scoreText(row, cell);
    if (cell.best) text = "**" + text + "**";
    return cell.above_majority ? text : text + " †";
}

std::vector<std::string> markdownHeader(const ResultTable& table, const std::string& first) {
    std::vector<std::string> line{first};
    for (const auto& title : columnTitles(table.columns)) line.push_back(markdownEscaped(title));
    return line;
}

}  // namespace

std::string toLatex(const ResultTable& table) {
    std::string text = "% Result table made by Alphascope. Needs \\usepackage{booktabs}.\n";
    for (const auto& note : table.notes) text += "% " + onOneLine(note) + "\n";
    if (table.columns.empty()) return text + "% No finished run to show.\n";
    const bool flagged = std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
        return std::any_of(row.cells.begin(), row.cells.end(),
                           [](const auto& c) { return !c.above_majority; });
    });
    text +=
        "\\begin{table}[t]\n\\centering\n\\caption{Scores ($\\times$ 100): mean $\\pm$ standard "
        "deviation "
        "over seeds (number of runs). ";
    if (!table.notes.empty()) text += latexEscaped(table.notes.front());
    if (flagged) text += " $^\\dagger$ At least one run is not above the majority class.";
    text += "}\n\\label{tab:alphascope}\n\\begin{tabular}{l" +
            std::string(table.columns.size(), 'r') + "}\n\\toprule\n";
    text += latexHeader(table) + "\\midrule\n" + latexRows(table);
    return text + "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
}

std::string toMarkdown(const ResultTable& table) {
    std::string text;
    if (table.columns.empty()) {
        text = "No finished run to show.\n";
    } else {
        TextGrid scores{markdownHeader(table, "scheme")};
        TextGrid gaps{markdownHeader(table, "teacher gap closed, %")};
        for (const auto& row : table.rows) {
            scores.push_back({markdownEscaped(row.label)});
            for (const auto& cell : row.cells) scores.back().push_back(markdownCell(row, cell));
            if (!showsGap(row)) continue;
            gaps.push_back({markdownEscaped(row.label)});
            for (const auto& cell : row.cells) gaps.back().push_back(gapText(cell));
        }
        text = markdownGrid(scores);
        if (gaps.size() > 1) text += "\n" + markdownGrid(gaps);
    }
    if (!table.notes.empty()) text += "\n";
    for (const auto& note : table.notes) text += "- " + onOneLine(note) + "\n";
    return text;
}

std::string toCsv(const ResultTable& table) {
    const auto orNothing = [](double value) {
        return std::isnan(value) ? std::string() : exactText(value);
    };
    std::string text =
        "task,set,file,set_size,set_sha256,metric,scheme,selection,mean,std,n,gap_closed,"
        "above_majority\n";
    for (const auto& row : table.rows)
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const TableColumn& column = table.columns[c];
            const TableCell& cell = row.cells[c];
            for (const auto& name :
                 {column.task, column.set, column.file, std::to_string(column.rows), column.sha256,
                  column.metric, row.label, std::string(selectionName(table.selection))})
                text += csvField(name) + ",";
            // A mean over runs that gave NaN is not an empty cell.
            text += (cell.score.n > 0 ? exactText(cell.score.mean) : "") + "," +
                    orNothing(cell.score.std) + "," + std::to_string(cell.score.n) + "," +
                    orNothing(cell.gap_closed) + "," + (cell.above_majority ? "true" : "false") +
                    "\n";
        }
    return text;
}

}  // namespace alphascope
