// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace alphascope {

/// Shows how a set of runs comes along, from what the database says of them: bars that are redrawn
/// on a terminal, or one line for each change of state and each tenth of a run in a pipe.
class Progress {
public:
    Progress(std::vector<std::int64_t> runs, bool terminal);

    /// Prints what is new. `now` is Unix time in seconds.
    void update(StoreReader& reader, double now);
    /// Those that had not ended at the last update.
    [[nodiscard]] std::vector<std::shared_ptr<const RunRow>> unended() const;
    /// A line of its own, kept above the bars.
    void say(const std::string& line);

private:
    struct Shown {
        RunState state = RunState::kQueued;
        std::string message;
        int tenth = 0;
        std::shared_ptr<const RunRow> run;  ///< as it was seen last
    };

    void announce(const RunRow& run, double now);
    void announceTenth(const RunRow& run, double now);
    void eraseBars();
    void drawBars(const std::vector<RunRow>& runs, double now);

    std::vector<std::int64_t> runs_;
    bool terminal_;
    std::map<std::int64_t, Shown> shown_;
    std::int64_t seen_ = 0;  ///< see StoreReader::runChanges()
    int bars_ = 0;           ///< lines below the last kept line
};

/// "[█████░░░░░]  50 %  step 60/120  0:12, 0:12 to go".
std::string progressText(const RunRow& run, double now, bool bar);

}  // namespace alphascope
