// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/maintenance.h"

#include "store/database.h"
#include "store/reader.h"
#include "store/sample_codec.h"
#include "store/strange_names.h"
#include "store/writer.h"
#include "study/durable_file.h"
#include "study/error.h"
#include "study/run_folder.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

struct BlobRule {
    const char* what;   ///< "run 3, histogram at step 40": the row, in SQL, for the user
    const char* wrong;  ///< an SQL condition on a row whose blobs have a wrong size
};

/// Sizes follow from other columns; a gallery has left out what it does not show. A division by
/// zero is NULL in SQL, hence the explicit tests.
constexpr std::array kBlobRules{
    BlobRule{"'run ' || run_id || ', histogram at step ' || step FROM histogram",
             "length(counts) <> 160 OR length(atoms) <> 12"},
    BlobRule{"'run ' || run_id || ', ' || set_name || ' at step ' || step FROM evaluation",
             "length(logits) > 0 AND (outputs < 1 OR length(logits) % (4 * outputs) <> 0)"},
    BlobRule{"'sample set ' || id FROM sample_set",
             "length(ids) NOT IN (0, 4 * size) OR length(labels) NOT IN (0, 4 * size) OR"
             " length(flags) NOT IN (0, size)"},
    BlobRule{"'teacher logits ' || id FROM teacher_logits",
             "outputs < 1 OR length(logits) % (4 * outputs) <> 0"},
};
static_assert(kAlphaBins == 40, "the rule of histograms counts them");

void checkBlobs(SQLite::Database& database, std::vector<std::string>& problems) {
    for (const BlobRule& rule : kBlobRules) {
        SQLite::Statement rows(database,
                               std::string("SELECT ") + rule.what + " WHERE " + rule.wrong);
        while (rows.executeStep())
            problems.push_back(rows.getColumn(0).getString() + ": a blob has a wrong size");
    }
    SQLite::Statement chunks(database, "SELECT run_id, first_step, data FROM sample_chunk");
    while (chunks.executeStep()) {
        const auto data = chunks.getColumn(2);
        try {
            unpackSamples({static_cast<const char*>(data.getBlob()),
                           static_cast<std::size_t>(data.getBytes())});
        } catch (const Error& problem) {
            problems.push_back("run " + chunks.getColumn(0).getString() + ", samples from step " +
                               chunks.getColumn(1).getString() + ": " + problem.what());
        }
    }
}

void refuseActiveRuns(const fs::path& database) {
    StoreReader reader(database);
    for (const auto& run : reader.runChanges(0).runs)
        if (!isEnded(run->state) && run->owner.alive())
            throw Error("Run " + std::to_string(run->id) + " of " + database.string() + " is " +
                        runStateName(run->state) +
                        ". Wait for it, or cancel it, and try again: nothing can be written while "
                        "the file is made smaller.");
}

/// Whether a run's folder is there, and in its place: not where a link leads to.
bool isOwnFolder(const fs::path& files, const std::string& uuid) {
    std::error_code absent;
    const fs::path real = fs::canonical(runFolder(files, uuid), absent);
    return !absent && real == fs::canonical(files, absent) / "runs" / uuid;
}

/// Whether a folder is, by a link, the same run's below another database's files: a task of a
/// cluster links its teacher's so. A stranger's link might lead to any folder of yours.
bool leadsToSameRun(const fs::path& folder, const std::string& uuid) {
    std::error_code absent;
    const fs::path real = fs::canonical(folder, absent), runs = real.parent_path();
    return !absent && real.filename() == uuid && runs.filename() == "runs" &&
           runs.parent_path().string().ends_with(filesFolderOf({}).string());
}

/// False where the file is not there any more: its run, which goes on, has removed it.
bool copyIfThere(const fs::path& from, const fs::path& to) {
    try {
        copyDurably(from, to);
        return true;
    } catch (const Error&) {
        std::error_code unknown;
        if (fs::exists(from, unknown) || unknown) throw;
        return false;
    }
}

void copyFolder(const fs::path& from, const fs::path& to, CopiedFiles& copied) {
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
        // Neither links nor devices: a folder from elsewhere must not lead out of itself.
        if (entry.is_symlink() || !entry.is_regular_file()) continue;
        if (isUnfinished(entry.path().filename().string())) continue;
        const fs::path target = to / entry.path().lexically_relative(from);
        if (sameBytes(entry.path(), target)) continue;
        if (copyIfThere(entry.path(), target)) ++copied.files;
    }
}

