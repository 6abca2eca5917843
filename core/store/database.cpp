// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "store/schema.h"
#include "study/durable_file.h"

#include <SQLiteCpp/Statement.h>
#include <spdlog/spdlog.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <string_view>
#include <thread>

namespace alphascope {
namespace {

using std::filesystem::path;
using Clock = std::chrono::steady_clock;

constexpr int kBusyMilliseconds = 10000;
constexpr std::chrono::milliseconds kBusyPause{20};
/// A longer row is not read: its memory would be a stranger's choice. Ours are sets of samples, 9
/// bytes a row of the data.
constexpr int kLongestRow = 512 << 20;
constexpr int kLongestStatement = 1 << 20;  // also of a schema; ours have 40 lines at most
constexpr int kOldestReadable = 1;          // the reader does without what came later: marks

const char* remedy(int code) {
    switch (code) {
        case SQLITE_FULL:
            return "The disk is full: free some space and start the runs again.";
        case SQLITE_IOERR:
            return "The disk reports an error: check its free space, quota and health.";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return "Check that you may write to the file and to its folder and that the disk is "
                   "not full, or choose another file with --db.";
        case SQLITE_CORRUPT:
            return "The file is damaged: restore a copy, or read what can still be read with "
                   "'alphascope-cli db repair NEW --db FILE'.";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
            return "Another program keeps the file to itself: close it and try again.";
        default:
            return "Run 'alphascope-cli doctor --db FILE' to check it.";
    }
}

Error notOurs(const path& file) {
    return Error(file.string() +
                 " is not a database of Alphascope and was left as it is. Choose "
                 "another file with --db.");
}

std::string tooNew(const path& file, int version) {
    return file.string() + " was made by a newer Alphascope (schema " + std::to_string(version) +
           ", this program knows " + std::to_string(schemaMigrations().size()) + ").";
}

/// A file name as an SQLite URI: everything but unreserved characters and '/' is escaped.
std::string immutableUri(const path& file) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    constexpr std::string_view kPlain = "-_.~/";
    std::string uri = "file:";
    for (const char character : std::filesystem::absolute(file).string()) {
        const auto byte = static_cast<unsigned char>(character);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool digit = byte >= '0' && byte <= '9';
        if (letter || digit || kPlain.find(character) != std::string_view::npos) {
            uri += character;
        } else {
            uri += '%';
            uri += kHex[byte >> 4U];
            uri += kHex[byte & 15U];
        }
    }
    return uri + "?immutable=1";
}

void preparePlace(const path& file) {
    std::error_code problem;
    if (std::filesystem::is_directory(file, problem))
        throw Error(file.string() + " is a folder. Name a file for the database.");
    const path folder = std::filesystem::absolute(file).parent_path();
    std::filesystem::create_directories(folder, problem);
    if (!std::filesystem::is_directory(folder))
        throw Error("The folder " + folder.string() + " cannot be made" +
                    (problem ? " (" + problem.message() + ")" : std::string()) +
                    ". Choose another place with --db.");
}

/// The file may be a stranger's: besides, its schema is not written by hand, and damaged cells are
/// looked for.
void distrust(SQLite::Database& database) {
    distrustSchema(database);
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    database.exec("PRAGMA cell_size_check = ON");
}

void refuseDisguise(SQLite::Database& database, const path& file) {
    if (const std::string name = disguisedTable(database); !name.empty())
        throw Error(file.string() + " holds something else in place of the table " + name +
                    ", so it was not made by Alphascope, or was changed on purpose. It is not "
                    "opened; choose another file with --db.");
}

void refuseTriggers(SQLite::Database& database, const path& file) {
    if (const std::string name = strangeTrigger(database); !name.empty())
        throw Error(file.string() + " has a trigger \"" + name +
                    "\" that Alphascope did not make and that would run with every row that is "
                    "written. Remove it with sqlite3 and DROP TRIGGER, or choose another file with "
                    "--db.");
}

/// The file as it is at one moment, under the name that it has for now. Returns its schema's
/// version.
int writeCopy(SQLite::Database& database, const path& unfinished, const path& target) {
    try {
        retryWhileBusy([&] {
            std::error_code none;  // of a try before
            std::filesystem::remove(unfinished, none);
            SQLite::Statement copy(database, "VACUUM INTO ?1");  // reads only: writers go on
            copy.bind(1, unfinished.string());
            copy.exec();
        });
        // One file, in no journal mode that needs another: whoever writes it first sets that.
        SQLite::Database made(unfinished.string(), SQLite::OPEN_READONLY);
        distrust(made);  // it has the schema of the file, which may be a stranger's
        return made.execAndGet("PRAGMA user_version").getInt();
    } catch (const SQLite::Exception& error) {
        if ((error.getErrorCode() & 0xFF) == SQLITE_CORRUPT)
            throw storeError(database.getFilename(), "read", error);
        throw storeError(target, "written", error);
    }
}

/// FILE.schemaN, then FILE.schemaN-2 and so on.
path copyName(const path& file, int version, int number) {
    const std::string first = file.string() + ".schema" + std::to_string(version);
    return number == 1 ? first : first + "-" + std::to_string(number);
}

/// Puts a copy under the first free name. A copy with the same bytes, of an earlier try or of
/// another program that opens the file now, does as well. Returns its name.
path putUnderFreeName(UnfinishedFile& copy, const path& file, int version) {
    for (int number = 1;; ++number) {
        path name = copyName(file, version, number);
        if (copy.putInPlace(name) || sameBytes(copy.path(), name)) return name;
    }
}

/// A copy of a file of ours as it was before it is brought up to date; earlier ones stay.
void keepBefore(SQLite::Database& database, const path& file, int version) {
    try {
        const path first = copyName(file, version, 1);
        UnfinishedFile copy(first);
        if (writeCopy(database, copy.path(), first) != version)
            return;  // another program was faster, and has kept it
        spdlog::info("{} is kept as {}", file.string(),
                     putUnderFreeName(copy, file, version).string());
    } catch (const Error& error) {
        throw Error(
            file.string() + " is of schema " + std::to_string(version) +
            " and is copied before it is brought up to date, which failed: " + error.what());
    }
}

SchemaState inspectPatiently(SQLite::Database& database, const path& file) {
    SchemaState state;
    try {
        retryWhileBusy([&] { state = inspectSchema(database); });
    } catch (const SQLite::Exception& problem) {
        if ((problem.getErrorCode() & 0xFF) == SQLITE_NOTADB) throw notOurs(file);
        throw storeError(file, "opened", problem);
    }
    if (state.kind == SchemaState::Kind::kForeign) throw notOurs(file);
    return state;
}

/// The mark of a gallery is a table of this name. It is no journal mode: files come from network
/// disks, which have another than local ones.
void refuseGallery(SQLite::Database& database, const path& file) {
    int marks = 0;
    retryWhileBusy([&] {
        marks = database.execAndGet(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND"
            " name = 'gallery' COLLATE NOCASE");
    });
    if (marks > 0)
        throw Error(
            file.string() +
            " is a gallery (it has a table of that name), which nothing "
            "writes to, and was left as it is: choose another file with --db, or bring its runs "
            "into one of yours with `alphascope-cli db merge " +
            file.string() + "`.");
}

/// SQLite takes what it may not open for writing, or failed to, as read-only.
Error opensForReadingAlone(const path& file) {
    const std::string begin = "The database " + file.string();
    if (::access(file.c_str(), W_OK) == 0)
        return Error(
            begin +
            " could be opened for reading alone, though you may write it: the disk is full "
            "or reports an error. Make room or check it, and try again.");
    return Error(begin +
                 " cannot be written: the file or its folder is read-only. Copy it to a folder of "
                 "yours, or choose another file with --db.");
}

void setUpWriting(SQLite::Database& database, const path& file, Place place) {
    if (sqlite3_db_readonly(database.getHandle(), "main") == 1) throw opensForReadingAlone(file);
    const SchemaState state = inspectPatiently(database, file);
    if (state.version > static_cast<int>(schemaMigrations().size()))
        throw Error(tooNew(file, state.version) +
                    " It can be looked at but not written. Update Alphascope, or choose another "
                    "file with --db.");
    if (state.kind == SchemaState::Kind::kOurs) {
        refuseGallery(database, file);
        refuseDisguise(database, file);
        refuseTriggers(database, file);
        if (state.version < static_cast<int>(schemaMigrations().size()))
            keepBefore(database, file, state.version);
    }
    retryWhileBusy([&] {
        database.exec(place == Place::kLocal ? "PRAGMA journal_mode = WAL"
                                             : "PRAGMA journal_mode = TRUNCATE");
        database.exec("PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864");
    });
    bool changed = false;
    retryWhileBusy([&] { changed = migrate(database, schemaMigrations()); });
    if (changed && state.kind == SchemaState::Kind::kOurs)
        spdlog::info("{} was brought from schema {} to {}", file.string(), state.version,
                     schemaMigrations().size());
}

/// By the file's header: to ask SQLite for the mode would begin to use it. Read through SQLite's
/// own descriptor, since closing another one would let go of all locks that this process has on it.
bool isInWal(SQLite::Database& database) {
    constexpr sqlite3_int64 kReadVersion = 19;  // a byte's place; 2 is WAL
    sqlite3_file* file = nullptr;
    sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER,
                         static_cast<void*>(&file));
    unsigned char version = 0;
    return file != nullptr && file->pMethods != nullptr &&
           file->pMethods->xRead(file, &version, 1, kReadVersion) == SQLITE_OK && version == 2;
}

