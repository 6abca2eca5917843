// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/dev_score.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace alphascope {

/// Adds --where, a filter over runs; one that cannot be read is wrong use.
CLI::Option* addWhereOption(CLI::App& command, std::string& where, const std::string& help);

/// Runs with what lists tell of them; interrupted ones are so also where nobody has stored it yet.
struct MatchingRuns {
    std::vector<RunRow> runs;
    DevScores scores;
};
/// Those that `where` matches, all where it is empty. Without archived ones, unless they are wanted
/// or `where` speaks of them.
MatchingRuns matchingRuns(StoreReader& reader, const std::string& where, bool archived = false);

}  // namespace alphascope
