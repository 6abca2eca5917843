// SPDX-License-Identifier: GPL-3.0-or-later
// The GLUE tasks (Wang et al., ICLR 2019) as the official archives lay them out, and the demo.
#include "study/task.h"

#include "study/error.h"

#include <algorithm>
#include <array>

namespace alphascope {
namespace {

ColumnRef named(const char* name) {
    return {.name = name, .index = -1};
}
ColumnRef at(int index) {
    return {.name = {}, .index = index};
}

/// A file whose columns have names; `label` null where the file is unlabelled.
SplitDescriptor split(const char* name, const char* file, const char* text_a, const char* text_b,
                      const char* label, std::int64_t rows) {
    SplitDescriptor result{.name = name, .file = file, .official_rows = rows};
    result.text_a = named(text_a);
    if (text_b != nullptr) result.text_b = named(text_b);
    if (label != nullptr) result.label = named(label);
    return result;
}

/// CoLA's train and dev: no header; label in the second column, sentence in the fourth.
SplitDescriptor colaSplit(const char* name, const char* file, std::int64_t rows) {
    SplitDescriptor result{.name = name, .file = file, .has_header = false, .official_rows = rows};
    result.text_a = at(3);
    result.label = at(1);
    return result;
}

TaskDescriptor task(const char* id, const char* name, const char* folder, bool pair,
                    std::vector<std::string> labels, std::vector<Metric> metrics,
                    std::vector<SplitDescriptor> splits) {
    return {.id = id,
            .name = name,
            .folder = folder,
            .pair = pair,
            .labels = std::move(labels),
            .metrics = std::move(metrics),
            .splits = std::move(splits)};
}

/// train, dev and test of a pair task whose three files share their column names.
std::vector<SplitDescriptor> pairSplits(const char* a, const char* b, const char* label,
                                        std::array<std::int64_t, 3> rows) {
    return {split("train", "train.tsv", a, b, label, rows[0]),
            split("dev", "dev.tsv", a, b, label, rows[1]),
            split("test", "test.tsv", a, b, nullptr, rows[2])};
}

std::vector<TaskDescriptor> makeTasks() {
    const std::vector<std::string> binary{"0", "1"};
    const std::vector<std::string> entailment{"entailment", "not_entailment"};
    const std::vector<std::string> nli{"entailment", "neutral", "contradiction"};
    const char* s1 = "sentence1";
    const char* s2 = "sentence2";

    std::vector<TaskDescriptor> tasks;
    tasks.push_back(task("cola", "CoLA", "CoLA", false, binary, {Metric::kMatthews},
                         {colaSplit("train", "train.tsv", 8551), colaSplit("dev", "dev.tsv", 1043),
                          split("test", "test.tsv", "sentence", nullptr, nullptr, 1063)}));
    tasks.push_back(task("sst2", "SST-2", "SST-2", false, binary, {Metric::kAccuracy},
                         {split("train", "train.tsv", "sentence", nullptr, "label", 67349),
                          split("dev", "dev.tsv", "sentence", nullptr, "label", 872),
                          split("test", "test.tsv", "sentence", nullptr, nullptr, 1821)}));
    tasks.push_back(task("mrpc", "MRPC", "MRPC", true, binary, {Metric::kF1, Metric::kAccuracy},
                         pairSplits("#1 String", "#2 String", "Quality", {3668, 408, 1725})));
    tasks.push_back(task("stsb", "STS-B", "STS-B", true, {}, {Metric::kPearson, Metric::kSpearman},
                         pairSplits(s1, s2, "score", {5749, 1500, 1379})));
    tasks.back().kind = TaskKind::kRegression;
    tasks.back().score_max = 5.0;
    tasks.push_back(
        task("qqp", "QQP", "QQP", true, binary, {Metric::kF1, Metric::kAccuracy},
             pairSplits("question1", "question2", "is_duplicate", {363846, 40430, 390965})));
    tasks.push_back(task("mnli", "MNLI", "MNLI", true, nli, {Metric::kAccuracy},
                         {split("train", "train.tsv", s1, s2, "gold_label", 392702),
                          split("dev_matched", "dev_matched.tsv", s1, s2, "gold_label", 9815),
                          split("dev_mismatched", "dev_mismatched.tsv", s1, s2, "gold_label", 9832),
                          split("test_matched", "test_matched.tsv", s1, s2, nullptr, 9796),
                          split("test_mismatched", "test_mismatched.tsv", s1, s2, nullptr, 9847)}));
    tasks.push_back(task("qnli", "QNLI", "QNLI", true, entailment, {Metric::kAccuracy},
                         pairSplits("question", "sentence", "label", {104743, 5463, 5463})));
    tasks.push_back(task("rte", "RTE", "RTE", true, entailment, {Metric::kAccuracy},
                         pairSplits(s1, s2, "label", {2490, 277, 3000})));
    tasks.push_back(task("wnli", "WNLI", "WNLI", true, binary, {Metric::kAccuracy},
                         pairSplits(s1, s2, "label", {635, 71, 146})));
    tasks.push_back(task("diagnostic", "AX", "diagnostic", true, nli, {Metric::kMatthews},
                         {split("test", "diagnostic.tsv", s1, s2, nullptr, 1104)}));
    tasks.push_back(task("demo", "Demo", "", true, {"not_entailment", "entailment"},
                         {Metric::kAccuracy},
                         {split("train", "demo:train", s1, s2, "label", 0),
                          split("dev", "demo:dev", s1, s2, "label", 0)}));
    return tasks;
}

}  // namespace

std::string_view metricName(Metric metric) {
    switch (metric) {
        case Metric::kMatthews:
            return "matthews";
        case Metric::kAccuracy:
            return "accuracy";
        case Metric::kF1:
            return "f1";
        case Metric::kPearson:
            return "pearson";
        case Metric::kSpearman:
            return "spearman";
    }
    return "";
}

const SplitDescriptor* TaskDescriptor::findSplit(std::string_view split_name) const {
    const auto found = std::find_if(splits.begin(), splits.end(),
                                    [&](const auto& s) { return s.name == split_name; });
    return found == splits.end() ? nullptr : &*found;
}

std::vector<std::string> TaskDescriptor::evaluationSplits() const {
    std::vector<std::string> names;
    for (const auto& s : splits)
        if (s.name.starts_with("dev")) names.push_back(s.name);
    return names;
}

int TaskDescriptor::outputs() const {
    return kind == TaskKind::kRegression ? 1 : static_cast<int>(labels.size());
}

std::span<const TaskDescriptor> taskTable() {
    static const std::vector<TaskDescriptor> kTasks = makeTasks();
    return kTasks;
}

const TaskDescriptor* knownTask(std::string_view id) {
    for (const auto& candidate : taskTable())
        if (candidate.id == id) return &candidate;
    return nullptr;
}

const TaskDescriptor& findTask(std::string_view id) {
    if (const TaskDescriptor* task = knownTask(id)) return *task;
    std::string known;
    for (const auto& candidate : taskTable()) known += (known.empty() ? "" : ", ") + candidate.id;
    throw Error("Unknown task '" + std::string(id) + "'. Known tasks: " + known + ".");
}

}  // namespace alphascope
