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
    double seconds = 0.0;  ///< from the first start to the last end; the unknown runs take no time
    int known = 0;         ///< runs that have an example
    int unknown = 0;       ///< runs that have none
};

/// What the planned runs will find.
struct Machine {
    int concurrent = 1;  ///< runs at once, on the CPU and on each GPU
    int gpus = 0;
};

/// Seconds from the first start to the last end when `slots` runs go on at once: one starts when a
/// slot is free and its teacher, named as in PlannedRun, has ended; of several, the first in the
/// list. `seconds` has one entry for each run.
double wallSeconds(const std::vector<PlannedRun>& planned, const std::vector<double>& seconds,
                   int slots);

/// What runs took. The example of a planned run is the newest finished one of the same task, role,
/// encoder, set sizes, kind of device, precision and scheme, for a teacher also of the same
/// targets; else of the same without the scheme. Time is taken in proportion to the epochs. Threads
/// are left out of account.
class RunTimes {
public:
    RunTimes() = default;
    /// `runs` oldest first; the newest finished kMostExamples of them are looked at.
    explicit RunTimes(const std::vector<RunRow>& runs);
    [[nodiscard]] TimeEstimate of(const std::vector<PlannedRun>& planned,
                                  const Machine& machine = {}) const;

    static constexpr std::size_t kMostExamples = 2000;

private:
    [[nodiscard]] std::optional<double> secondsOf(const RunSpec& spec, bool on_gpu) const;

    std::map<std::string, double> of_scheme_, of_any_;  ///< seconds of an epoch, by kind of run
};

}  // namespace alphascope
