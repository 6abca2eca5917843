// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that must hold before a study is stored and queued.
#pragma once

#include "store/writer.h"
#include "study/study.h"

#include <optional>

namespace alphascope {

/// The runs of a study with data folders made absolute and a reused teacher's uuid written out.
/// Throws Error, before anything is stored: the study is not valid, a file or a GPU that a run
/// needs is not there, or the reused teacher is absent, unfinished, of another task, taught with
/// other data, or has other weights than it stored. `trains_here` false: the runs train on other
/// machines, whose GPUs nobody here knows.
std::vector<PlannedRun> planRuns(const Study& study, const StoreWriter& writer,
                                 bool trains_here = true);
/// As above, for a database that need not be there unless the study reuses a teacher.
std::vector<PlannedRun> planRuns(const Study& study, const std::filesystem::path& database,
                                 bool trains_here = true);

/// How many GPUs there are; empty where the training module, which knows, cannot be loaded.
std::optional<int> gpusHere();

}  // namespace alphascope
