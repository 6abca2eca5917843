// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

namespace alphascope {

/// Adds --db FILE to a command.
void addDatabaseOption(CLI::App& command, std::string& database);
/// What --db named, or the user's own database.
std::filesystem::path databasePath(const std::string& option);
/// Opens for reading; what is unusual about the file ("made by a newer Alphascope") goes to
/// standard error.
StoreReader openReader(const std::filesystem::path& database);
/// The run that a key names. Throws Error when there is none.
RunRow requireRun(StoreReader& reader, const std::string& key);

}  // namespace alphascope
