// SPDX-License-Identifier: GPL-3.0-or-later
// Names in a file's rows that Alphascope did not write and that would lead to files elsewhere.
#pragma once

#include <SQLiteCpp/Database.h>

#include <set>
#include <string>
#include <vector>

namespace alphascope {

/// Runs whose uuid, or whose teacher's, cannot be the name of a folder, and checkpoints whose path
/// leads out of the files folder, a sentence each without its full stop. `runs` are uuids;
/// empty: all of the file.
std::vector<std::string> strangeNames(SQLite::Database& database,
                                      const std::set<std::string>& runs = {});

}  // namespace alphascope
