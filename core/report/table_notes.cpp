// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_notes.h"

#include "report/number_text.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

namespace alphascope {
namespace {

constexpr std::size_t kHashDigits = 12;

std::string count(std::int64_t n, const std::string& thing) {
    return std::to_string(n) + " " + thing + (n == 1 ? "" : "s");
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

/// One note a task: every distinct set that its runs were trained or judged on.
std::vector<std::string> setNotes(const TableRuns& runs) {
    using Entry = std::tuple<std::string, std::string, std::string, std::int64_t>;
    std::map<std::string, std::vector<Entry>> by_task;
    for (const auto* list : {&runs.students, &runs.teachers})
        for (const auto& run : *list)
            for (const auto& set : run.sets) {
                const bool full = run.spec.data.full_train && set.set == "train";
                auto& entries = by_task[run.row.task];
                const Entry entry{full ? "train (full)" : set.set, set.file, set.sha256, set.size};
                if (std::find(entries.begin(), entries.end(), entry) == entries.end())
                    entries.push_back(entry);
            }
    std::vector<std::string> notes;
    const std::vector<std::string> order{"train", "train (full)", "meta"};
    const auto rank = [&](const Entry& e) {
        return std::find(order.begin(), order.end(), std::get<0>(e));
    };
    for (const auto& task : taskTable()) {
        const auto found = by_task.find(task.id);
        if (found == by_task.end()) continue;
        std::stable_sort(found->second.begin(), found->second.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        std::string text;
        for (const auto& [set, file, hash, size] : found->second)
            text += (text.empty() ? "" : "; ") + set + " = " + (file.empty() ? "?" : file) + ", " +
                    count(size, "sample") + ", sha256 " + hash.substr(0, kHashDigits);
        notes.push_back("Sets of " + task.name + ": " + text + ".");
    }
    return notes;
}

/// "0.051 on train, 0.320 on meta", or that it was not recorded.
std::string sideBySide(const TableRun& run, const std::string& metric, double scale, int decimals) {
    std::string text;
    for (const char* set : {"train", "meta"}) {
        const EvaluationRow* evaluation = lastEvaluation(run, set);
        const auto value = evaluation == nullptr ? std::nullopt : scoreOf(*evaluation, metric);
        text += (text.empty() ? "" : ", ") +
                (value ? fixedText(scale * *value, decimals) : std::string("not recorded")) +
                " on " + set;
    }
    return text;
}

std::vector<std::string> teacherNotes(const TableRuns& runs) {
    std::vector<std::string> notes;
    for (const auto& run : runs.teachers) {
        const TaskDescriptor& task = findTask(run.row.task);
        const bool has_accuracy = std::find(task.metrics.begin(), task.metrics.end(),
                                            Metric::kAccuracy) != task.metrics.end();
        const std::string metric(
            metricName(has_accuracy ? Metric::kAccuracy : task.metrics.front()));
        notes.push_back("Teacher of " + task.name + " (" + encoderName(run.spec.train) + ", seed " +
                        std::to_string(run.spec.seed) + ", run " + run.row.uuid.substr(0, 8) +
                        "): loss " + sideBySide(run, "loss", 1.0, 3) + "; " + metricTitle(metric) +
                        " " + sideBySide(run, metric, 100.0, 1) + ".");
    }
    return notes;
}

void addLeftOut(const TableRuns& runs, int missing_scores, std::vector<std::string>& notes) {
    int unfinished = 0;
    std::string states;
    for (const auto& [state, n] : runs.unfinished) {
        unfinished += n;
        states += (states.empty() ? "" : ", ") + std::to_string(n) + " " + runStateName(state);
    }
    if (unfinished > 0)
        notes.push_back("Left out because not finished: " + count(unfinished, "run") + " (" +
                        states + ").");
    if (runs.repeated > 0)
        notes.push_back("Left out because a newer run has the same settings, data and seed: " +
                        count(runs.repeated, "run") + ".");
    if (missing_scores > 0)
        notes.push_back("Left out because a finished run has no such score at the selected step: " +
                        count(missing_scores, "score") + ".");
}

}  // namespace

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

std::vector<std::string> tableNotes(const ResultTable& table, const TableRuns& runs,
                                    Selection selection, int missing_scores) {
    std::vector<std::string> notes{selectionNote(selection)};
    notes.emplace_back(
        "Scores are × 100: mean ± sample standard deviation over seeds (number of runs). "
        "The best mean among the schemes on the reduced train set is set in bold.");
    notes.emplace_back(
        "Share of the teacher gap closed: (row − label only) / (teacher − label only); no "
        "value where the teacher is not at least 0.1 points better than label only.");
    const auto append = [&](const std::vector<std::string>& more) {
        notes.insert(notes.end(), more.begin(), more.end());
    };
    append(majorityNotes(table));
    append(setNotes(runs));
    append(teacherNotes(runs));
    addLeftOut(runs, missing_scores, notes);
    return notes;
}

}  // namespace alphascope
