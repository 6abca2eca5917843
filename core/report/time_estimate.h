// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "study/study.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// How long planned runs will take, by what runs like them took.
struct TimeEstimate {
    double seconds = 0.0;  ///< of all known runs, one after the other
    int known = 0;         ///< runs that have an example
    int unknown = 0;       ///< runs that have none, and are not in `seconds`
};

/// What runs took. The example of a planned run is the newest finished one of the same task, role,
/// encoder, set sizes and scheme; else of the same without the scheme. Time is taken in proportion
/// to the epochs. Threads and device are left out of account: a database is mostly of one machine.
class RunTimes {
public:
    RunTimes() = default;
    /// `runs` oldest first; the newest finished kMostExamples of them are looked at.
    explicit RunTimes(const std::vector<RunRow>& runs);
    [[nodiscard]] TimeEstimate of(const std::vector<PlannedRun>& planned) const;

    static constexpr std::size_t kMostExamples = 2000;

private:
    [[nodiscard]] std::optional<double> secondsOf(const RunSpec& spec) const;

    std::map<std::string, double> of_scheme_, of_any_;  ///< seconds of an epoch, by kind of run
};

}  // namespace alphascope
