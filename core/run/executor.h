// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "study/study.h"

#include <cstdint>
#include <vector>

namespace alphascope {

/// Where runs are executed: threads of this process (Queue), a process of their own, or the jobs of
/// a cluster. All leave the same rows in the database, and whoever looks at them sees no difference
/// but the owner. Each goes on with runs and takes requests in its own way: threads and the process
/// by row id (Queue, ProcessExecutor); Slurm by the number of a run in its job folder, which needs
/// no main database (cluster_submission.h).
class Executor {
public:
    virtual ~Executor() = default;
    /// Plans the study's runs and sees to it that they start, teachers before the students that
    /// need them. Returns the row ids. Throws Error, with nothing stored, where the study cannot
    /// run.
    virtual std::vector<std::int64_t> submit(const Study& study) = 0;
};

}  // namespace alphascope
