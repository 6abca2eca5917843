// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include "fixture.h"
#include "scratch.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <vector>

namespace alphascope {
namespace {

using testing::HasSubstr;

constexpr const char* kFirst = "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT) STRICT";
constexpr const char* kSecond = "ALTER TABLE thing ADD COLUMN weight REAL NOT NULL DEFAULT 0.5";
constexpr const char* kBroken = "CREATE TABLE other (id INTEGER); INSERT INTO nowhere VALUES (1)";

class Schema : public Scratch {
protected:
    SQLite::Database open() const {
        return {file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    }
    static int version(SQLite::Database& database) {
        return database.execAndGet("PRAGMA user_version").getInt();
    }
};

TEST_F(Schema, MigratesAnOlderFileAndKeepsItsRows) {
    auto database = open();
    EXPECT_TRUE(migrate(database, std::vector{kFirst}));
    database.exec("INSERT INTO thing VALUES (1, 'old')");
    EXPECT_EQ(version(database), 1);
    EXPECT_TRUE(migrate(database, std::vector{kFirst, kSecond}));
    EXPECT_EQ(version(database), 2);
    EXPECT_EQ(database.execAndGet("SELECT name || weight FROM thing").getString(), "old0.5");
    EXPECT_FALSE(migrate(database, std::vector{kFirst, kSecond}));
}

TEST_F(Schema, LeavesTheFileAsItWasWhenAMigrationFails) {
    auto database = open();
    migrate(database, std::vector{kFirst});
    EXPECT_THROW(migrate(database, std::vector{kFirst, kSecond, kBroken}), SQLite::Exception);
    EXPECT_EQ(version(database), 1);
    EXPECT_FALSE(database.tableExists("other"));
    EXPECT_THROW(database.exec("SELECT weight FROM thing"), SQLite::Exception);
}

TEST_F(Schema, RefusesToMigrateANewerOrForeignFile) {
    auto database = open();
    migrate(database, std::vector{kFirst, kSecond});
    EXPECT_THAT(errorOf([&] { migrate(database, std::vector{kFirst}); }),
                HasSubstr("schema version 2, this program writes version 1"));
    database.exec("PRAGMA application_id = 12");
    EXPECT_THAT(errorOf([&] {
                    migrate(database, std::vector{kFirst, kSecond});
                }),
                HasSubstr("another application"));
}

TEST_F(Schema, EveryTableIsStrictAndEveryQueryOfTheReaderFits) {
    auto database = open();
    migrate(database, schemaMigrations());
    EXPECT_EQ(unreadableBecause(database), "");
    SQLite::Statement tables(database,
                             "SELECT name, strict FROM pragma_table_list"
                             " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    int count = 0;
    for (; tables.executeStep(); ++count)
        EXPECT_EQ(tables.getColumn(1).getInt(), 1) << tables.getColumn(0).getString();
    EXPECT_EQ(count, 18);
    EXPECT_EQ(database.execAndGet("PRAGMA application_id").getInt(), kApplicationId);
}

// Dumps of a database as each version wrote it (`sqlite3 FILE .dump`, and the two pragmas). When a
// version is added, its predecessors' dumps stay and its own joins them.
class WrittenByVersion : public Schema, public testing::WithParamInterface<int> {
protected:
    static std::string dump() { return readFixture("v" + std::to_string(GetParam()) + ".sql"); }
};

TEST_P(WrittenByVersion, NothingIsLostWhenItIsMigrated) {
    ASSERT_FALSE(dump().empty());
    {
        auto old = open();
        old.exec(dump());
        old.exec("PRAGMA journal_mode = WAL");  // as it was; a dump does not tell
    }
    { const StoreWriter migrated(file_); }
    EXPECT_EQ(open().execAndGet("PRAGMA user_version").getInt(),
              static_cast<int>(schemaMigrations().size()));
    StoreReader reader(file_);
    EXPECT_TRUE(reader.check().empty());
    const auto run = reader.findRun("1");
    ASSERT_TRUE(run);
    EXPECT_EQ(run->uuid, "0d0c7d53-5f0c-4d8a-9d5e-3f8f0f6f7a11");
    EXPECT_EQ(run->state, RunState::kFinished);
    EXPECT_EQ(run->step, 2);
    EXPECT_EQ(reader.scalars(1).size(), 14U);
    ASSERT_EQ(reader.sampleRecords(1).size(), 2U);
    EXPECT_EQ(reader.sampleRecords(1)[1].alpha, 0.5F);
    ASSERT_EQ(reader.evaluations(1).size(), 1U);
    EXPECT_EQ(reader.evaluations(1)[0].scores[0].first, "accuracy");
    EXPECT_EQ(reader.set(1, "train")->ids, (std::vector<std::uint32_t>{4, 9}));
    EXPECT_EQ(reader.log(1).size(), 1U);
    EXPECT_EQ(reader.checkpoints(1).size(), 1U);
    const bool has_marks = GetParam() >= 2;
    EXPECT_EQ(run->marks.tags,
              has_marks ? (std::vector<std::string>{"odd", "paper"}) : std::vector<std::string>{});
    EXPECT_EQ(run->marks.note, has_marks ? "look at α again" : "");
    EXPECT_EQ(run->marks.colour, has_marks ? "green" : "");
    EXPECT_EQ(run->marks.archived, has_marks);
}

/// Every row of every table of the old file is in the new one, column by column.
TEST_P(WrittenByVersion, EveryRowIsThereAfterwards) {
    SQLite::Database old(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(dump());
    auto moved = open();
    moved.exec(dump());
    migrate(moved, schemaMigrations());
    SQLite::Statement tables(old, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    int rows = 0;
    while (tables.executeStep()) {
        const std::string all = "SELECT * FROM " + tables.getColumn(0).getString();
        SQLite::Statement before(old, all), after(moved, all);
        for (; before.executeStep(); ++rows) {
            ASSERT_TRUE(after.executeStep()) << all;
            for (int i = 0; i < before.getColumnCount(); ++i)
                EXPECT_EQ(before.getColumn(i).getString(), after.getColumn(i).getString()) << all;
        }
    }
    EXPECT_GT(rows, 40);
}

// Migrations that have been released must never change: a fresh file and the dump must agree.
TEST_P(WrittenByVersion, IsWhatItWasWhenItWasReleased) {
    auto fresh = open();
    for (int version = 0; version < GetParam(); ++version)
        fresh.exec(schemaMigrations()[static_cast<std::size_t>(version)]);
    SQLite::Database old(":memory:", SQLite::OPEN_READWRITE);
    old.exec(dump());
    constexpr const char* kAll =
        "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name)";
    EXPECT_EQ(fresh.execAndGet(kAll).getString(), old.execAndGet(kAll).getString());
}

INSTANTIATE_TEST_SUITE_P(Dumps, WrittenByVersion, testing::Values(1, 2, 3));

}  // namespace
}  // namespace alphascope
