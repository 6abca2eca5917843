// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <string>

namespace alphascope {

/// Whether the run came from another program: its curves are known, and nothing else.
bool isImported(const RunRow& run);
/// Throws Error where the run came from another program. `what` ends "so it cannot ...".
void refuseImported(const RunRow& run, const std::string& what);

}  // namespace alphascope
