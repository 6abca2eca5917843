// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer.h"

#include "scratch.h"
#include "store/run_lost.h"
#include "store/writer_core.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <chrono>
#include <functional>
#include <regex>
#include <set>
#include <thread>
#include <vector>

namespace alphascope {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

class Writer : public Scratch {
protected:
    static bool within(std::chrono::milliseconds limit, const std::function<bool()>& condition) {
        for (const auto end = Clock::now() + limit; Clock::now() < end;) {
            if (condition()) return true;
            std::this_thread::sleep_for(5ms);
        }
        return condition();
    }
};

TEST(NewUuid, IsRandomOfVersion4) {
    const std::regex form("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto uuid = newUuid();
        EXPECT_TRUE(std::regex_match(uuid, form)) << uuid;
        seen.insert(uuid);
    }
    EXPECT_EQ(seen.size(), 1000U);
}

TEST_F(Writer, ShowsAReaderWhatIsWrittenWhileItWrites) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    const auto sink = writer.sink(id);
    StoreReader reader(file_);
    std::int64_t last = 0;
    std::int64_t next_step = 1;
    for (int round = 1; round <= 5; ++round) {
        const auto version = reader.dataVersion();
        for (int i = 0; i < 20; ++i) sink->publish(someStep((round - 1) * 20 + i + 1));
        ASSERT_TRUE(within(20s, [&] { return reader.runs().at(0).step == round * 20; }));
        EXPECT_NE(reader.dataVersion(), version);
        // Only what is new comes, all of it, once, in order.
        const auto rows = reader.scalars(id, last);
        EXPECT_EQ(rows.size(), 20U * 7U);
        for (const auto& row : rows) {
            EXPECT_GT(row.id, last);
            last = row.id;
            if (row.series != "label_loss") continue;
            EXPECT_EQ(row.step, next_step++);
        }
    }
    EXPECT_TRUE(reader.scalars(id, last).empty());
    const auto version = reader.dataVersion();
    EXPECT_EQ(reader.dataVersion(), version);
}

TEST_F(Writer, ShowsSamplesWithoutAFlush) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    const auto sink = writer.sink(id);
    StoreReader reader(file_);
    sink->publish(someSamples(1, 0, 8));
    EXPECT_TRUE(within(20s, [&] { return reader.sampleRecords(id).size() == 8; }));
}

TEST_F(Writer, PacksManyStepsIntoOneChunk) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    const auto sink = writer.sink(id);
    // 300 steps of 320 bytes: one full chunk of 64 KiB and the rest.
    for (std::int64_t step = 1; step <= 300; ++step) sink->publish(someSamples(step, 0, 32));
    writer.flush();
    SQLite::Database database(file_.string());
    // A slow machine closes chunks early, by age; never one a step.
    EXPECT_LE(database.execAndGet("SELECT count(*) FROM sample_chunk").getInt(), 30);
    EXPECT_EQ(database.execAndGet("SELECT sum(samples) FROM sample_chunk").getInt(), 9600);
    EXPECT_EQ(StoreReader(file_).sampleRecords(id).size(), 9600U);
}

TEST_F(Writer, WritesWhatIsQueuedWhenItIsDestroyed) {
    std::int64_t id = 0;
    {
        StoreWriter writer(file_);
        id = addSomeRun(writer);
        const auto sink = writer.sink(id);
        for (std::int64_t step = 1; step <= 500; ++step) {
            sink->publish(someStep(step));
            sink->publish(someSamples(step, 0, 4));
        }
    }
    StoreReader reader(file_);
    EXPECT_EQ(reader.scalars(id).size(), 3500U);
    EXPECT_EQ(reader.sampleRecords(id).size(), 2000U);
    EXPECT_EQ(reader.runs().at(0).step, 500);
}

TEST_F(Writer, AStateIsSeenTogetherWithTheSamplesBeforeIt) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    const auto sink = writer.sink(id);
    sink->publish(someStep(1));
    sink->publish(someSamples(1, 0, 4));
    sink->publish(StateChanged{RunState::kFinished, ""});  // returns when it is durable
    StoreReader reader(file_);
    EXPECT_EQ(reader.runs().at(0).state, RunState::kFinished);
    EXPECT_EQ(reader.sampleRecords(id).size(), 4U);
    EXPECT_EQ(reader.runs().at(0).step, 1);
}

/// The value of PRAGMA synchronous at each commit of a connection.
struct CommitTrace {
    std::string mode;
    std::vector<std::string> modes;

