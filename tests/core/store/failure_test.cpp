// SPDX-License-Identifier: GPL-3.0-or-later
// A transaction that fails is rolled back whole, and every publisher hears of it.
#include "log_capture.h"
#include "scratch.h"
#include "store/place.h"
#include "store/writer_core.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <thread>

namespace alphascope {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class Failure : public OneRun {
protected:
    /// Stands for a disk that fails: from now on no row whose value is 666 can be written. After
    /// the file is open, since a file with such a trigger is not opened.
    [[nodiscard]] ScalarLogged poison() const {
        execute(
            "CREATE TRIGGER IF NOT EXISTS broken BEFORE INSERT ON scalar WHEN NEW.value = 666"
            " BEGIN SELECT RAISE(ABORT, 'the disk is on fire'); END");
        return {"meta_loss", 1, 666.0};
    }
};

TEST_F(Failure, RollsTheBatchBackAndTellsEveryPublisher) {
    const auto other_id = addSomeRun(writer_);
    const auto other = writer_.sink(other_id);
    other->publish(someStep(1));
    sink_->publish(someStep(1));
    sink_->publish(poison());
    EXPECT_THAT(errorOf([&] { writer_.flush(); }), HasSubstr("the disk is on fire"));
    EXPECT_TRUE(reader_.scalars(id_).empty());
    EXPECT_TRUE(reader_.scalars(other_id).empty());
    EXPECT_EQ(reader_.runs().at(0).step, 0);
    const auto first = errorOf([&] { sink_->publish(someStep(2)); });
    EXPECT_THAT(first, HasSubstr("the disk is on fire"));
    EXPECT_THAT(first, HasSubstr(file_.string()));
    EXPECT_THAT(errorOf([&] { other->publish(someStep(2)); }), HasSubstr("the disk is on fire"));
    EXPECT_EQ(errorOf([&] { writer_.flush(); }), "");
}

TEST_F(Failure, LetsARunThatLostRowsSayThatItFailed) {
    sink_->publish(poison());
    EXPECT_THROW(writer_.flush(), Error);
    EXPECT_THROW(sink_->publish(someStep(2)), Error);
    EXPECT_THROW(sink_->publish(someStep(2)), Error);
    sink_->publish(StateChanged{RunState::kFailed, "rows were lost"});
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kFailed);
    EXPECT_EQ(reader_.runs().at(0).message, "rows were lost");
}

TEST_F(Failure, KeepsARunThatLostRowsFromEndingAsFinished) {
    sink_->publish(poison());
    EXPECT_THROW(writer_.flush(), Error);
    EXPECT_THAT(errorOf([&] {
                    sink_->publish(StateChanged{RunState::kFinished, ""});
                }),
                HasSubstr("the disk is on fire"));
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kQueued);
}

// The loss comes when the publisher has looked already and its state is on the way.
TEST_F(Failure, BetweenTheLookAndTheCommitKeepsARunFromEndingAsFinished) {
    WriterCore core(file_);
    const auto before = core.failures();
    core.post(id_, poison());
    EXPECT_THROW(core.call([](auto&) {}, Durability::kNormal), Error);
    EXPECT_THAT(errorOf([&] {
                    core.postAndWait(id_, StateChanged{RunState::kFinished, ""}, before);
                }),
                HasSubstr("the disk is on fire"));
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kQueued);
    core.postAndWait(id_, StateChanged{RunState::kFinished, ""}, core.failures());
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kFinished);
}

TEST_F(Failure, OfTheBatchThatHoldsTheFinishedStateFailsItToo) {
    sink_->publish(poison());
    EXPECT_THAT(errorOf([&] {
                    sink_->publish(StateChanged{RunState::kFinished, ""});
                }),
                HasSubstr("the disk is on fire"));
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kQueued);
}

TEST_F(Failure, ComesThroughALaterCallOfWhoeverDoesNotWait) {
    sink_->publish(poison());
    std::string heard;
    for (int i = 0; i < 300 && heard.empty(); ++i) {
        std::this_thread::sleep_for(10ms);
        heard = errorOf([&] { sink_->publish(someStep(2)); });
    }
    EXPECT_THAT(heard, HasSubstr("the disk is on fire"));
    EXPECT_THAT(errorOf([&] { writer_.log(id_, Logged::Level::kInfo, "x"); }),
                HasSubstr("the disk is on fire"));
}

TEST_F(Failure, DoesNotOutliveItself) {
    sink_->publish(ScalarLogged{"a_new_series", 1, 1.0});  // its dictionary row is rolled back too
    sink_->publish(poison());
    EXPECT_THROW(writer_.flush(), Error);
    const auto later_id = addSomeRun(writer_);
    const auto later = writer_.sink(later_id);
    later->publish(ScalarLogged{"a_new_series", 1, 2.0});
    later->publish(someSamples(1, 0, 3));
    writer_.flush();
    ASSERT_EQ(reader_.scalars(later_id).size(), 1U);
    EXPECT_EQ(reader_.scalars(later_id)[0].series, "a_new_series");
    EXPECT_EQ(reader_.sampleRecords(later_id).size(), 3U);
    EXPECT_TRUE(reader_.check().empty());
}

