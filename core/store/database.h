// SPDX-License-Identifier: GPL-3.0-or-later
// Opening SQLite files the way the store needs them, and turning SQLite's errors into ours.
#pragma once

#include "store/place.h"
#include "study/error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace alphascope {

/// How long a call waits for another process to finish its transaction.
inline constexpr std::chrono::seconds kBusyPatience{60};

/// What is wrong in the user's words, with the remedy. `doing` is "written", "read" or "opened".
Error storeError(const std::filesystem::path& file, const char* doing,
                 const SQLite::Exception& problem);

/// Whether another connection is in the way, and trying again may help.
bool isBusy(const SQLite::Exception& problem);

/// Calls `work` again while another connection is in the way, for kBusyPatience at most. SQLite's
/// own busy handler does not cover every case (a change of the journal mode, WAL recovery).
void retryWhileBusy(const std::function<void()>& work);

/// Throws Error where there is no such file.
void requireDatabase(const std::filesystem::path& file);

/// Opens or creates, checks that the file is ours, migrates, sets journal and foreign keys. Throws
/// Error; also for a gallery, which a table of that name marks and nothing writes to.
std::unique_ptr<SQLite::Database> openForWriting(const std::filesystem::path& file, Place place);
/// As above, in the place where the file lies.
std::unique_ptr<SQLite::Database> openForWriting(const std::filesystem::path& file);

struct ReadingConnection {
    std::unique_ptr<SQLite::Database> database;
    std::string notice;  ///< for the user; empty when all is as usual
};
/// `immutable` promises that nobody writes: no locks, no files beside it. Throws Error; also for a
/// file in WAL mode on a network file system, which could not be read rightly.
ReadingConnection openForReading(const std::filesystem::path& file, bool immutable);

/// For a connection to a file that may be a stranger's: its schema may call nothing, no view is
/// read, and rows and statements have bounds. openForReading() and openForWriting() do it, and
/// more.
void distrustSchema(SQLite::Database& database);

/// The file as it is at one moment, into a new one that is there whole or not at all; others may
/// write meanwhile. Throws Error: the target is there already, or cannot be written.
void copyDatabase(SQLite::Database& database, const std::filesystem::path& target);

}  // namespace alphascope