    void follow(SQLite::Database& database) {
        sqlite3_trace_v2(database.getHandle(), SQLITE_TRACE_STMT, &CommitTrace::note, this);
    }
    static int note(unsigned /*kind*/, void* self, void* /*statement*/, void* text) {
        auto& trace = *static_cast<CommitTrace*>(self);
        const std::string sql = static_cast<const char*>(text);
        const std::string pragma = "PRAGMA synchronous = ";
        if (sql.starts_with(pragma)) trace.mode = sql.substr(pragma.size());
        if (sql.starts_with("COMMIT")) trace.modes.push_back(trace.mode);
        return 0;
    }
};

TEST_F(Writer, CommitsStatesAndCheckpointsWithFullSynchronousAndStreamsWithout) {
    const auto id = addSomeRun(*std::make_unique<StoreWriter>(file_));
    CommitTrace trace;
    WriterCore core(file_);
    core.call([&](auto& database) { trace.follow(database); }, Durability::kNormal);
    trace.modes.clear();
    core.postAndWait(id, StateChanged{RunState::kRunning, ""});
    core.postAndWait(id, CheckpointSaved{1, "last", "p", "h"});
    EXPECT_EQ(trace.modes, (std::vector<std::string>{"FULL", "FULL"}));
    trace.modes.clear();
    core.post(id, someStep(1));
    core.call([](auto&) {}, Durability::kNormal);
    EXPECT_THAT(trace.modes,
                testing::AllOf(testing::Not(testing::IsEmpty()), testing::Each("NORMAL")));
    core.call([](auto&) {}, Durability::kFull);
    EXPECT_EQ(trace.modes.back(), "FULL");
}

TEST_F(Writer, OfARunWaitsForTheCommitOfItsStatesAndCheckpoints) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    const auto sink = writer.sink(id);
    StoreReader reader(file_);
    sink->publish(RunStarted{.total_steps = 7, .threads = 1, .device = "cpu", .header = "h"});
    EXPECT_EQ(reader.runs().at(0).total_steps, 7);
    sink->publish(CheckpointSaved{1, "last", "p", "h"});
    EXPECT_EQ(reader.checkpoints(id).size(), 1U);
    sink->publish(StateChanged{RunState::kPaused, ""});
    EXPECT_EQ(reader.runs().at(0).state, RunState::kPaused);
}

TEST_F(Writer, DropsWhatItHasGatheredOfARunThatIsTakenOver) {
    StoreWriter writer(file_);
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE, 10000);
    for (int tries = 0; tries < 50; ++tries) {  // on a slow machine they have been written by then
        const auto id = addSomeRun(writer);
        const auto rows = [&, of = " WHERE run_id = " + std::to_string(id)](const char* table) {
            return other.execAndGet(std::string("SELECT count(*) FROM ") + table + of).getInt();
        };
        const auto sink = writer.sink(id);
        sink->publish(someStep(1));
        sink->publish(someSamples(1, 0, 8));
        ASSERT_TRUE(within(20s, [&] { return rows("scalar") > 0; }));
        other.exec("BEGIN IMMEDIATE");
        const bool gathered = rows("sample_chunk") == 0;
        if (gathered)
            other.exec("UPDATE run SET owner_pid = owner_pid + 1 WHERE id = " + std::to_string(id));
        other.exec("COMMIT");
        if (!gathered) continue;
        writer.flush();
        EXPECT_EQ(rows("sample_chunk"), 0);
        EXPECT_THROW(sink->publish(someStep(2)), RunLost);
        return;
    }
    FAIL() << "nothing was ever gathered";
}

TEST_F(Writer, RefusesUnknownRunsAndStudiesWithoutHarmingOthers) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    const auto sink = writer.sink(id);
    sink->publish(someStep(1));
    EXPECT_THAT(errorOf([&] { writer.createRun("no-such-study", someSpec()); }),
                HasSubstr("no study 'no-such-study'"));
    EXPECT_THAT(errorOf([&] { writer.setState(99, RunState::kFailed, ""); }),
                HasSubstr("no run 99"));
    EXPECT_THAT(errorOf([&] { writer.log(99, Logged::Level::kInfo, "x"); }),
                HasSubstr("no run 99"));
    EXPECT_THAT(errorOf([&] { writer.sink(99); }), HasSubstr("no run 99"));
    EXPECT_THAT(errorOf([&] { writer.request(99, RequestVerb::kPause); }), HasSubstr("no run 99"));
    EXPECT_THAT(errorOf([&] { writer.takeOver({{.run_id = 99}}); }), HasSubstr("no run 99"));
    sink->publish(someStep(2));
    writer.flush();
    EXPECT_EQ(StoreReader(file_).runs().at(0).step, 2);
}