/// A reader would not see what a writer on another machine has in memory, and read wrongly.
void refuseUnsharedMemory(SQLite::Database& database, const path& file) {
    if (placeOf(file) == Place::kLocal || !isInWal(database)) return;
    throw Error(file.string() +
                " lies on a network file system, and in its journal mode (WAL) programs share "
                "memory, which they cannot between machines: what is read could be wrong. Copy it "
                "to a local disk; or, while no other machine uses it, run `alphascope-cli db "
                "vacuum --db " +
                file.string() + "` once, which sets the mode for a network.");
}

std::string checkReadable(SQLite::Database& database, const path& file) {
    const SchemaState state = inspectPatiently(database, file);
    const auto known = static_cast<int>(schemaMigrations().size());
    if (state.kind == SchemaState::Kind::kEmpty)
        throw Error(file.string() + " is empty: no run has been stored in it yet.");
    if (state.version < kOldestReadable)
        throw Error(
            file.string() + " was made by an older Alphascope (schema " +
            std::to_string(state.version) +
            "). Open it once for writing, with 'alphascope-cli run', to bring it up to date.");
    refuseDisguise(database, file);
    if (state.version <= known) return {};
    if (const std::string why = unreadableBecause(database); !why.empty())
        throw Error(tooNew(file, state.version) + " Its tables cannot be read here (" + why +
                    "). Update Alphascope.");
    return tooNew(file, state.version) + " It is shown read-only; what is new in it is not shown.";
}

}  // namespace

