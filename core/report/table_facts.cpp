// SPDX-License-Identifier: GPL-3.0-or-later
// Notes on the runs behind a table: their sets, their teachers, and what was left out.
#include "report/number_text.h"
#include "report/table_notes.h"
#include "report/table_runs.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace alphascope {
namespace {

constexpr std::size_t kHashDigits = 12;

std::string count(std::int64_t n, const std::string& thing) {
    return std::to_string(n) + " " + thing + (n == 1 ? "" : "s");
}

/// One note a task: every distinct set that its runs were trained or judged on.
std::vector<TaskNote> setNotes(const TableRuns& runs) {
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
    std::vector<TaskNote> notes;
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
        notes.push_back({.kind = TaskNote::Kind::kSets,
                         .task = task.name,
                         .text = "Sets of " + task.name + ": " + text + "."});
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

std::vector<TaskNote> teacherNotes(const TableRuns& runs) {
    std::vector<TaskNote> notes;
    for (const auto& run : runs.teachers) {
        const TaskDescriptor& task = findTask(run.row.task);
        const bool has_accuracy = std::find(task.metrics.begin(), task.metrics.end(),
                                            Metric::kAccuracy) != task.metrics.end();
        const std::string metric(
            metricName(has_accuracy ? Metric::kAccuracy : task.metrics.front()));
        notes.push_back({.kind = TaskNote::Kind::kTeacher,
                         .task = task.name,
                         .text = "Teacher of " + task.name + " (" + encoderName(run.spec.train) +
                                 ", seed " + std::to_string(run.spec.seed) + ", run " +
                                 run.row.uuid.substr(0, 8) + "): loss " +
                                 sideBySide(run, "loss", 1.0, 3) + "; " + metricTitle(metric) +
                                 " " + sideBySide(run, metric, 100.0, 1) + "."});
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
    if (runs.imported > 0)
        notes.push_back("Left out because imported, so that only curves are known: " +
                        count(runs.imported, "run") + ".");
    if (missing_scores > 0)
        notes.push_back("Left out because a finished run has no such score at the selected step: " +
                        count(missing_scores, "score") + ".");
}

}  // namespace

void addRunNotes(ResultTable& table, const TableRuns& runs, int missing_scores) {
    for (const auto& notes : {setNotes(runs), teacherNotes(runs)})
        table.task_notes.insert(table.task_notes.end(), notes.begin(), notes.end());
    addLeftOut(runs, missing_scores, table.left_out);
}

}  // namespace alphascope
