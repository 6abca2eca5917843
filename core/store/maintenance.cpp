// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/maintenance.h"

#include "store/database.h"
#include "store/reader.h"
#include "store/sample_codec.h"
#include "store/writer.h"
#include "study/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

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

bool sameBytes(const fs::path& a, const fs::path& b) {
    if (!fs::exists(b) || fs::file_size(a) != fs::file_size(b)) return false;
    std::ifstream first(a, std::ios::binary), second(b, std::ios::binary);
    using Bytes = std::istreambuf_iterator<char>;
    return std::equal(Bytes(first), Bytes(), Bytes(second), Bytes());
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

}  // namespace

std::vector<std::string> checkDatabase(const fs::path& database) {
    std::vector<std::string> problems = StoreReader(database).check();
    if (!problems.empty()) return problems;  // what lies in damaged pages says little
    const auto connection = openForReading(database, false).database;
    try {
        checkBlobs(*connection, problems);
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
    refuseActiveRuns(database);
    const auto connection = openForWriting(database);
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

std::size_t copyRunFiles(const fs::path& from_database, const fs::path& to_database,
                         const std::vector<std::string>& run_uuids) {
    const fs::path from = filesFolderOf(from_database) / "runs";
    const fs::path to = filesFolderOf(to_database) / "runs";
    std::size_t copied = 0;
    for (const std::string& uuid : run_uuids) {
        if (!fs::is_directory(from / uuid)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(from / uuid)) {
            // Neither links nor devices: a folder from elsewhere must not lead out of itself.
            if (entry.is_symlink() || !entry.is_regular_file()) continue;
            const fs::path target = to / uuid / fs::relative(entry.path(), from / uuid);
            if (sameBytes(entry.path(), target)) continue;
            fs::create_directories(target.parent_path());
            const fs::path written = unfinishedName(target);
            fs::copy_file(entry.path(), written, fs::copy_options::overwrite_existing);
            fs::rename(written, target);
            ++copied;
        }
    }
    return copied;
}

/// How the names begin of what a run needs until it has finished.
constexpr std::array kCheckpoints{"step-", "fold-", "best_meta-"};

std::size_t removeLeftovers(const fs::path& database, const std::string& study) {
    StoreReader reader(database);
    std::size_t removed = 0;
    for (const auto& run : reader.runChanges(0).runs) {
        if (run->state != RunState::kFinished || (!study.empty() && run->study != study)) continue;
        std::error_code ignored;  // what cannot be removed does no harm
        fs::directory_iterator entry(filesFolderOf(database) / "runs" / run->uuid, ignored);
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
