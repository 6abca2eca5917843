// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "scratch.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

#include <cmath>
#include <utility>

namespace alphascope {
namespace {

class Reader : public Scratch {
protected:
    StoreWriter writer_{file_};
    std::string study_ = writer_.createStudy("trial", "");
};

TEST_F(Reader, FindsARunByIdUuidAndPrefix) {
    const std::string uuid = "abcdef01-2345-4678-9abc-def012345678";
    const auto id = writer_.createRun(study_, someSpec(), uuid);
    const auto twin = writer_.createRun(study_, someSpec(), "abcdef02-2345-4678-9abc-def012345678");
    StoreReader reader(file_);
    EXPECT_EQ(reader.findRun(std::to_string(id))->id, id);
    EXPECT_EQ(reader.findRun(uuid)->id, id);
    EXPECT_EQ(reader.findRun("abcdef01")->id, id);
    EXPECT_EQ(reader.findRun("ABCDEF02-23")->id, twin);
    EXPECT_FALSE(reader.findRun("abcdef0"));  // too short, and not unique
    EXPECT_FALSE(reader.findRun("abcdef03"));
    EXPECT_FALSE(reader.findRun("%%%%%%%%"));
    EXPECT_FALSE(reader.findRun(""));
    EXPECT_FALSE(reader.findRun("999"));
    EXPECT_FALSE(reader.findRun("99999999999999999999999999"));
}

TEST_F(Reader, AStateThatALaterVersionKnowsHidesNoRun) {
    const auto strange = writer_.createRun(study_, someSpec(1));
    const auto plain = writer_.createRun(study_, someSpec(2));
    SQLite::Database(file_.string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE run SET state = 'hibernating', message = 'until spring' WHERE id = " +
              std::to_string(strange) + "; PRAGMA user_version = 99");
    StoreReader reader(file_);
    const auto runs = reader.runs();
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].id, strange);
    EXPECT_EQ(runs[0].state, RunState::kFailed);
    EXPECT_THAT(runs[0].message, testing::HasSubstr("\"hibernating\""));
    EXPECT_THAT(runs[0].message, testing::EndsWith(" until spring"));
    EXPECT_EQ(runs[1].id, plain);
    EXPECT_EQ(runs[1].state, RunState::kQueued);
    EXPECT_EQ(runs[1].message, "");
    EXPECT_EQ(reader.runChanges(0).runs.size(), 2U);
}

TEST_F(Reader, TellsWhichRunsHaveChanged) {
    const auto first = writer_.createRun(study_, someSpec(1));
    const auto second = writer_.createRun(study_, someSpec(2));
    StoreReader reader(file_);
    const auto ids = [](const RunChanges& changes) {
        std::vector<std::int64_t> all;
        for (const auto& run : changes.runs) all.push_back(run->id);
        return all;
    };
    using Ids = std::vector<std::int64_t>;
    RunChanges changes = reader.runChanges(0);
    EXPECT_TRUE(changes.all);
    EXPECT_EQ(ids(changes), (Ids{first, second}));
    const auto next = [&] {
        writer_.flush();
        changes = reader.runChanges(changes.until);
        EXPECT_FALSE(changes.all);
        return ids(changes);
    };
    EXPECT_EQ(next(), Ids());
    writer_.setState(second, RunState::kRunning, "");
    EXPECT_EQ(next(), Ids{second});
    EXPECT_EQ(changes.runs[0]->state, RunState::kRunning);
    writer_.sink(second)->publish(someStep(3));
    EXPECT_EQ(next(), Ids{second});
    EXPECT_EQ(changes.runs[0]->step, 3);
    MarkChange tagged{.run_id = first, .add_tags = {"odd"}};
    writer_.mark({tagged});
    EXPECT_EQ(next(), Ids{first});
    EXPECT_EQ(changes.runs[0]->marks.tags, std::vector<std::string>{"odd"});
    writer_.mark({{.run_id = first, .remove_tags = {"odd"}}});
    EXPECT_EQ(next(), Ids{first});
    writer_.mark({{.run_id = second, .note = "a note"}});
    writer_.mark({{.run_id = second, .note = "another"}});
    EXPECT_EQ(next(), Ids{second});
    const auto third = writer_.createRun(study_, someSpec(3));
    EXPECT_EQ(next(), Ids{third});
    execute("PRAGMA foreign_keys = ON; DELETE FROM run WHERE id = " + std::to_string(first));
    EXPECT_EQ(next(), Ids());
    EXPECT_EQ(changes.gone, Ids{first});
    EXPECT_EQ(next(), Ids());
    EXPECT_TRUE(changes.gone.empty());
}