TEST_F(Writer, RefusesASampleRecordThatCannotBePackedWithoutHarmingOthers) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    const auto sink = writer.sink(id);
    sink->publish(someSamples(1, 0, 4));
    auto unequal = someSamples(2, 0, 4);
    unequal.alpha.pop_back();
    EXPECT_THAT(errorOf([&] { sink->publish(unequal); }), HasSubstr("unequal length"));
    auto late = someSamples(2, 0, 4);
    late.epoch = 65536;
    EXPECT_THAT(errorOf([&] { sink->publish(late); }), HasSubstr("epoch 65536"));
    late.epoch = 65535;
    sink->publish(late);
    writer.flush();
    EXPECT_EQ(StoreReader(file_).sampleRecords(id).size(), 8U);
}

TEST_F(Writer, RefusesAUuidTwice) {
    StoreWriter writer(file_);
    const auto study = writer.createStudy("trial", "");
    const auto uuid = newUuid();
    const auto id = writer.createRun(study, someSpec(), uuid);
    EXPECT_THAT(errorOf([&] { writer.createRun(study, someSpec(), uuid); }), HasSubstr("already"));
    EXPECT_EQ(StoreReader(file_).findRun(uuid)->id, id);
}

TEST_F(Writer, StoresAStudyWithAllItsRunsOrNothingOfIt) {
    StoreWriter writer(file_);
    const auto first = someSpec(1), second = someSpec(2);
    const auto ids = writer.createStudyOf("whole", "", {{&first, "one"}, {&second, "two"}});
    ASSERT_EQ(ids.size(), 2U);
    StoreReader reader(file_);
    EXPECT_EQ(reader.findRun(std::to_string(ids[1]))->uuid, "two");
    EXPECT_EQ(reader.findRun(std::to_string(ids[1]))->seed, 2U);
    // The last of them is refused; so the study is, with the run before it.
    EXPECT_THROW(writer.createStudyOf("half", "", {{&first, "three"}, {&second, "two"}}), Error);
    EXPECT_EQ(reader.runs().size(), 2U);
    SQLite::Database database(file_.string());
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM study").getInt(), 1);
}

TEST_F(Writer, HandsOutEachRequestOnceToTheOwner) {
    StoreWriter owner(file_);
    StoreWriter other(file_);
    const auto a = addSomeRun(owner);
    const auto b = addSomeRun(owner);
    EXPECT_TRUE(owner.takeRequests().empty());
    other.request(b, RequestVerb::kPause);
    other.request(a, RequestVerb::kCancel);
    other.request(b, RequestVerb::kResume);
    const auto taken = owner.takeRequests();
    ASSERT_EQ(taken.size(), 3U);
    EXPECT_EQ(taken[0].run_id, b);
    EXPECT_EQ(taken[0].verb, RequestVerb::kPause);
    EXPECT_EQ(taken[1].run_id, a);
    EXPECT_EQ(taken[1].verb, RequestVerb::kCancel);
    EXPECT_EQ(taken[2].verb, RequestVerb::kResume);
    EXPECT_TRUE(owner.takeRequests().empty());
    EXPECT_TRUE(other.takeRequests().empty());
}

TEST_F(Writer, DoesNotHandOutRequestsForRunsOfOthers) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    writer.request(id, RequestVerb::kPause);
    execute("UPDATE run SET owner_host = 'elsewhere'");
    EXPECT_TRUE(writer.takeRequests().empty());
}

TEST_F(Writer, TakesFourThreadsOnTheSameFile) {
    constexpr int kThreads = 4;
    constexpr std::int64_t kSteps = 400;
    std::vector<std::jthread> threads;
    std::vector<std::string> errors(kThreads);
    for (std::size_t t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            errors[t] = errorOf([&] {
                StoreWriter writer(file_);  // creation and migration race as well
                const auto id = addSomeRun(writer, t);
                const auto sink = writer.sink(id);
                for (std::int64_t step = 1; step <= kSteps; ++step) {
                    sink->publish(someStep(step));
                    sink->publish(someSamples(step, 0, 8));
                    if (step % 40 == 0) sink->publish(CheckpointSaved{step, "last", "p", "h"});
                }
                sink->publish(StateChanged{RunState::kFinished, ""});
            });
        });
    threads.clear();
    for (const auto& error : errors) EXPECT_EQ(error, "");
    StoreReader reader(file_);
    const auto runs = reader.runs();
    ASSERT_EQ(runs.size(), 4U);
    for (const auto& run : runs) {
        EXPECT_EQ(run.state, RunState::kFinished);
        EXPECT_EQ(reader.scalars(run.id).size(), static_cast<std::size_t>(kSteps * 7));
        EXPECT_EQ(reader.sampleRecords(run.id).size(), static_cast<std::size_t>(kSteps * 8));
    }
    EXPECT_TRUE(reader.check().empty());
}

}  // namespace
}  // namespace alphascope
