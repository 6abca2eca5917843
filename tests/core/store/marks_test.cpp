// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, notes, colours and the archive: written, read back, and in files that know none of them.
#include "fixture.h"
#include "scratch.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Marks : public Scratch {
protected:
    static MarkChange tagged(std::int64_t run, std::vector<std::string> tags) {
        MarkChange change;
        change.run_id = run;
        change.add_tags = std::move(tags);
        return change;
    }
    static MarkChange archived(std::int64_t run, bool is) {
        MarkChange change;
        change.run_id = run;
        change.archived = is;
        return change;
    }
    static MarkChange painted(std::int64_t run, const std::string& colour) {
        MarkChange change;
        change.run_id = run;
        change.colour = colour;
        return change;
    }
    RunMarks marksOf(std::int64_t run) const {
        return StoreReader(file_).findRun(std::to_string(run))->marks;
    }
};

TEST_F(Marks, AreReadAsTheyWereWrittenAndWhatIsNotNamedStays) {
    StoreWriter writer(file_);
    const auto first = addSomeRun(writer, 1), second = addSomeRun(writer, 2);
    auto change = tagged(second, {"paper", " odd one "});
    change.note = "Looks odd:\nsee α.";
    change.colour = "sky";
    writer.mark({change, archived(first, true)});
    EXPECT_THAT(marksOf(second).tags, ElementsAre("odd one", "paper"));
    EXPECT_EQ(marksOf(second).note, "Looks odd:\nsee α.");
    EXPECT_EQ(marksOf(second).colour, "sky");
    EXPECT_FALSE(marksOf(second).archived);
    EXPECT_TRUE(marksOf(first).archived);
    writer.mark({archived(second, true)});
    EXPECT_EQ(marksOf(second).colour, "sky");
    EXPECT_EQ(marksOf(second).note, "Looks odd:\nsee α.");
    StoreReader reader(file_);
    const auto runs = reader.runs();
    EXPECT_EQ(runs[1].marks, marksOf(second));
    EXPECT_THAT(runs[0].marks.tags, IsEmpty());
}

TEST_F(Marks, ATagIsThereOnceWhateverItsCase) {
    StoreWriter writer(file_);
    const auto run = addSomeRun(writer);
    writer.mark({tagged(run, {"Paper"}), tagged(run, {"paper", "b"})});
    EXPECT_THAT(marksOf(run).tags, ElementsAre("b", "Paper"));
    MarkChange off;
    off.run_id = run;
    off.remove_tags = {"PAPER"};
    writer.mark({off});
    EXPECT_THAT(marksOf(run).tags, ElementsAre("b"));
}

TEST_F(Marks, OneWrongChangeUndoesAllOfThem) {
    StoreWriter writer(file_);
    const auto run = addSomeRun(writer);
    EXPECT_THAT(errorOf([&] {
                    writer.mark({archived(run, true), archived(77, true)});
                }),
                HasSubstr("no run 77"));
    EXPECT_THAT(errorOf([&] {
                    writer.mark({archived(run, true), painted(run, "mauve")});
                }),
                HasSubstr("Choose one of orange, sky"));
    EXPECT_THAT(errorOf([&] {
                    writer.mark({archived(run, true), tagged(run, {"a,b"})});
                }),
                HasSubstr("comma"));
    EXPECT_EQ(marksOf(run), RunMarks{});
}

TEST_F(Marks, AnotherProcessMayMarkARunThatIsWritten) {
    StoreWriter owner(file_);
    const auto run = addSomeRun(owner);
    const auto sink = owner.sink(run);
    sink->publish(someStep(1));
    StoreReader reader(file_);
    const auto before = reader.dataVersion();
    { StoreWriter(file_).mark({painted(run, "green")}); }
    sink->publish(someStep(2));
    owner.flush();
    EXPECT_NE(reader.dataVersion(), before);  // readers that follow along look again
    EXPECT_EQ(reader.runs()[0].marks.colour, "green");
    EXPECT_EQ(reader.scalars(run).size(), 14U);
}

TEST_F(Marks, GoWithTheirRun) {
    {
        StoreWriter writer(file_);
        writer.mark({tagged(addSomeRun(writer), {"paper"})});
    }
    execute("PRAGMA foreign_keys = ON; DELETE FROM run");
    SQLite::Database database(file_.string());
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM run_tag").getInt(), 0);
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM run_mark").getInt(), 0);
}

TEST_F(Marks, AFileOfSchema1IsReadWithoutThemAndStaysAsItIs) {
    execute(readFixture("v1.sql"));
    for (const auto mode : {StoreReader::Mode::kImmutable, StoreReader::Mode::kLive}) {
        StoreReader reader(file_, mode);
        EXPECT_EQ(reader.notice(), "");
        ASSERT_EQ(reader.runs().size(), 1U);
        EXPECT_EQ(reader.runs()[0].marks, RunMarks{});
        EXPECT_EQ(reader.scalars(1).size(), 14U);
    }
    EXPECT_EQ(SQLite::Database(file_.string()).execAndGet("PRAGMA user_version").getInt(), 1);
}

TEST_F(Marks, AReaderOfSchema1SeesThemOnceAnotherProcessHasBroughtTheFileUpToDate) {
    execute(readFixture("v1.sql"));
    execute("PRAGMA journal_mode = WAL");
    StoreReader reader(file_);
    EXPECT_FALSE(reader.runs()[0].marks.archived);
    { StoreWriter(file_).mark({archived(1, true)}); }
    EXPECT_TRUE(reader.runs()[0].marks.archived);
    EXPECT_EQ(reader.scalars(1).size(), 14U);
}

TEST_F(Marks, AreUndoneByWhatLeadsBack) {
    StoreWriter writer(file_);
    const auto run = addSomeRun(writer);
    auto given = tagged(run, {"a", "b"});
    given.note = "first";
    writer.mark({given});
    const auto before = marksOf(run);
    auto change = tagged(run, {"A", "c"});
    change.remove_tags = {"b"};
    change.note = "second";
    change.colour = "blue";
    writer.mark({change});
    EXPECT_THAT(marksOf(run).tags, ElementsAre("a", "c"));
    writer.mark({undoOf(change, before)});
    EXPECT_EQ(marksOf(run), before);
    EXPECT_FALSE(undoOf(change, before).archived.has_value());
}

TEST(Tags, AreTakenFromALine) {
    EXPECT_THAT(tagsFrom(" a, b c ,,A,"), ElementsAre("a", "b c"));
    EXPECT_THAT(tagsFrom(""), IsEmpty());
    EXPECT_THAT(errorOf([] { tagFrom("  "); }), HasSubstr("empty"));
    EXPECT_THAT(errorOf([] { tagFrom("a\nb"); }), HasSubstr("line break"));
    EXPECT_THAT(errorOf([] { tagFrom(std::string(101, 'x')); }), HasSubstr("longer than 100"));
}

}  // namespace
}  // namespace alphascope
