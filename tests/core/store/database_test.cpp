// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "core/study/sync_record.h"
#include "fixture.h"
#include "scratch.h"
#include "store/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <latch>
#include <mutex>
#include <thread>

namespace alphascope {
namespace {

using std::filesystem::path;
using testing::HasSubstr;

class Database : public Scratch {
protected:
    static std::string bytesOf(const path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// As an earlier version left it.
    void makeOld(int version) const {
        execute(readFixture("v" + std::to_string(version) + ".sql"));
        execute("PRAGMA journal_mode = WAL");
    }
    /// A finished run, in one file with nothing beside it.
    static void makeFinished(const path& file) {
        {
            StoreWriter writer(file);
            const auto id = addSomeRun(writer);
            const auto sink = writer.sink(id);
            sink->publish(someStep(1));
            sink->publish(StateChanged{RunState::kFinished, ""});
        }
        execute(file, "PRAGMA journal_mode = DELETE");
    }
    std::size_t filesInFolder() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(folder_), {}));
    }
};

TEST_F(Database, IsSetUpAsTheDesignSays) {
    const auto database = openForWriting(file_);
    EXPECT_EQ(database->execAndGet("PRAGMA journal_mode").getString(), "wal");
    EXPECT_EQ(database->execAndGet("PRAGMA foreign_keys").getInt(), 1);
    EXPECT_GE(database->execAndGet("PRAGMA busy_timeout").getInt(), 1000);
    EXPECT_EQ(database->execAndGet("PRAGMA user_version").getInt(),
              static_cast<int>(schemaMigrations().size()));
}

TEST_F(Database, OnANetworkFileSystemTheJournalIsNotSharedMemory) {
    {
        const auto database = openForWriting(file_, Place::kNetwork);
        EXPECT_EQ(database->execAndGet("PRAGMA journal_mode").getString(), "truncate");
        database->exec("INSERT INTO series (name) VALUES ('x')");
        StoreReader reader(file_);  // while it is open
        EXPECT_TRUE(reader.runs().empty());
        EXPECT_FALSE(std::filesystem::exists(file_.string() + "-shm"));
    }
    EXPECT_NO_THROW(openForWriting(file_, Place::kNetwork)) << "once more";
    EXPECT_EQ(openForWriting(file_, Place::kLocal)->execAndGet("PRAGMA journal_mode").getString(),
              "wal")
        << "as a copy on a local disk";
}

TEST_F(Database, InASharedFolderTheJournalIsNoSharedMemoryWhateverTheDisk) {
    markShared(file_.parent_path());
    for (int again = 0; again < 2; ++again) {
        const auto database = openForWriting(file_);
        EXPECT_EQ(database->execAndGet("PRAGMA journal_mode").getString(), "truncate");
    }
    EXPECT_FALSE(std::filesystem::exists(file_.string() + "-wal"));
    EXPECT_NO_THROW(StoreWriter{file_});
}

TEST_F(Database, OfAStrangerRunsNothing) {
    { StoreWriter writer(file_); }
    execute("CREATE TRIGGER \"evil\" AFTER INSERT ON log BEGIN DELETE FROM run; END");
    const std::string refusal = errorOf([&] { StoreWriter{file_}; });
    EXPECT_THAT(refusal, HasSubstr("has a trigger \"evil\""));
    EXPECT_THAT(refusal, HasSubstr("DROP TRIGGER"));
    EXPECT_NO_THROW(StoreReader{file_}) << "reading fires no trigger";
    execute(
        "DROP TRIGGER evil; DROP TRIGGER run_added; CREATE TRIGGER run_added AFTER INSERT ON log "
        "BEGIN SELECT 1; END");
    EXPECT_THAT(errorOf([&] { StoreWriter{file_}; }), HasSubstr("run_added"))
        << "one of our names with other statements";
}

TEST_F(Database, ATableMustBeATable) {
    { StoreWriter writer(file_); }
    execute(
        "ALTER TABLE run_tag RENAME TO hidden; CREATE VIEW run_tag AS WITH RECURSIVE n(run_id, "
        "tag) AS"
        " (SELECT 1, 'x' UNION ALL SELECT run_id, tag FROM n) SELECT * FROM n");
    EXPECT_THAT(errorOf([&] { StoreReader{file_}; }), HasSubstr("in place of the table run_tag"));
    EXPECT_THAT(errorOf([&] { StoreWriter{file_}; }), HasSubstr("in place of the table run_tag"));
}