/// Once. Where the files cannot be copied, no database either, since it would name what it does not
/// have, and refuse a second try.
Backup tryBackup(const fs::path& database, const fs::path& target) {
    backupDatabase(database, target);
    try {
        std::vector<std::string> uuids;
        for (const auto& run : StoreReader(target).runChanges(0).runs) uuids.push_back(run->uuid);
        auto copied = copyRunFiles(database, target, uuids);
        return {.copied = std::move(copied), .absent = findAbsent(database, target)};
    } catch (const std::exception&) {
        std::error_code ignored;
        fs::remove(target, ignored);
        throw;
    }
}

}  // namespace

std::vector<std::string> checkDatabase(const fs::path& database) {
    std::vector<std::string> problems = StoreReader(database).check();
    if (!problems.empty()) return problems;  // what lies in damaged pages says little
    const auto connection = openForReading(database, false).database;
    try {
        checkBlobs(*connection, problems);
        for (const std::string& problem : strangeNames(*connection))
            problems.push_back(problem +
                               ", which Alphascope did not write: delete it with sqlite3");
    } catch (const SQLite::Exception& problem) {
        throw storeError(database, "read", problem);
    }
    return problems;
}

void backupDatabase(const fs::path& database, const fs::path& target) {
    if (fs::exists(target))
        throw Error(target.string() +
                    " is there already and was left as it is. Name another file.");
    copyDatabase(*openForReading(database, false).database, target);
}

Shrunk vacuumDatabase(const fs::path& database) {
    requireDatabase(database);  // which the writer would make
    // First, so that a file in WAL mode on a network file system can be read.
    const auto connection = openForWriting(database);
    refuseActiveRuns(database);
    try {
        connection->exec("PRAGMA wal_checkpoint(TRUNCATE)");
        Shrunk shrunk{.before = fs::file_size(database)};
        connection->exec("VACUUM");
        connection->exec("PRAGMA wal_checkpoint(TRUNCATE)");
        shrunk.after = fs::file_size(database);
        return shrunk;
    } catch (const SQLite::Exception& problem) {
        throw storeError(database, "written", problem);
    }
}

CopiedFiles copyRunFiles(const fs::path& from_database, const fs::path& to_database,
                         const std::vector<std::string>& run_uuids) {
    const fs::path from = filesFolderOf(from_database), to = filesFolderOf(to_database);
    CopiedFiles copied;
    for (const std::string& uuid : run_uuids) {
        if (!isFolderName(uuid)) {
            copied.left_out.push_back(from_database.string() +
                                      ": no files are copied of the run '" + shownName(uuid) +
                                      "', whose uuid is no plain name.");
            continue;
        }
        const fs::path folder = runFolder(from, uuid);
        std::error_code absent;
        if (!fs::is_directory(folder, absent)) continue;
        if (isOwnFolder(from, uuid) || leadsToSameRun(folder, uuid))
            copyFolder(folder, runFolder(to, uuid), copied);
        else
            copied.left_out.push_back(
                folder.string() +
                " is reached by a link, so nothing in it is copied; put the folder itself there if "
                "it is the run's.");
    }
    return copied;
}

Backup backupWithFiles(const fs::path& database, const fs::path& target) {
    constexpr int kTries = 5;
    Backup backup = tryBackup(database, target);
    for (int tried = 1; backup.absent.replaced.files > 0 && tried < kTries; ++tried) {
        const std::size_t files = backup.copied.files;
        fs::remove(target);
        backup = tryBackup(database, target);
        backup.copied.files += files;
    }
    return backup;
}

/// How the names begin of what a run needs until it has finished.
constexpr std::array kCheckpoints{"step-", "fold-", "best_meta-"};

std::size_t removeLeftovers(const fs::path& database, const std::string& study) {
    const fs::path files = filesFolderOf(database);
    StoreReader reader(database);
    std::size_t removed = 0;
    for (const auto& run : reader.runChanges(0).runs) {
        if (run->state != RunState::kFinished || (!study.empty() && run->study != study)) continue;
        // A teacher that is linked belongs to another database, whose rows say what it needs.
        if (!isFolderName(run->uuid) || !isOwnFolder(files, run->uuid)) continue;
        std::error_code ignored;  // what cannot be removed does no harm
        fs::directory_iterator entry(runFolder(files, run->uuid), ignored);
        if (entry == fs::directory_iterator()) continue;
        std::set<fs::path> named;
        for (const auto& row : reader.checkpoints(run->id))
            named.insert(fs::path(row.path).filename());
        for (; entry != fs::directory_iterator(); entry.increment(ignored)) {
            const auto name = entry->path().filename();
            const bool checkpoint =
                std::any_of(kCheckpoints.begin(), kCheckpoints.end(),
                            [&](const char* kind) { return name.string().starts_with(kind); });
            if (checkpoint && !named.contains(name) && fs::remove(entry->path(), ignored))
                ++removed;
        }
    }
    return removed;
}

}  // namespace alphascope
