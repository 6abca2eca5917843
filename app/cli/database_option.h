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
/// Adds --create to a command that brings runs into the database.
void addCreateOption(CLI::App& command, bool& create);
/// As databasePath(), for such a command: a database that --db names must be there, lest a typing
/// mistake make one, unless it is to be created; the user's own is made by whoever needs it first.
/// Throws Error.
std::filesystem::path targetDatabase(const std::string& option, bool create);
/// Opens for reading; what is unusual about the file ("made by a newer Alphascope") goes to
/// standard error.
StoreReader openReader(const std::filesystem::path& database);
/// The run that a key names. Throws Error when there is none.
RunRow requireRun(StoreReader& reader, const std::string& key);

}  // namespace alphascope
