// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster_view.h"
#include "store/maintenance.h"
#include "store/reader.h"

#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

/// What one round of collecting has found and done.
struct Collected {
    std::vector<ClusterRunStatus> runs;  ///< by number, with what was settled in this round
    std::vector<std::string> problems;   ///< what was left for the next round, and why
    int files_read = 0;                  ///< databases whose rows were brought over
    int runs_changed = 0;                ///< in the main database
    std::int64_t rows = 0;
    std::size_t files_copied = 0;  ///< of checkpoints

    /// Whether no run will change any more by itself.
    [[nodiscard]] bool complete() const;
};

/// Brings the runs of a cluster job into a database, again and again while they go on: of each
/// round only the files that have changed. Says of runs that Slurm has ended what became of them.
/// Nothing is lost or doubled where it is killed, or where several collect at once.
class ClusterCollector {
public:
    /// `copy_files`: the checkpoints of runs that have ended, too.
    ClusterCollector(std::filesystem::path folder, std::filesystem::path database, bool copy_files);
    /// Throws Error where the main database cannot be written, or the job folder is gone.
    Collected collect();

private:
    void refuseGone() const;
    void bring(const ClusterJob& job, int run, Collected& collected);
    void bringPlan(const ClusterJob& job, Collected& collected);
    void leaveOutWhatIsThere(const ClusterJob& job);
    [[nodiscard]] bool lacksFiles(StoreReader& main, std::int64_t run_id) const;
    static void addFiles(CopiedFiles copied, Collected& collected);
    void copyLate(const std::filesystem::path& from, const std::string& uuid,
                  Collected& collected) const;

    std::filesystem::path folder_, database_;
    bool copy_files_;
    bool has_plan_ = false;
    SlurmCommands slurm_;
    ClusterView view_;
    struct Brought {
        ClusterView::Stamp stamp{};  ///< of its file when it was last read
        bool ended = false;          ///< so its files came too, where they are wanted
        bool for_good = false;       ///< it had finished then
    };
    std::vector<Brought> brought_;  ///< by run
};

}  // namespace alphascope
