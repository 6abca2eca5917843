// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <vector>

namespace alphascope {

/// Prints what a study came to: the result table, how well α finds flipped labels, and the runs
/// that did not finish (on standard error). Returns the exit code.
int printStudyReport(StoreReader& reader, const std::string& study,
                     const std::vector<std::int64_t>& ids);

}  // namespace alphascope
