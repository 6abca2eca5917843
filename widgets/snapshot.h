// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/dev_score.h"
#include "store/rows.h"
#include "widgets/growing_vector.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// One curve: steps ascending.
struct Series {
    GrowingVector<double> steps;
    GrowingVector<double> values;
};

/// A run as the list shows it. The row is shared by all snapshots since it last changed.
struct RunSummary {
    std::shared_ptr<const RunRow> row;
    double dev_score = std::numeric_limits<double>::quiet_NaN();  ///< latest, a fraction
    std::shared_ptr<const RunScores> scores = nullptr;  ///< the latest of all; null: none yet
};

/// Everything the plots show of one run.
struct RunDetail {
    RunRow row;
    std::string row_name;  ///< the label; where one label stands for several settings among the
                           ///< selected, with what differs
    /// One and the same object for as long as series are only added to, so that who has drawn them
    /// need not look at what was there before; null: nobody knows.
    std::shared_ptr<const void> history;
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
    std::vector<RunSummary> runs;                            ///< in the order of their ids
    std::vector<std::shared_ptr<const RunDetail>> selected;  ///< in the order of selection
    /// What the numbers in RunScores mean ("dev accuracy"); null: there are none.
    std::shared_ptr<const std::vector<std::string>> score_names = nullptr;

    /// The sum of endedPart() over the runs, where whoever made the snapshot has kept count.
    std::optional<std::size_t> ended_parts = std::nullopt;

    /// What a run adds to endedKey().
    [[nodiscard]] static std::size_t endedPart(const RunRow& run) {
        if (!isEnded(run.state)) return 0;
        return std::hash<std::string>()(run.uuid) * (2 * static_cast<std::size_t>(run.state) + 1);
    }
    /// Another one whenever other runs have ended than before: tables are made from these.
    [[nodiscard]] std::size_t endedKey() const {
        std::size_t key = std::hash<std::string>()(database.string());
        if (ended_parts) return key + *ended_parts;
        for (const RunSummary& run : runs) key += endedPart(*run.row);
        return key;
    }
    [[nodiscard]] const RunSummary* findRun(std::int64_t id) const {
        const auto found = std::lower_bound(
            runs.begin(), runs.end(), id,
            [](const RunSummary& run, std::int64_t wanted) { return run.row->id < wanted; });
        return found == runs.end() || found->row->id != id ? nullptr : &*found;
    }
};

}  // namespace alphascope
