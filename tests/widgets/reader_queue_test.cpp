// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's reader thread does first, and what it leaves out, when it is asked for much.
#include "widgets/snapshot_reader.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <mutex>
#include <semaphore>
#include <string>
#include <vector>

namespace alphascope {
namespace {

using test::waitFor;
using ::testing::ElementsAre;

/// Notes what the reader does, in its thread; the first list of samples holds the thread up.
class ReaderQueue : public test::WithDatabase {
protected:
    ReaderQueue() {
        const auto direct = Qt::DirectConnection;
        QObject::connect(
            &reader, &SnapshotReader::samplesReady, &reader,
            [this](const auto& result) {
                const bool all = result->query.most > kMostSamples;
                note((all ? "all from " : "list from ") + std::to_string(result->query.low));
                if (held.exchange(true)) return;
                is_held.release();
                go_on.acquire();
            },
            direct);
        QObject::connect(
            &reader, &SnapshotReader::mapReady, &reader,
            [this](qint64 run, const auto&) { note("map of " + std::to_string(run)); }, direct);
        QObject::connect(
            &reader, &SnapshotReader::snapshotReady, &reader, [this] { note("live"); }, direct);
        reader.open(made->file(), StoreReader::Mode::kLive);
        EXPECT_TRUE(waitFor([this] { return reader.snapshot() != nullptr; }));
    }
    ~ReaderQueue() override { go_on.release(); }  // also where a test has failed
    /// Occupies the thread until `go_on`.
    void hold() {
        reader.requestSamples(made->rw_kd, {.low = 0.0});
        is_held.acquire();
        const std::scoped_lock lock(mutex);
        done.clear();
    }
    void note(const std::string& what) {
        const std::scoped_lock lock(mutex);
        done.push_back(what);
    }
    std::vector<std::string> noted() {
        const std::scoped_lock lock(mutex);
        return done;
    }
    /// Without the pictures that came between.
    std::vector<std::string> answers() {
        auto all = noted();
        std::erase(all, "live");
        return all;
    }

    std::mutex mutex;
    std::vector<std::string> done;
    std::atomic<bool> held = false;
    std::binary_semaphore is_held{0};
    std::counting_semaphore<4> go_on{0};
    SnapshotReader reader;  // last: its thread uses the others
};

std::string from(double low) {
    return std::to_string(low);
}

TEST_F(ReaderQueue, OnlyTheLastOfSeveralQueriesOfAKindIsAnswered) {
    hold();
    for (const double low : {0.1, 0.2, 0.3}) reader.requestSamples(made->rw_kd, {.low = low});
    for (const auto run : {made->rw_kd, made->fixed}) reader.requestMap(run);
    reader.requestSamples(made->rw_kd, {.low = 0.4});
    go_on.release();
    ASSERT_TRUE(waitFor([this] { return answers().size() >= 2; }));
    QTest::qWait(200);
    EXPECT_THAT(answers(),
                ElementsAre("map of " + std::to_string(made->fixed), "list from " + from(0.4)));
}

TEST_F(ReaderQueue, AnExportIsNeverLeftOut) {
    hold();
    constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
    reader.requestSamples(made->rw_kd, {.low = 0.1, .most = kAll});
    reader.requestSamples(made->rw_kd, {.low = 0.2, .most = kAll});
    reader.requestSamples(made->rw_kd, {.low = 0.3});
    go_on.release();
    ASSERT_TRUE(waitFor([this] { return answers().size() >= 3; }));
    EXPECT_THAT(answers(), ElementsAre("all from " + from(0.1), "all from " + from(0.2),
                                       "list from " + from(0.3)));
}

TEST_F(ReaderQueue, WhatIsSelectedIsShownBeforeAnyQueryThatWaits) {
    ASSERT_NE(reader.snapshot(), nullptr);  // so that the next one is announced
    hold();
    reader.requestSamples(made->rw_kd, {.low = 0.1});
    reader.requestMap(made->rw_kd);
    reader.select({made->fixed});
    reader.select({made->running});
    go_on.release();
    ASSERT_TRUE(waitFor([this] { return noted().size() >= 3; }));
    EXPECT_EQ(noted().front(), "live");
    const auto selected = reader.snapshot()->selected;
    ASSERT_EQ(selected.size(), 1U);
    EXPECT_EQ(selected[0]->row.id, made->running);
}

}  // namespace
}  // namespace alphascope
