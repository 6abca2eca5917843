// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace alphascope {

/// What a run's steps took and did, over all of its steps so far.
struct TrainingFacts {
    std::map<std::string, double> phases;        ///< ms a step, by phase; empty: not recorded
    std::map<std::string, double> cosines;       ///< least, mean, largest of the meta-gradient's
                                                 ///< with the training gradient; empty: none
    std::map<std::string, double> alpha_errors;  ///< mean |α - exact α| by way; see check_every
    std::array<double, 3> atoms{};               ///< shares of α at 0, ½, 1
    bool has_alpha = false;
};

TrainingFacts trainingFacts(StoreReader& reader, std::int64_t run_id);

/// A line each, of those that there are: "ms a step: 8.7 (backward 3.8, ...)".
std::vector<std::string> trainingFactLines(const TrainingFacts& facts);

}  // namespace alphascope
