// SPDX-License-Identifier: GPL-3.0-or-later
// Resuming from a checkpoint: later rows go, the revision grows, ids are not used again.
#include "scratch.h"

#include <algorithm>

namespace alphascope {
namespace {

class CutAfter : public Scratch {
protected:
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

    StoreWriter writer_{file_};
    std::int64_t id_ = addSomeRun(writer_);
    std::unique_ptr<RunSink> sink_ = writer_.sink(id_);
    StoreReader reader_{file_};
};

TEST_F(CutAfter, RemovesLaterRowsOfThisRunOnly) {
    const auto other = addSomeRun(writer_);
    writer_.sink(other)->publish(someStep(9));
    publishSteps(1, 6);
    sink_->publish(CheckpointSaved{4, "last", "a", "b"});
    sink_->publish(CheckpointSaved{6, "best_meta", "c", "d"});
    const auto before = reader_.sampleRecords(id_);
    writer_.cutAfter(id_, 4);
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
    EXPECT_TRUE(reader_.check().empty());
}

TEST_F(CutAfter, LetsAnIncrementalReaderNotice) {
    publishSteps(1, 6);
    const auto old_rows = reader_.scalars(id_);
    EXPECT_EQ(reader_.samples(id_).size(), 12U);
    writer_.cutAfter(id_, 3);
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
    writer_.cutAfter(id_, 0);
    EXPECT_TRUE(reader_.scalars(id_).empty());
    EXPECT_TRUE(reader_.sampleRecords(id_).empty());
    const auto run = reader_.findRun(std::to_string(id_));
    EXPECT_EQ(run->step, 0);
    EXPECT_EQ(run->train_seconds, 0.0);
}

}  // namespace
}  // namespace alphascope
