// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to a whole database: looked through, copied, made smaller.
#pragma once

#include "store/absent_files.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

/// What is wrong with a database, a sentence each; empty where it is whole: SQLite's own check of
/// pages and indexes, rows that point nowhere, rows whose blobs cannot be read, and names that
/// lead to files elsewhere. Reads everything; another process may write meanwhile.
std::vector<std::string> checkDatabase(const std::filesystem::path& database);

/// A copy of the database as it is at one moment, while others may write it: a file of its own, as
/// small as it can be, there whole or not at all. Throws Error: the target is there already, no
/// space, no such database.
void backupDatabase(const std::filesystem::path& database, const std::filesystem::path& target);

/// Bytes of a file before and after.
struct Shrunk {
    std::uintmax_t before = 0;
    std::uintmax_t after = 0;
};
/// Writes the database anew without the pages that nothing uses. Throws Error where a run of it is
/// active (its writer would have to wait for minutes), or where there is no space for a second
/// copy.
Shrunk vacuumDatabase(const std::filesystem::path& database);

/// The folder of checkpoints of some runs from one database's files to another's, each file whole
/// or not at all, also after a power cut; what is there with the same bytes stays.
struct CopiedFiles {
    std::size_t files = 0;
    /// A sentence for each run of which nothing was copied: a link leads to its folder, and not to
    /// that of the same run below another database's files; or its uuid is no plain name.
    std::vector<std::string> left_out;
};
CopiedFiles copyRunFiles(const std::filesystem::path& from_database,
                         const std::filesystem::path& to_database,
                         const std::vector<std::string>& run_uuids);

/// A copy of a database with the checkpoints that it names.
struct Backup {
    CopiedFiles copied;
    AbsentFiles absent;  ///< what it names and lacks; `replaced` is what was so in every try
};
/// As backupDatabase(), with the files of the runs; made anew, a few times, where runs that go on
/// replaced checkpoints between the copying of their rows and that of their files. Throws Error,
/// with no database copied, also where files cannot be.
Backup backupWithFiles(const std::filesystem::path& database, const std::filesystem::path& target);

/// Removes checkpoints of finished runs that no row names any more: a process that was killed
/// after it had stored the end, and before it had cleared away, leaves them. Of one study, or of
/// all where `study` is empty. Returns how many files.
std::size_t removeLeftovers(const std::filesystem::path& database, const std::string& study);

}  // namespace alphascope