TEST_F(Reader, GivesAllRunsWhereAFileDoesNotTellWhatChanged) {
    writer_.createRun(study_, someSpec(1));
    for (const char* trigger :
         {"run_added", "run_updated", "run_deleted", "run_mark_added", "run_mark_updated",
          "run_mark_deleted", "run_tag_added", "run_tag_deleted"})
        execute(std::string("DROP TRIGGER ") + trigger);
    execute("DROP TABLE run_change");
    StoreReader reader(file_);
    for (int i = 0; i < 2; ++i) {
        const RunChanges changes = reader.runChanges(i);
        EXPECT_TRUE(changes.all);
        EXPECT_EQ(changes.runs.size(), 1U);
        EXPECT_EQ(changes.until, 0);
    }
}

TEST_F(Reader, TellsOfTheFirstChangeToo) {
    StoreReader reader(file_);
    const RunChanges before = reader.runChanges(0);
    EXPECT_TRUE(before.runs.empty());
    const auto run = writer_.createRun(study_, someSpec(1));
    const RunChanges after = reader.runChanges(before.until);
    ASSERT_EQ(after.runs.size(), 1U);
    EXPECT_EQ(after.runs[0]->id, run);
    // As after a migration, which leaves no changes behind.
    execute("DELETE FROM run_change; DELETE FROM sqlite_sequence WHERE name = 'run_change'");
    const RunChanges migrated = reader.runChanges(0);
    writer_.mark({{.run_id = run, .note = "the first change"}});
    const RunChanges marked = reader.runChanges(migrated.until);
    ASSERT_EQ(marked.runs.size(), 1U);
    EXPECT_EQ(marked.runs[0]->marks.note, "the first change");
}

TEST_F(Reader, GivesTheRunsOfAStudyByItsName) {
    const auto run = writer_.createRun(study_, someSpec(1));
    writer_.createRun(writer_.createStudy("other", ""), someSpec(1));
    const auto twin = writer_.createRun(writer_.createStudy("trial", ""), someSpec(2));
    StoreReader reader(file_);
    const auto runs = reader.runsOf("trial");
    ASSERT_EQ(runs.size(), 2U) << "two studies may share a name";
    EXPECT_EQ(runs[0].id, run);
    EXPECT_EQ(runs[1].id, twin);
    EXPECT_TRUE(reader.runsOf("tria").empty());
}

TEST_F(Reader, DoesNotGuessWhenAPrefixFitsTwoRuns) {
    writer_.createRun(study_, someSpec(), "12345678-0000-4000-8000-000000000001");
    writer_.createRun(study_, someSpec(), "12345678-0000-4000-8000-000000000002");
    StoreReader reader(file_);
    EXPECT_FALSE(reader.findRun("12345678"));
    EXPECT_TRUE(reader.findRun("12345678-0000-4000-8000-000000000002"));
}

TEST_F(Reader, ListsRunsOldestFirst) {
    for (std::uint64_t seed = 3; seed > 0; --seed) writer_.createRun(study_, someSpec(seed));
    const auto runs = StoreReader(file_).runs();
    ASSERT_EQ(runs.size(), 3U);
    EXPECT_EQ(runs[0].seed, 3U);
    EXPECT_EQ(runs[2].seed, 1U);
}