TEST_F(Failure, OfAStateReachesItsCallerOnly) {
    execute(
        "CREATE TRIGGER frozen BEFORE UPDATE OF state ON run WHEN NEW.state = 'paused'"
        " BEGIN SELECT RAISE(ABORT, 'no pause'); END");
    sink_->publish(someStep(1));
    EXPECT_THAT(errorOf([&] {
                    sink_->publish(StateChanged{RunState::kPaused, ""});
                }),
                HasSubstr("no pause"));
    EXPECT_EQ(errorOf([&] { sink_->publish(someStep(2)); }), "");
    writer_.flush();
    EXPECT_EQ(reader_.scalars(id_).size(), 14U);
}

TEST_F(Failure, OfACallLeavesNothingHalfDone) {
    execute(
        "CREATE TRIGGER frozen BEFORE UPDATE OF revision ON run"
        " BEGIN SELECT RAISE(ABORT, 'no revision'); END");
    sink_->publish(someStep(1));
    sink_->publish(someSamples(1, 0, 4));
    writer_.setState(id_, RunState::kInterrupted, "");
    EXPECT_THAT(errorOf([&] { writer_.takeOver({{.run_id = id_}}); }), HasSubstr("no revision"));
    EXPECT_EQ(reader_.scalars(id_).size(), 7U);
    EXPECT_EQ(reader_.sampleRecords(id_).size(), 4U);
    EXPECT_EQ(errorOf([&] { sink_->publish(someStep(2)); }), "");
}

TEST_F(Failure, WaitsForAnotherProgramThatHoldsTheLock) {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    std::jthread release([&] {
        std::this_thread::sleep_for(700ms);
        other.exec("COMMIT");
    });
    sink_->publish(someStep(1));
    EXPECT_EQ(errorOf([&] { writer_.setState(id_, RunState::kRunning, ""); }), "");
    EXPECT_EQ(reader_.scalars(id_).size(), 7U);
}

TEST_F(Failure, ARunThatWaitsForTheDiskSaysSoAndGoesOn) {
    WriterCore core(file_, 20ms);
    core.postAndWait(id_, StateChanged{RunState::kRunning, ""});
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    std::jthread trains([&] {
        for (std::int64_t step = 1; step <= 100; ++step)  // 100 MiB where 64 are the most
            core.post(id_, someSamples(step, 0, 60000));
    });
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (core.waiting().empty() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(5ms);
    EXPECT_EQ(core.waiting(), std::set{id_});
    other.exec("COMMIT");
    trains.join();
    EXPECT_TRUE(core.waiting().empty());
    core.call([](auto&) {}, Durability::kNormal);
    std::string told;
    for (const LogRow& row : reader_.log(id_)) told += row.text + '\n';
    EXPECT_THAT(told, HasSubstr("The disk is far behind"));
    EXPECT_THAT(told, HasSubstr("room again"));
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kRunning);
    EXPECT_EQ(reader_.runs().at(0).message, "");
    EXPECT_EQ(reader_.sampleRecords(id_).size(), 6000000U) << "nothing is lost";
}

TEST_F(Failure, IsNotWhatALockedFileIsHoweverLongItTakes) {
    const LogCapture log;
    WriterCore core(file_, 20ms);  // what is in the way for so long is told
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    core.post(id_, someStep(1));
    while (log.count("Another program keeps") == 0) std::this_thread::sleep_for(5ms);
    std::this_thread::sleep_for(300ms);  // many times the patience
    other.exec("COMMIT");
    core.call([](auto&) {}, Durability::kNormal);
    EXPECT_EQ(log.count("Another program keeps " + file_.string()), 1) << "once a wait";
    EXPECT_EQ(log.count("can be written again"), 1);
    EXPECT_EQ(core.failures(), 0U);
    EXPECT_EQ(reader_.scalars(id_).size(), 7U);
}

/// Where the journal is rolled back a reader lets a transaction begin, and keeps it from ending.
class SharedFolder : public Scratch {
protected:
    SharedFolder() { markShared(folder_); }
};

TEST_F(SharedFolder, AReaderThatTakesLongLosesNothing) {
    const auto id = addSomeRun(*std::make_unique<StoreWriter>(file_));
    const LogCapture log;
    WriterCore core(file_, 20ms);
    SQLite::Database other(file_.string(), SQLite::OPEN_READONLY);
    ASSERT_NE(other.execAndGet("PRAGMA journal_mode").getString(), "wal");
    other.exec("BEGIN");
    ASSERT_EQ(other.execAndGet("SELECT count(*) FROM scalar").getInt(), 0);  // a lock until its end
    core.post(id, someStep(1));
    core.post(id, someSamples(1, 0, 4));
    std::string heard;
    std::jthread starts([&] {
        heard = errorOf([&] { core.postAndWait(id, StateChanged{RunState::kRunning, ""}); });
    });
    const auto told = [&] { return log.count("Another program keeps " + file_.string()) > 0; };
    while (!told() && core.failures() == 0) std::this_thread::sleep_for(5ms);
    std::this_thread::sleep_for(300ms);  // many times the patience
    EXPECT_EQ(core.failures(), 0U) << core.lastFailure();
    other.exec("COMMIT");
    starts.join();
    EXPECT_EQ(heard, "");
    core.call([](auto&) {}, Durability::kNormal);
    EXPECT_EQ(core.failures(), 0U) << core.lastFailure();
    EXPECT_EQ(log.count("can be written again"), 1);
    StoreReader reader(file_);
    EXPECT_EQ(reader.scalars(id).size(), 7U);
    EXPECT_EQ(reader.sampleRecords(id).size(), 4U);
    EXPECT_EQ(reader.runs().at(0).state, RunState::kRunning);
}

}  // namespace
}  // namespace alphascope