Error storeError(const path& file, const char* doing, const SQLite::Exception& problem) {
    return Error("The database " + file.string() + " could not be " + doing + " (" +
                 problem.what() + "). " + remedy(problem.getErrorCode() & 0xFF));
}

void distrustSchema(SQLite::Database& database) {
    sqlite3* handle = database.getHandle();
    // We have no views, and a stranger's may never end, under whatever name.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLongestRow);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, kLongestStatement);
    database.exec("PRAGMA trusted_schema = OFF");
}

bool isBusy(const SQLite::Exception& problem) {
    const int code = problem.getErrorCode() & 0xFF;
    return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_PROTOCOL;
}

void retryWhileBusy(const std::function<void()>& work) {
    const auto give_up = Clock::now() + kBusyPatience;
    while (true) {
        try {
            work();
            return;
        } catch (const SQLite::Exception& problem) {
            if (!isBusy(problem) || Clock::now() >= give_up) throw;
        }
        std::this_thread::sleep_for(kBusyPause);
    }
}

std::unique_ptr<SQLite::Database> openForWriting(const path& file) {
    return openForWriting(file, placeOf(file));
}

std::unique_ptr<SQLite::Database> openForWriting(const path& file, Place place) {
    preparePlace(file);
    try {
        auto database = std::make_unique<SQLite::Database>(
            file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
        distrust(*database);
        setUpWriting(*database, file, place);
        return database;
    } catch (const SQLite::Exception& problem) {
        throw storeError(file, "opened", problem);
    }
}

void requireDatabase(const path& file) {
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(file, unknown))
        throw Error("There is no database " + file.string() + ". Name an existing one with --db.");
}

ReadingConnection openForReading(const path& file, bool immutable) {
    requireDatabase(file);
    try {
        const std::string name =
            immutable ? immutableUri(file) : std::filesystem::absolute(file).string();
        // One thread at a time uses a reader, so that SQLite need not lock for each column.
        const int flags =
            SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX | (immutable ? SQLite::OPEN_URI : 0);
        auto database = std::make_unique<SQLite::Database>(name, flags, kBusyMilliseconds);
        if (!immutable) refuseUnsharedMemory(*database, file);
        distrust(*database);
        std::string notice = checkReadable(*database, file);
        return {std::move(database), std::move(notice)};
    } catch (const SQLite::Exception& problem) {
        throw storeError(file, "opened", problem);
    }
}

void copyDatabase(SQLite::Database& database, const path& target) {
    const auto taken = [&] {
        return Error(target.string() +
                     " is there already and was left as it is. Name another file.");
    };
    if (std::filesystem::exists(target)) throw taken();
    UnfinishedFile copy(target);
    writeCopy(database, copy.path(), target);
    if (!copy.putInPlace(target)) throw taken();  // somebody else's, made meanwhile
}

}  // namespace alphascope
