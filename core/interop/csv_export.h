// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <ostream>

namespace alphascope {

/// The line of names: run,series,step,value.
void writeCsvHead(std::ostream& out);
/// A line for every number of a run; an empty value where it is not a number. `run` is the run's
/// row number, as lists show it.
void writeCsvRun(std::ostream& out, StoreReader& reader, std::int64_t run_id);

}  // namespace alphascope
