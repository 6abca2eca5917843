// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <cstdint>
#include <vector>

namespace alphascope {

/// Runs that failed, were cut off, or wait for the teacher of such a run in vain, in their order;
/// a teacher and its students together. What was cancelled is left, and its students with it, since
/// somebody wanted that; and so is what was archived.
std::vector<std::vector<std::int64_t>> worthRetrying(const Snapshot& snapshot);

}  // namespace alphascope
