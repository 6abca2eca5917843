// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

enum class TaskKind { kClassification, kRegression };

/// Scores a task is judged by. The first metric of a task is the one that tables show.
enum class Metric { kMatthews, kAccuracy, kF1, kPearson, kSpearman };

/// Field name as in specs and the database: "matthews", "accuracy", "f1", "pearson", "spearman".
std::string_view metricName(Metric metric);

/// Where a column of a TSV file is: by header name, or by 0-based position where there is no
/// header.
struct ColumnRef {
    std::string name;  ///< empty: use `index`
    int index = -1;
};

/// One file of the official layout.
struct SplitDescriptor {
    std::string name;  ///< "train", "dev", "test", "dev_matched", "test_mismatched", ...
    std::string file;  ///< official file name inside the task's folder
    bool has_header = true;
    ColumnRef text_a;
    ColumnRef text_b;                ///< unused where the task is not a pair
    std::optional<ColumnRef> label;  ///< absent in test files
    std::int64_t official_rows = 0;
};

/// One row of the task table: everything that reading, training and reporting need to know.
struct TaskDescriptor {
    std::string id;      ///< "cola", "sst2", "mrpc", "stsb", "qqp", "mnli", "qnli", "rte", "wnli",
                         ///< "diagnostic", "demo"
    std::string name;    ///< "CoLA", "SST-2", ...
    std::string folder;  ///< folder below the data folder ("SST-2"); empty for the demo
    TaskKind kind = TaskKind::kClassification;
    bool pair = false;
    std::vector<std::string>
        labels;              ///< as written in the files, in class order; empty for regression
    double score_max = 1.0;  ///< regression: labels are divided by this (STS-B: 5)
    std::vector<Metric> metrics;
    std::vector<SplitDescriptor> splits;

    [[nodiscard]] const SplitDescriptor* findSplit(std::string_view split_name) const;
    /// Labelled evaluation splits ("dev", or "dev_matched" and "dev_mismatched").
    [[nodiscard]] std::vector<std::string> evaluationSplits() const;
    /// Number of outputs of a head: classes, or 1 for regression.
    [[nodiscard]] int outputs() const;
};

/// All tasks: the nine of GLUE, the diagnostic set, and the built-in demo.
std::span<const TaskDescriptor> taskTable();
/// Throws Error naming the known tasks.
const TaskDescriptor& findTask(std::string_view id);
/// Null where there is none: a database of a newer program may hold tasks that this one lacks.
const TaskDescriptor* knownTask(std::string_view id);

}  // namespace alphascope
