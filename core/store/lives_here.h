// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

namespace alphascope {

/// Whether an owner is a living process of this machine, by more than that nobody knows better.
bool livesHere(const Owner& owner);

}  // namespace alphascope
