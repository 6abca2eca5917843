// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "study/study.h"

#include <cstdint>
#include <vector>

namespace alphascope {

/// Where runs are executed: threads of this process (Queue), processes of their own
/// (ProcessExecutor), or the jobs of a cluster (SlurmExecutor). All leave the same rows in the
/// database, and whoever looks at them sees no difference but the owner. Runs are named by their
/// row ids there.
class Executor {
public:
    virtual ~Executor() = default;
    /// Plans the study's runs and sees to it that they start, teachers before the students that
    /// need them. Returns the row ids. Throws Error, with nothing stored, where the study cannot
    /// run.
    virtual std::vector<std::int64_t> submit(const Study& study) = 0;
    /// Goes on with runs that ended before their time, each after its last checkpoint. Throws
    /// Error, with nothing changed, where one of them cannot go on.
    virtual void continueRuns(const std::vector<std::int64_t>& run_ids) = 0;
    /// Pauses, resumes, cancels or moves a run of this executor, now or soon. Throws Error where
    /// it cannot be asked that.
    virtual void apply(std::int64_t run_id, RequestVerb verb) = 0;
};

}  // namespace alphascope
