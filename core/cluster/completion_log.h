// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/slurm_text.h"

#include <sys/types.h>

#include <set>
#include <string>

namespace alphascope {

/// Slurm's text log of completed jobs. It holds those of the whole lab, for years, so what has been
/// read of it is not read again.
class CompletionLog {
public:
    /// What it says so far of the tasks of these arrays; nothing where this user may not read it.
    /// An array that was not asked for before is looked for from the start.
    const SlurmTasks& tasksOf(const std::set<std::int64_t>& jobs, const std::string& file);

private:
    std::set<std::int64_t> jobs_;
    SlurmTasks tasks_;
    off_t read_ = 0;  ///< bytes, of whole lines
    ino_t inode_ = 0;
};

}  // namespace alphascope
