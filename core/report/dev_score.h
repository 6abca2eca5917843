// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace alphascope {

/// The name of the set that judges a run of this task ("dev", "dev_matched").
std::string judgingSet(const std::string& task);
/// The metric that tables show for this task ("accuracy"); empty for an unknown task.
std::string judgingMetric(const std::string& task);

/// The latest score of every run on the set and in the metric that judge its task. One query reads
/// what is new for all runs.
class DevScores {
public:
    /// `runs` are all runs of the reader's database.
    void update(StoreReader& reader, const std::vector<RunRow>& runs);
    /// A fraction; NaN where there is none yet.
    [[nodiscard]] double of(std::int64_t run_id) const;

private:
    struct Entry {
        std::int64_t revision = 0;
        double value;
    };
    static double latest(StoreReader& reader, const RunRow& run);

    std::unordered_map<std::int64_t, Entry> entries_;
    std::int64_t seen_ = 0;  ///< the newest evaluation read
};

}  // namespace alphascope