/// SQLite looks names up without case, and so must the check.
TEST_F(Database, NothingElseStandsForATableWhateverItsCase) {
    for (const char* disguise :
         {"DROP TABLE run_tag; CREATE VIEW RUN_TAG AS WITH RECURSIVE n(run_id, tag) AS"
          " (SELECT 1, 'x' UNION ALL SELECT run_id, tag FROM n) SELECT * FROM n",
          "DROP TABLE run_tag; CREATE VIRTUAL TABLE Run_Tag USING dbstat(main)",
          "ALTER TABLE run_tag ADD COLUMN twice INTEGER GENERATED ALWAYS AS (run_id * 2) "
          "VIRTUAL"}) {
        std::filesystem::remove(file_);
        { StoreWriter writer(file_); }
        execute(disguise);
        EXPECT_THAT(errorOf([&] { StoreReader{file_}; }),
                    HasSubstr("in place of the table run_tag"))
            << disguise;
        EXPECT_THAT(errorOf([&] { StoreWriter{file_}; }),
                    HasSubstr("in place of the table run_tag"))
            << disguise;
    }
}

TEST_F(Database, NoViewIsReadAndNoValueIsEndless) {
    { StoreWriter writer(file_); }
    execute("CREATE VIEW other AS SELECT 1 AS x");
    const auto reading = openForReading(file_, false).database;
    const auto writing = openForWriting(file_);
    for (SQLite::Database* database : {reading.get(), writing.get()}) {
        EXPECT_THROW(database->execAndGet("SELECT x FROM other"), SQLite::Exception);
        EXPECT_THROW(database->execAndGet("SELECT length(zeroblob(600000000))"), SQLite::Exception);
        EXPECT_NO_THROW(database->execAndGet("SELECT length(zeroblob(500000000))"));
    }
}

TEST_F(Database, IsKeptAsItWasBeforeItIsBroughtUpToDate) {
    for (const int version : {1, 2}) {
        std::filesystem::remove(file_);
        makeOld(version);
        { StoreWriter writer(file_); }
        const path kept = file_.string() + ".schema" + std::to_string(version);
        SQLite::Database before(kept.string(), SQLite::OPEN_READONLY);
        EXPECT_EQ(before.execAndGet("PRAGMA user_version").getInt(), version);
        EXPECT_EQ(before.execAndGet("SELECT count(*) FROM run").getInt(),
                  static_cast<int>(StoreReader(file_).runs().size()));
    }
}

TEST_F(Database, EveryStateIsKeptOnceBeforeItIsBroughtUpToDate) {
    const auto restore = [&](const std::string& more) {
        for (const char* part : {"", "-wal", "-shm"})
            std::filesystem::remove(file_.string() + part);
        makeOld(1);
        execute(more);
    };
    const std::string kept = file_.string() + ".schema1";
    restore("");
    forgetSyncs();
    { StoreWriter writer(file_); }
    EXPECT_TRUE(wasSynced(kept));
    EXPECT_TRUE(wasSyncedItself(folder_));
    restore("");
    { StoreWriter writer(file_); }
    EXPECT_FALSE(std::filesystem::exists(kept + "-2")) << "a copy of this very state is there";
    restore("UPDATE run SET message = 'of today'");
    { StoreWriter writer(file_); }
    const auto message = [](const std::string& file) {
        return SQLite::Database(file, SQLite::OPEN_READONLY)
            .execAndGet("SELECT message FROM run")
            .getString();
    };
    EXPECT_EQ(message(kept + "-2"), "of today");
    EXPECT_NE(message(kept), "of today");
    restore("UPDATE run SET message = 'of tomorrow'");
    { StoreWriter writer(file_); }
    EXPECT_EQ(message(kept + "-3"), "of tomorrow");
}

