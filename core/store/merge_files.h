// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/absent_files.h"
#include "store/maintenance.h"
#include "store/merge.h"

namespace alphascope {

/// What a merge with checkpoints has brought.
struct MergedFiles {
    MergeReport report;
    CopiedFiles copied;
    AbsentFiles absent;  ///< what the target's rows name all the same and it has not
};

/// As mergeDatabases(), all runs with their files, which come before the rows that name them. Those
/// of rows that came without them before come too. Where runs of the source go on and replace
/// checkpoints meanwhile, their rows and files are brought once more, a few times. Throws Error.
MergedFiles mergeWithFiles(const std::filesystem::path& source,
                           const std::filesystem::path& target);

}  // namespace alphascope
