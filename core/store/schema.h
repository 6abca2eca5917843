// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/Database.h>

#include <span>
#include <string>

namespace alphascope {

/// "Alph": tells our files from other SQLite files (PRAGMA application_id).
inline constexpr int kApplicationId = 0x416C7068;

/// What lies in a file before anything is done to it.
struct SchemaState {
    enum class Kind { kEmpty, kOurs, kForeign } kind = Kind::kEmpty;
    int version = 0;  ///< PRAGMA user_version
};

/// Every migration ever released, oldest first; entry n leads from version n to n + 1. Append only.
std::span<const char* const> schemaMigrations();

/// Reads identity and version in one read transaction; changes nothing.
SchemaState inspectSchema(SQLite::Database& database);

/// Brings an empty or older file to version `migrations.size()`, all in one transaction, and says
/// whether anything was done. Throws SQLite::Exception with the file unchanged when one fails, and
/// Error on a newer file.
bool migrate(SQLite::Database& database, std::span<const char* const> migrations);

/// Why this file cannot be read with our queries; empty when it can. For files of a newer version.
std::string unreadableBecause(SQLite::Database& database);

/// Whether something else stands under the name of this table, in whatever case: a view, a virtual
/// table, or a table with generated columns. Each would run what a stranger wrote.
bool isDisguised(SQLite::Database& database, const std::string& table);

/// The first of our tables that is disguised in a file of ours; empty when none is.
std::string disguisedTable(SQLite::Database& database);

/// A trigger of the file that no migration made, by its name: it would run a stranger's statements
/// with rows that we write. Empty when there is none.
std::string strangeTrigger(SQLite::Database& database);

}  // namespace alphascope