TEST_F(Database, OfManyThatOpenAnOldFileAtOnceNoneFailsAndOneCopyIsKept) {
    makeOld(1);
    constexpr int kPrograms = 6;
    std::latch all_there(kPrograms);
    std::mutex mutex;
    std::vector<std::string> problems;
    {
        std::vector<std::jthread> programs;
        for (int i = 0; i < kPrograms; ++i)
            programs.emplace_back([&] {
                all_there.arrive_and_wait();
                const std::string problem = errorOf([&] { openForWriting(file_); });
                const std::scoped_lock lock(mutex);
                if (!problem.empty()) problems.push_back(problem);
            });
    }
    EXPECT_THAT(problems, testing::IsEmpty());
    EXPECT_EQ(SQLite::Database(file_.string() + ".schema1", SQLite::OPEN_READONLY)
                  .execAndGet("PRAGMA user_version")
                  .getInt(),
              1);
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const std::string name = entry.path().filename().string();
        EXPECT_EQ(name.find(".unfinished"), std::string::npos) << name;
        EXPECT_EQ(name.find(".schema1-2"), std::string::npos) << name;
    }
}

TEST_F(Database, MakesTheFolderItIsTold) {
    const StoreWriter writer(folder_ / "a" / "b" / "c.db");
    EXPECT_TRUE(std::filesystem::exists(folder_ / "a" / "b" / "c.db"));
    EXPECT_TRUE(std::filesystem::is_directory(writer.filesFolder()));
    EXPECT_EQ(writer.filesFolder(), filesFolderOf(folder_ / "a" / "b" / "c.db"));
}

TEST_F(Database, LeavesATextFileAlone) {
    std::ofstream(file_) << std::string(5000, 'n') << "ot a database";
    const auto before = bytesOf(file_);
    EXPECT_THAT(errorOf([&] { StoreWriter{file_}; }), HasSubstr("not a database of Alphascope"));
    EXPECT_THAT(errorOf([&] { StoreReader{file_}; }), HasSubstr("not a database of Alphascope"));
    EXPECT_EQ(bytesOf(file_), before);
}

TEST_F(Database, LeavesTheDatabaseOfAnotherApplicationAlone) {
    execute("CREATE TABLE contact (name TEXT); INSERT INTO contact VALUES ('x')");
    const auto before = bytesOf(file_);
    EXPECT_THAT(errorOf([&] { StoreWriter{file_}; }), HasSubstr("not a database of Alphascope"));
    EXPECT_THAT(errorOf([&] { StoreReader{file_}; }), HasSubstr("not a database of Alphascope"));
    EXPECT_EQ(bytesOf(file_), before);
    EXPECT_EQ(filesInFolder(), 1U);
}

TEST_F(Database, TakesAnEmptyFile) {
    std::ofstream{file_};
    EXPECT_THAT(errorOf([&] { StoreReader{file_}; }), HasSubstr("is empty"));
    StoreWriter writer(file_);
    EXPECT_GT(addSomeRun(writer), 0);
}

TEST_F(Database, SaysWhatIsWrongWithThePlace) {
    EXPECT_THAT(errorOf([&] { StoreReader{file_}; }), HasSubstr("There is no database"));
    EXPECT_THAT(errorOf([&] { StoreWriter{folder_}; }), HasSubstr("is a folder"));
    EXPECT_THAT(errorOf([&] { StoreWriter{"/proc/nowhere/x.db"}; }), HasSubstr("--db"));
    EXPECT_THAT(errorOf([&] { StoreWriter{"/proc/x.db"}; }), HasSubstr("--db"));
    std::ofstream(folder_ / "file") << "x";
    EXPECT_THAT(errorOf([&] { StoreWriter{folder_ / "file" / "x.db"}; }),
                HasSubstr("cannot be made"));
}

TEST_F(Database, RefusesToWriteANewerSchemaButReadsIt) {
    makeFinished(file_);
    execute(
        "ALTER TABLE run ADD COLUMN mood TEXT; CREATE TABLE extra (id INTEGER) STRICT;"
        "PRAGMA user_version = 99");
    const auto before = bytesOf(file_);
    const std::string refusal = errorOf([&] { StoreWriter{file_}; });
    EXPECT_THAT(refusal, HasSubstr("newer Alphascope (schema 99"));
    EXPECT_THAT(refusal, HasSubstr("Update Alphascope"));
    EXPECT_EQ(bytesOf(file_), before);
    StoreReader reader(file_);
    EXPECT_THAT(reader.notice(), HasSubstr("newer Alphascope"));
    EXPECT_EQ(reader.runs().size(), 1U);
}

