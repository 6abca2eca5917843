// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_caption.h"

#include "metrics/calibration.h"
#include "report/markdown.h"
#include "report/number_text.h"
#include "report/table_notes.h"

#include <algorithm>
#include <cmath>

namespace alphascope {
namespace {

constexpr std::size_t kShortHash = 8;

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : between) + part;
    return text;
}

void addOnce(std::vector<std::string>& list, const std::string& text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(text);
}

template <typename Test>
bool anyCell(const ResultTable& table, Test test) {
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
        return std::any_of(row.cells.begin(), row.cells.end(), test);
    });
}

/// "CoLA dev a1b2c3d4", one a set.
std::vector<std::string> evaluationSets(const ResultTable& table) {
    std::vector<std::string> sets;
    for (const auto& column : table.columns)
        addOnce(sets, column.task + " " + setTitle(column) +
                          (column.sha256.empty() ? "" : " " + column.sha256.substr(0, kShortHash)));
    return sets;
}

}  // namespace

std::string numberRanges(std::vector<std::uint64_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::string text;
    for (std::size_t first = 0; first < numbers.size();) {
        std::size_t last = first;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(numbers[first]);
        if (last > first) text += (last > first + 1 ? "–" : ", ") + std::to_string(numbers[last]);
        first = last + 1;
    }
    return text;
}

int significance(const TableCell& cell, const TableSpec& spec) {
    if (std::isnan(cell.test.p_holm) || cell.test.p_holm > spec.level) return 0;
    return cell.test.difference > 0.0 ? 1 : cell.test.difference < 0.0 ? -1 : 0;
}

std::string cellMarks(const TableCell& cell, const TableSpec& spec) {
    const int sign = significance(cell, spec);
    return std::string(cell.above_majority ? "" : "†") + (sign > 0 ? "⁺" : sign < 0 ? "⁻" : "");
}

bool hasSecond(const ResultTable& table) {
    return anyCell(table, [](const auto& cell) { return cell.second; });
}

bool hasFlag(const ResultTable& table) {
    return anyCell(table, [](const auto& cell) { return !cell.above_majority; });
}

std::string selectionNote(Selection selection) {
    switch (selection) {
        case Selection::kFinalStep:
            return "Selection: each run's final step.";
        case Selection::kBestOnMeta:
            return "Selection: each run's step with the best score on its meta set, which is held "
                   "out "
                   "from train and is never an evaluation set. A run without a meta set (full "
                   "train) "
                   "shows its final step.";
        case Selection::kBestOnDev:
            return "Selection: best on dev. Each run's best step was chosen on the very set that "
                   "is "
                   "shown, so these scores are optimistic.";
    }
    return {};
}

std::string averageNote(const ResultTable& table) {
    if (!table.spec.average) return {};
    std::vector<std::string> without;
    for (const auto& column : table.columns)
        if (std::find(table.averaged.begin(), table.averaged.end(), column.task) ==
            table.averaged.end())
            addOnce(without, column.task);
    std::string text;
    if (table.averaged.empty())
        text = "Average: none, since there is no task in which every row has a score.";
    else
        text = "Average: of the mean scores on " + joined(table.averaged, ", ") +
               ", where every row (but the majority class) has a score; a task of several columns "
               "counts once, with their mean. ± is over seeds, where all of these tasks have the "
               "same.";
    if (!table.averaged.empty() && !without.empty())
        text += " Not in it: " + joined(without, ", ") + ".";
    return text;
}

std::string filterNote(const ResultTable& table) {
    if (table.where.empty()) return {};
    return "Only runs that match '" + onOneLine(table.where) +
           "', and their teachers; a filter on scores chooses what is shown.";
}

std::string testNote(const ResultTable& table) {
    if (table.spec.baseline.empty()) return {};
    if (table.tests == ResultTable::Tests::kNotMade)
        return "The tests against " + table.spec.baseline + " are not made.";
    int tests = 0;
    for (const auto& row : table.rows)
        tests += static_cast<int>(
            std::count_if(row.cells.begin(), row.cells.end(),
                          [](const auto& cell) { return !std::isnan(cell.test.p_holm); }));
    if (tests == 0)
        return "Nothing was tested against " + table.spec.baseline +
               ": no other scheme shares a column with it in which all runs kept their logits.";
    return "⁺ better, ⁻ worse than " + table.spec.baseline + " at the level " +
           exactText(table.spec.level) +
           ": two-sided paired bootstrap over the evaluation examples, "
           "the same for all seeds (" +
           std::to_string(table.spec.resamples) + " resamples, seed " +
           std::to_string(table.spec.seed) + "), corrected by Holm over the " +
           std::to_string(tests) + " comparisons of this table." +
           (table.untested == 0 ? std::string()
                                : " Not tested: " + std::to_string(table.untested) +
                                      (table.untested == 1 ? " cell" : " cells") +
                                      ", of which a run kept no logits.");
}

std::string calibrationNote(const ResultTable& table) {
    if (!table.spec.show_calibration) return {};
    if (table.tests == ResultTable::Tests::kNotMade) return "Calibration is not computed.";
    return "Calibration: expected calibration error × 100, " + std::to_string(kCalibrationBins) +
           " bins of equal width, mean ± standard deviation over seeds; less is better. Regression "
           "and runs without logits have none.";
}

std::string provenanceNote(const ResultTable& table) {
    std::vector<std::string> studies;
    std::vector<std::uint64_t> seeds;
    for (const auto& row : table.rows)
        for (const auto& cell : row.cells)
            for (const auto& run : cell.runs) {
                addOnce(studies, run.study);
                if (row.role != RowRole::kTeacher) seeds.push_back(run.seed);
            }
    std::vector<std::string> parts;
    if (!table.spec.program.empty() || !table.spec.date.empty())
        parts.push_back("Made" + (table.spec.program.empty() ? "" : " by " + table.spec.program) +
                        (table.spec.date.empty() ? "" : " on " + table.spec.date));
    if (!studies.empty())
        parts.push_back((studies.size() == 1 ? "study " : "studies ") + joined(studies, ", "));
    if (!seeds.empty()) parts.push_back("seeds " + numberRanges(seeds));
    if (parts.empty()) return {};
    parts.push_back("evaluation sets with the first digits of their SHA-256: " +
                    joined(evaluationSets(table), ", "));
    std::string text = "Provenance: " + joined(parts, "; ") + ".";
    return text;
}

std::string tableCaption(const ResultTable& table) {
    if (!table.spec.caption.empty()) return onOneLine(table.spec.caption);
    std::vector<std::string> parts{
        "Scores (× 100): mean ± standard deviation over seeds (number of runs).",
        selectionNote(table.selection)};
    if (const auto note = filterNote(table); !note.empty()) parts.push_back(note);
    if (hasSecond(table)) parts.emplace_back("The best scheme is bold, the second underlined.");
    if (hasFlag(table)) parts.emplace_back("† At least one run is not above the majority class.");
    for (const auto& note :
         {averageNote(table), testNote(table), calibrationNote(table), provenanceNote(table)})
        if (!note.empty()) parts.push_back(note);
    return joined(parts, " ");
}

}  // namespace alphascope
