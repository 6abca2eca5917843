// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <string>

namespace alphascope {

/// The name of an owner's machine. In its `host` the number of the table follows that its `pid` is
/// in, after a slash: each container has a table of its own. Rows of version 0.1 have the name
/// alone, and their owners count as being in the table of whoever asks.
std::string hostOf(const Owner& owner);

/// "process 12 on host", for sentences.
std::string processOf(const Owner& owner);

/// Whether this process would see the owner, if it lives: same machine, same table of processes.
bool isInSight(const Owner& owner);

/// Whether an owner is a living process of this machine, by more than that nobody knows better.
bool livesHere(const Owner& owner);

/// Whether they are one process, whatever its machine is called by now.
bool sameProcess(const Owner& a, const Owner& b);

}  // namespace alphascope
