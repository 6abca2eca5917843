// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_notes.h"

#include "report/table_caption.h"
#include "study/error.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace alphascope {
namespace {

constexpr std::size_t kHashDigits = 12;

std::vector<std::string> majorityNotes(const ResultTable& table) {
    std::vector<std::string> notes;
    const auto titles = columnTitles(table.columns);
    std::string flagged;
    bool undefined = false;
    for (const auto& row : table.rows)
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const TableCell& cell = row.cells[c];
            if (!cell.above_majority)
                flagged += (flagged.empty() ? "" : "; ") + row.label + " on " + titles[c];
            const std::string& metric = table.columns[c].metric;
            undefined |=
                row.role == RowRole::kMajority && (metric == "pearson" || metric == "spearman");
        }
    if (!flagged.empty())
        notes.push_back(
            "† At least one run of the cell is not above the majority class of its train "
            "set: " +
            flagged + ".");
    if (undefined)
        notes.emplace_back(
            "A constant answer has no correlation: there, not above 0 counts as not above "
            "the majority class.");
    return notes;
}

}  // namespace

void requireScores(const ResultTable& table, const std::string& doing) {
    if (!table.columns.empty()) return;
    std::string text = "There is nothing to " + doing + ": no run has finished with a score. ";
    for (const std::string& reason : table.left_out) text += reason + " ";
    throw Error(text + "`alphascope-cli runs` tells how the runs stand.");
}

std::string metricTitle(const std::string& metric) {
    static const std::map<std::string, std::string> kTitles{
        {"f1", "F1"}, {"matthews", "Matthews"}, {"pearson", "Pearson"}, {"spearman", "Spearman"}};
    const auto found = kTitles.find(metric);
    return found == kTitles.end() ? metric : found->second;
}

std::string setTitle(const TableColumn& column) {
    const std::string file = std::filesystem::path(column.file).filename().string();
    for (const auto& task : taskTable()) {
        const SplitDescriptor* split =
            task.name == column.task ? task.findSplit(column.set) : nullptr;
        if (split != nullptr && (file.empty() || file == split->file)) return column.set;
    }
    return file;
}

std::vector<std::string> columnTitles(const std::vector<TableColumn>& columns) {
    std::vector<std::string> titles;
    for (const auto& column : columns)
        titles.push_back(column.task + " " + setTitle(column) + " " + metricTitle(column.metric));
    const std::vector<std::string> plain = titles;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (std::count(plain.begin(), plain.end(), plain[c]) > 1)
            titles[c] += " #" + columns[c].sha256.substr(0, kHashDigits);
    return titles;
}

std::vector<std::string> tableNotes(const ResultTable& table) {
    std::vector<std::string> notes{selectionNote(table.selection)};
    if (const std::string note = filterNote(table); !note.empty()) notes.push_back(note);
    const auto append = [&](const std::vector<std::string>& more) {
        notes.insert(notes.end(), more.begin(), more.end());
    };
    const auto appendTasks = [&](TaskNote::Kind kind) {
        for (const auto& note : table.task_notes)
            if (note.kind == kind) notes.push_back(note.text);
    };
    appendTasks(TaskNote::Kind::kTuning);
    notes.push_back(
        "Scores are × 100: mean ± sample standard deviation over seeds (number of runs). "
        "The best mean among the schemes on the reduced train set is set in bold" +
        std::string(hasSecond(table) ? ", the second best (of three or more) is underlined, in "
                                       "Markdown in italics."
                                     : "."));
    if (table.spec.show_gap)
        notes.emplace_back(
            "Share of the teacher gap closed: (row − label only) / (teacher − label only); no "
            "value where the teacher is not at least 0.1 points better than label only.");
    if (const std::string note = averageNote(table); !note.empty()) notes.push_back(note);
    if (const std::string note = testNote(table); !note.empty()) notes.push_back(note);
    if (const std::string note = calibrationNote(table); !note.empty()) notes.push_back(note);
    append(majorityNotes(table));
    appendTasks(TaskNote::Kind::kSets);
    appendTasks(TaskNote::Kind::kTeacher);
    append(table.left_out);
    if (const std::string note = provenanceNote(table); !note.empty()) notes.push_back(note);
    return notes;
}

}  // namespace alphascope
