// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/dev_score.h"
#include "report/run_names.h"
#include "store/reader.h"
#include "widgets/snapshot.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace alphascope {

/// Keeps what has been read of a database and adds only what is new. One thread at a time.
class SnapshotBuilder {
public:
    SnapshotBuilder(StoreReader& reader, std::filesystem::path database, bool read_only);

    /// Which runs are wanted in full.
    void select(std::vector<std::int64_t> run_ids);
    /// Reads what is new since the last call and returns the whole picture.
    std::shared_ptr<const Snapshot> build();

private:
    struct Cursors {
        std::int64_t revision = -1;
        std::int64_t scalars = 0, histograms = 0, evaluations = 0, log = 0;
        std::shared_ptr<const RunDetail> detail;
    };
    void updateRuns();
    void put(RunSummary run);
    /// Where the run with that id is, or belongs.
    std::vector<RunSummary>::iterator place(std::int64_t id);
    [[nodiscard]] bool isAt(std::vector<RunSummary>::iterator place, std::int64_t id) const;
    static void add(RunDetail& detail, const std::vector<ScalarPoint>& scalars,
                    const std::unordered_map<std::int64_t, std::string>& names);
    std::shared_ptr<const RunDetail> refresh(const RunRow& row, const std::string& name);
    void addMajority(RunDetail& detail);

    StoreReader& reader_;
    std::filesystem::path database_;
    bool read_only_;
    std::vector<std::int64_t> selection_;
    std::map<std::int64_t, Cursors> cursors_;
    std::int64_t changes_seen_ = 0;
    std::vector<RunSummary> runs_;  ///< in the order of their ids
    std::size_t ended_parts_ = 0;   ///< see Snapshot
    DevScores scores_;
    RunNames names_;
};

}  // namespace alphascope