TEST_F(Database, LeavesAGalleryAsItIsWhereverItLies) {
    makeFinished(file_);
    execute("CREATE TABLE gallery (about TEXT)");
    const auto before = bytesOf(file_);
    for (const Place place : {Place::kLocal, Place::kNetwork}) {
        const std::string refusal = errorOf([&] { openForWriting(file_, place); });
        EXPECT_THAT(refusal, HasSubstr(file_.string() + " is a gallery"));
        EXPECT_THAT(refusal, HasSubstr("--db"));
        EXPECT_THAT(refusal, HasSubstr("alphascope-cli db merge " + file_.string()));
    }
    EXPECT_EQ(bytesOf(file_), before);
    EXPECT_EQ(filesInFolder(), 1U);
    EXPECT_EQ(StoreReader(file_).runs().size(), 1U);
}

TEST_F(Database, AFileThatWasCopiedFromANetworkDiskIsWritten) {
    makeFinished(file_);  // in journal mode DELETE, as SQLite tells of one that is not open there
    EXPECT_GT(addSomeRun(*std::make_unique<StoreWriter>(file_)), 0);
    EXPECT_EQ(StoreReader(file_).runs().size(), 2U);
}

TEST_F(Database, ACopyNeedsNoOtherFileAndIsWrittenLikeAnyOther) {
    makeFinished(file_);
    const path copy = folder_ / "copy.db";
    copyDatabase(*openForWriting(file_), copy);
    {
        SQLite::Database made(copy.string(), SQLite::OPEN_READONLY);
        EXPECT_EQ(made.execAndGet("PRAGMA journal_mode").getString(), "delete");
    }
    EXPECT_GT(addSomeRun(*std::make_unique<StoreWriter>(copy)), 0);
    EXPECT_EQ(StoreReader(copy).runs().size(), 2U);
}

TEST_F(Database, SaysSoWhenANewerSchemaCannotBeRead) {
    makeFinished(file_);
    execute("ALTER TABLE scalar RENAME COLUMN value TO amount; PRAGMA user_version = 99");
    const std::string refusal = errorOf([&] { StoreReader{file_}; });
    EXPECT_THAT(refusal, HasSubstr("schema 99"));
    EXPECT_THAT(refusal, HasSubstr("value"));
    EXPECT_THAT(refusal, HasSubstr("Update Alphascope"));
}

TEST_F(Database, PathsWithSpecialCharactersWork) {
    for (const char* name : {"a b.db", "what?.db", "#1.db", "100%41.db", "ü&=+.db", "file:x.db"}) {
        const path file = folder_ / name;
        makeFinished(file);
        EXPECT_TRUE(std::filesystem::exists(file)) << name;
        EXPECT_EQ(StoreReader(file).runs().size(), 1U) << name;
        EXPECT_EQ(StoreReader(file, StoreReader::Mode::kImmutable).runs().size(), 1U) << name;
    }
    EXPECT_EQ(filesInFolder(), 6U);
}

TEST_F(Database, ImmutableFilesAreReadWithoutATraceInTheFolder) {
    makeFinished(file_);
    using std::filesystem::perms;
    std::filesystem::permissions(file_, perms::owner_read);
    std::filesystem::permissions(folder_, perms::owner_read | perms::owner_exec);
    {
        StoreReader reader(file_, StoreReader::Mode::kImmutable);
        EXPECT_EQ(reader.notice(), "");
        EXPECT_EQ(reader.runs().size(), 1U);
        EXPECT_EQ(reader.scalars(1).size(), 7U);
        EXPECT_EQ(reader.dataVersion(), reader.dataVersion());
        EXPECT_TRUE(reader.check().empty());
        EXPECT_EQ(filesInFolder(), 1U);
    }
    std::filesystem::permissions(folder_, perms::owner_all);
}

TEST_F(Database, ImmutableFilesAreReadWithoutLocks) {
    makeFinished(file_);
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN EXCLUSIVE");
    EXPECT_EQ(StoreReader(file_, StoreReader::Mode::kImmutable).runs().size(), 1U);
}

TEST_F(Database, FindsDamage) {
    makeFinished(file_);
    execute(
        "PRAGMA foreign_keys = OFF; INSERT INTO log (run_id, time, level, text)"
        " VALUES (77, 0, 'info', 'orphan')");
    const auto problems = StoreReader(file_).check();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0], HasSubstr("table log"));
}

}  // namespace
}  // namespace alphascope