TEST_F(Reader, KeepsRunsApart) {
    const auto a = writer_.createRun(study_, someSpec(1));
    const auto b = writer_.createRun(study_, someSpec(2));
    const auto sink_a = writer_.sink(a);
    const auto sink_b = writer_.sink(b);
    sink_a->publish(someStep(1));
    sink_b->publish(someStep(5));
    sink_b->publish(someSamples(5, 0, 2));
    sink_b->publish(HistogramTaken{.step = 5});
    sink_b->publish(Evaluated{.step = 5, .set = "dev"});
    sink_b->publish(Logged{Logged::Level::kInfo, "b"});
    writer_.flush();
    StoreReader reader(file_);
    EXPECT_EQ(reader.scalars(a).size(), 7U);
    EXPECT_EQ(reader.scalars(a)[0].step, 1);
    EXPECT_TRUE(reader.sampleRecords(a).empty());
    EXPECT_TRUE(reader.histograms(a).empty());
    EXPECT_TRUE(reader.evaluations(a).empty());
    EXPECT_TRUE(reader.log(a).empty());
    EXPECT_EQ(reader.scalars(b)[0].step, 5);
    EXPECT_EQ(reader.sampleRecords(b).size(), 2U);
    EXPECT_EQ(reader.histograms(b).size(), 1U);
}

TEST_F(Reader, PointsAreTheScalarsWithNumbersForNames) {
    const auto a = writer_.createRun(study_, someSpec(1));
    const auto b = writer_.createRun(study_, someSpec(2));
    for (const int step : {1, 2, 3}) writer_.sink(a)->publish(someStep(step));
    writer_.sink(b)->publish(someStep(9));
    writer_.flush();
    StoreReader reader(file_);
    const auto rows = reader.scalars(a);
    const auto all = reader.scalarPoints(a);
    ASSERT_EQ(all.points.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(all.points[i].id, rows[i].id);
        EXPECT_EQ(all.names.at(all.points[i].series), rows[i].series);
        EXPECT_EQ(all.points[i].step, rows[i].step);
        EXPECT_EQ(std::isnan(all.points[i].value), std::isnan(rows[i].value));
        if (!std::isnan(rows[i].value)) EXPECT_EQ(all.points[i].value, rows[i].value);
    }
    EXPECT_TRUE(reader.scalarPoints(a, rows.back().id).points.empty());
    EXPECT_EQ(reader.scalarPoints(a, rows[6].id).points.size(), rows.size() - 7);
}

TEST_F(Reader, TakesUpWhereItLeft) {
    const auto id = writer_.createRun(study_, someSpec());
    const auto sink = writer_.sink(id);
    StoreReader reader(file_);
    const auto publishAll = [&](std::int64_t step) {
        sink->publish(HistogramTaken{.step = step});
        sink->publish(Evaluated{.step = step, .set = "dev"});
        sink->publish(Logged{Logged::Level::kInfo, std::to_string(step)});
        writer_.flush();
    };
    publishAll(1);
    const auto histogram = reader.histograms(id).at(0).id;
    const auto evaluation = reader.evaluations(id).at(0).id;
    const auto line = reader.log(id).at(0).id;
    publishAll(2);
    ASSERT_EQ(reader.histograms(id, histogram).size(), 1U);
    EXPECT_EQ(reader.histograms(id, histogram)[0].histogram.step, 2);
    ASSERT_EQ(reader.evaluations(id, evaluation).size(), 1U);
    EXPECT_EQ(reader.evaluations(id, evaluation)[0].step, 2);
    ASSERT_EQ(reader.log(id, line).size(), 1U);
    EXPECT_EQ(reader.log(id, line)[0].text, "2");
}

TEST_F(Reader, CanBeMoved) {
    writer_.createRun(study_, someSpec());
    StoreReader first(file_);
    StoreReader second(std::move(first));
    EXPECT_EQ(second.runs().size(), 1U);
}

}  // namespace
}  // namespace alphascope
