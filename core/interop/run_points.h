// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <string>
#include <vector>

namespace alphascope {

/// A number of a run at a step, under the name that other programs get it by.
struct RunPoint {
    std::string series;
    std::int64_t step = 0;
    double value = 0.0;
};

/// Every number of a run in the order of steps: its series, and its scores as "SET/METRIC".
std::vector<RunPoint> runPoints(StoreReader& reader, std::int64_t run_id);

}  // namespace alphascope
