// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace alphascope {

/// How many runs are in which state, and how those of each study stand. Of 100,000 runs it looks
/// only at those that are others than at the last look.
class RunTally {
public:
    struct Study {
        std::string name;
        int active = 0;
        int finished = 0;
        int others = 0;  ///< ended otherwise
    };

    void look(const Snapshot& snapshot);
    [[nodiscard]] int runs(RunState state) const;
    /// By study_uuid.
    [[nodiscard]] const std::map<std::string, Study>& studies() const { return studies_; }

private:
    void count(const RunRow& row, int by);

    std::vector<std::shared_ptr<const RunRow>> rows_;  ///< counted ones
    std::map<RunState, int> states_;
    std::map<std::string, Study> studies_;
};

}  // namespace alphascope
