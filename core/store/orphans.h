// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that say that they wait or go on while the process of this machine that had them is gone:
// killed, or out of memory. Whoever opens the database for writing makes them interrupted; until
// then their rows are not true. Owners on other machines count as alive.
#pragma once

#include "store/rows.h"

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace alphascope {

bool isOrphan(const RunRow& run);

/// What is stored as the end of its run.
std::string orphanMessage(const Owner& owner);

/// Makes rows that were read say what they will once the database is opened for writing.
void showOrphans(std::vector<RunRow>& runs);

/// Stores that, for all of a database. Throws Error where it cannot be written.
void interruptOrphans(const std::filesystem::path& database);

/// For whoever looks at runs again and again. The end of a process that has just died is about to
/// be told by the process that started it, so that only the second look in a row counts.
class OrphanWatch {
public:
    using Runs = std::vector<std::shared_ptr<const RunRow>>;
    /// Those of the runs that had lost their owner at the last look, too.
    Runs look(const Runs& runs);

private:
    std::set<std::int64_t> suspects_;
};

}  // namespace alphascope
