// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"

namespace alphascope {

/// `cluster task DIR RUN`, which the batch script of `cluster submit` runs; not for people.
void addClusterTaskCommand(CLI::App& group, Work& work);

}  // namespace alphascope
