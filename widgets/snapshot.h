// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/dev_score.h"
#include "store/rows.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// One curve: steps ascending.
struct Series {
    std::vector<double> steps;
    std::vector<double> values;
};

/// A run as the list shows it.
struct RunSummary {
    RunRow row;
    double dev_score = std::numeric_limits<double>::quiet_NaN();  ///< latest, a fraction
    std::shared_ptr<const RunScores> scores = nullptr;  ///< the latest of all; null: none yet
};

/// Everything the plots show of one run.
struct RunDetail {
    RunRow row;
    std::map<std::string, Series> series;
    std::vector<HistogramTaken> histograms;
    std::vector<EvaluationRow> evaluations;
    std::vector<LogRow> log;
    std::vector<SetRow> sets;
    /// Set name -> score of always answering the most frequent train label (the task's first
    /// metric).
    std::vector<std::pair<std::string, double>> majority;

    [[nodiscard]] const Series* find(const std::string& name) const {
        const auto place = series.find(name);
        return place == series.end() ? nullptr : &place->second;
    }
    /// Whether the run weighs samples between label and teacher at all.
    [[nodiscard]] bool hasAlpha() const { return !histograms.empty(); }
};

/// What the window shows at one moment. Immutable once handed over: made by the reader thread,
/// painted by the GUI thread, so both hold it by shared_ptr.
struct Snapshot {
    std::filesystem::path database;
    bool read_only = false;
    std::vector<RunSummary> runs;                            ///< oldest first
    std::vector<std::shared_ptr<const RunDetail>> selected;  ///< in the order of selection
    /// What the numbers in RunScores mean ("dev accuracy"); null: there are none.
    std::shared_ptr<const std::vector<std::string>> score_names = nullptr;

    [[nodiscard]] const RunSummary* findRun(std::int64_t id) const {
        for (const RunSummary& run : runs) {
            if (run.row.id == id) return &run;
        }
        return nullptr;
    }
};

}  // namespace alphascope
