// SPDX-License-Identifier: GPL-3.0-or-later
// Resuming from a checkpoint: later rows go, the revision grows, ids are not used again; and of
// several who would take a run, one gets it.
#include "scratch.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <latch>
#include <thread>

namespace alphascope {
namespace {

class CutAfter : public OneRun {
protected:
    RunRow row(std::int64_t id) { return *reader_.findRun(std::to_string(id)); }
    Takeover after(std::int64_t id, std::int64_t step) {
        return {.run_id = id, .revision = row(id).revision, .step = step};
    }
    void interruptAndTake(std::int64_t step) {
        writer_.setState(id_, RunState::kInterrupted, "killed");
        writer_.takeOver({after(id_, step)});
    }
    void publishSteps(std::int64_t first, std::int64_t last) {
        for (std::int64_t step = first; step <= last; ++step) {
            sink_->publish(someStep(step));
            auto samples = someSamples(step, static_cast<std::uint32_t>(step) * 10, 2);
            samples.alpha = {0.3F, 0.7F};
            sink_->publish(samples);
            sink_->publish(HistogramTaken{.step = step});
            sink_->publish(Evaluated{.step = step, .set = "dev", .scores = {{"accuracy", 0.5}}});
        }
        writer_.flush();
    }
};

TEST_F(CutAfter, RemovesLaterRowsOfThisRunOnly) {
    const auto other = addSomeRun(writer_);
    writer_.sink(other)->publish(someStep(9));
    publishSteps(1, 6);
    sink_->publish(CheckpointSaved{4, "last", "a", "b"});
    sink_->publish(CheckpointSaved{6, "best_meta", "c", "d"});
    const auto before = reader_.sampleRecords(id_);
    interruptAndTake(4);
    EXPECT_EQ(reader_.scalars(id_).size(), 4U * 7U);
    EXPECT_EQ(reader_.histograms(id_).size(), 4U);
    EXPECT_EQ(reader_.evaluations(id_).size(), 4U);
    EXPECT_EQ(reader_.checkpoints(id_).size(), 1U);
    EXPECT_EQ(reader_.scalars(other).size(), 7U);
    // A chunk that straddles the cut keeps its first part, bit for bit.
    const auto after = reader_.sampleRecords(id_);
    ASSERT_EQ(after.size(), 8U);
    for (std::size_t i = 0; i < after.size(); ++i) {
        EXPECT_EQ(after[i].step, before[i].step);
        EXPECT_EQ(after[i].id, before[i].id);
        EXPECT_EQ(after[i].alpha, before[i].alpha);
        EXPECT_EQ(after[i].teacher_loss, before[i].teacher_loss);
    }
    const auto run = reader_.findRun(std::to_string(id_));
    EXPECT_EQ(run->step, 4);
    EXPECT_EQ(run->train_seconds, 1.0);
    EXPECT_EQ(run->revision, 1);
    EXPECT_EQ(run->owner, Owner::self());
    EXPECT_EQ(run->state, RunState::kQueued);
    EXPECT_EQ(run->message, "");
    EXPECT_EQ(run->ended, 0.0);
    EXPECT_TRUE(reader_.check().empty());
}

TEST_F(CutAfter, LetsAnIncrementalReaderNotice) {
    publishSteps(1, 6);
    const auto old_rows = reader_.scalars(id_);
    EXPECT_EQ(reader_.samples(id_).size(), 12U);
    interruptAndTake(3);
    publishSteps(4, 5);
    EXPECT_EQ(reader_.findRun(std::to_string(id_))->revision, 1);
    // New rows never take the ids of rows that were cut.
    const auto new_rows = reader_.scalars(id_, old_rows.back().id);
    EXPECT_EQ(new_rows.size(), 14U);
    EXPECT_EQ(reader_.scalars(id_).size(), 5U * 7U);
    // The decoded samples of the old revision are forgotten: step 6 is gone.
    const auto views = reader_.samples(id_);
    EXPECT_EQ(views.size(), 10U);
    for (const auto& view : views) EXPECT_EQ(view.epochs, 1);
}

TEST_F(CutAfter, ToTheBeginningLeavesNothing) {
    publishSteps(1, 3);
    interruptAndTake(0);
    EXPECT_TRUE(reader_.scalars(id_).empty());
    EXPECT_TRUE(reader_.sampleRecords(id_).empty());
    const auto run = reader_.findRun(std::to_string(id_));
    EXPECT_EQ(run->step, 0);
    EXPECT_EQ(run->train_seconds, 0.0);
}

/// Two runs that were interrupted at step 3.
class TakeOver : public CutAfter {
protected:
    TakeOver() {
        for (const auto id : {id_, second_}) {
            const auto sink = writer_.sink(id);
            for (std::int64_t step = 1; step <= 3; ++step) {
                sink->publish(someStep(step));
                sink->publish(someSamples(step, 0, 4));
                sink->publish(CheckpointSaved{step, "last", "p" + std::to_string(step), "h"});
            }
            writer_.request(id, RequestVerb::kCancel);
            sink->publish(StateChanged{RunState::kInterrupted, "killed"});
        }
        writer_.flush();
    }
    /// Every row that a takeover may touch.
    std::string everything() {
        SQLite::Database database(file_.string());
        std::string text;
        for (const char* table : {"run", "scalar", "sample_chunk", "checkpoint", "request"}) {
            SQLite::Statement rows(database, std::string("SELECT * FROM ") + table);
            while (rows.executeStep())
                for (int i = 0; i < rows.getColumnCount(); ++i)
                    text += rows.getColumn(i).getString() + "|";
        }
        return text;
    }
    const std::int64_t second_ = addSomeRun(writer_, 2);
};

TEST_F(TakeOver, ChangesNothingWhereOneOfTheRunsIsNotAsItWasSeen) {
    const auto both = std::vector<Takeover>{after(id_, 1), after(second_, 1)};
    for (const auto state : {RunState::kQueued, RunState::kRunning, RunState::kFinished}) {
        writer_.setState(second_, state, "");
        const auto before = everything();
        EXPECT_THAT(errorOf([&] { writer_.takeOver(both); }),
                    testing::HasSubstr("Run 2 was taken by another process"));
        EXPECT_EQ(everything(), before);
    }
    // Taken, and ended again with another checkpoint: what was seen of it is out of date.
    writer_.setState(second_, RunState::kInterrupted, "");
    writer_.takeOver({after(second_, 1)});
    writer_.setState(second_, RunState::kInterrupted, "");
    const auto before = everything();
    EXPECT_THAT(errorOf([&] { writer_.takeOver(both); }), testing::HasSubstr("Run 2 was taken"));
    EXPECT_EQ(everything(), before);
    EXPECT_EQ(errorOf([&] { writer_.takeOver({both[0], after(second_, 1)}); }), "");
    EXPECT_EQ(row(id_).state, RunState::kQueued);
}

TEST_F(TakeOver, ThatFailsMidwayLeavesEveryRowAsItWas) {
    execute(
        "CREATE TRIGGER frozen BEFORE UPDATE OF state ON run WHEN NEW.id = 2"
        " BEGIN SELECT RAISE(ABORT, 'no state'); END");
    const auto before = everything();
    EXPECT_THAT(errorOf([&] {
                    writer_.takeOver({after(id_, 1), after(second_, 1)});
                }),
                testing::HasSubstr("no state"));
    EXPECT_EQ(everything(), before);
}

TEST_F(TakeOver, LeavesWhatWasAskedOfTheFormerOwnerBehind) {
    writer_.takeOver({after(id_, 2)});
    const auto requests = writer_.takeRequests();
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].run_id, second_);
}

TEST_F(TakeOver, GivesTheRunsToOneOfTwoWriters) {
    StoreWriter other(file_);
    for (int round = 0; round < 20; ++round) {
        const auto both = std::vector<Takeover>{after(id_, 1), after(second_, 1)};
        std::latch start(2);
        std::array<std::string, 2> heard;
        {
            const auto take = [&](StoreWriter& writer, std::string& text) {
                start.arrive_and_wait();
                text = errorOf([&] { writer.takeOver(both); });
            };
            const std::jthread one([&] { take(writer_, heard[0]); });
            const std::jthread two([&] { take(other, heard[1]); });
        }
        EXPECT_EQ(std::count(heard.begin(), heard.end(), ""), 1);
        EXPECT_THAT(heard, testing::Contains(testing::HasSubstr("was taken by another process")));
        EXPECT_EQ(row(id_).revision, round + 1);
        for (const auto id : {id_, second_}) writer_.setState(id, RunState::kCancelled, "");
    }
}

}  // namespace
}  // namespace alphascope
