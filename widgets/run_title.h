// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <QString>

#include <string>

namespace alphascope {

/// runTitle() of look.h under this label; an imported run has no seed to tell.
QString titleOf(const RunRow& run, const std::string& label);

}  // namespace alphascope
