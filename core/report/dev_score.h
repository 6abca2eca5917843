// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace alphascope {

/// The name of the set that judges a run of this task ("dev", "dev_matched").
std::string judgingSet(const std::string& task);
/// The metric that tables show for this task ("accuracy"); empty for an unknown task.
std::string judgingMetric(const std::string& task);

/// A run's latest scores: number of the name ("dev accuracy") in DevScores::names(), value.
using RunScores = std::vector<std::pair<std::uint32_t, double>>;

/// The latest score of every run on the set and in the metric that judge its task, and on every
/// other set in every other metric. One query reads what is new for all runs.
class DevScores {
public:
    /// `runs` are those of the reader's database that are new or have changed since the last call;
    /// more do no harm. Returns the ids of the runs that have other scores than before.
    std::unordered_set<std::int64_t> update(StoreReader& reader, const std::vector<RunRow>& runs);
    std::unordered_set<std::int64_t> update(StoreReader& reader,
                                            const std::vector<std::shared_ptr<const RunRow>>& runs);
    /// A fraction; NaN where there is none yet.
    [[nodiscard]] double of(std::int64_t run_id) const;
    /// Null where there is none yet. Never changed once handed out.
    [[nodiscard]] std::shared_ptr<const RunScores> all(std::int64_t run_id) const;
    /// Both at once.
    [[nodiscard]] std::pair<double, std::shared_ptr<const RunScores>> latest(
        std::int64_t run_id) const;
    /// Set and metric, by number. Never changed once handed out.
    [[nodiscard]] std::shared_ptr<const std::vector<std::string>> names() const { return names_; }

private:
    struct Entry {
        std::int64_t revision = 0;
        const std::string* judge = nullptr;  ///< in judges_; null: the run is not known yet
        double value = std::numeric_limits<double>::quiet_NaN();
        std::shared_ptr<RunScores> all;
    };
    /// Null where it is known; else the run, whose scores must be read anew.
    const RunRow* meet(const RunRow& run);
    std::unordered_set<std::int64_t> readNew(StoreReader& reader,
                                             const std::vector<const RunRow*>& cut);
    [[nodiscard]] const std::string& judgeOf(const std::string& task);
    [[nodiscard]] double valueOf(const Entry& entry) const;
    void take(Entry& entry, std::uint32_t key, double value, bool own);
    /// The number of a set and metric, found without making a text of them where it is known.
    std::uint32_t number(const std::string& set, const std::string& metric);
    void readAnew(StoreReader& reader, const RunRow& run);
    std::uint32_t number(const std::string& name);

    std::unordered_map<std::int64_t, Entry> entries_;
    std::unordered_map<std::string, std::string> judges_;  ///< by task: set and metric
    std::unordered_map<std::string, std::uint32_t> numbers_;
    struct Known {
        std::string set, metric;
        std::uint32_t number;
    };
    std::vector<Known> met_;  ///< those of numbers_ in parts: a handful
    std::shared_ptr<const std::vector<std::string>> names_ =
        std::make_shared<std::vector<std::string>>();
    std::int64_t seen_ = 0;  ///< the newest evaluation read
};

}  // namespace alphascope
