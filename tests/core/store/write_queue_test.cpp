// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/write_queue.h"

#include "log_capture.h"
#include "study/error.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace alphascope {
namespace {

using namespace std::chrono_literals;
using Clock = WriteQueue::Clock;

WriteJob line(std::size_t size, std::int64_t run_id = 1) {
    return {.run_id = run_id, .event = Logged{.text = std::string(size, 'x')}};
}

std::size_t total(const std::vector<WriteJob>& jobs) {
    std::size_t bytes = 0;
    for (const auto& job : jobs) bytes += job.bytes;
    return bytes;
}

TEST(WriteQueue, KeepsTheOrder) {
    WriteQueue queue(1 << 20);
    for (int i = 0; i < 5; ++i) queue.push(line(1, i));
    const auto jobs = queue.take(std::nullopt);
    ASSERT_EQ(jobs.size(), 5U);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(jobs[static_cast<std::size_t>(i)].run_id, i);
}

TEST(WriteQueue, GathersForATenthOfASecond) {
    WriteQueue queue(1 << 20);
    const auto begin = Clock::now();
    queue.push(line(1));
    std::jthread publisher([&] { queue.push(line(1)); });
    std::size_t seen = queue.take(std::nullopt).size();
    EXPECT_GE(Clock::now() - begin, 100ms);
    // On a machine under load the second may have come late; it is not lost.
    if (seen < 2) seen += queue.take(std::nullopt).size();
    EXPECT_EQ(seen, 2U);
}

TEST(WriteQueue, HurriesWhenSomebodyWaits) {
    WriteQueue queue(1 << 20);
    WriteJob job = line(1);
    job.done.emplace();
    queue.push(line(1));
    const auto begin = Clock::now();
    queue.push(std::move(job));
    // A hundred batches take ten seconds where each waits for more.
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(queue.take(std::nullopt).size(), i == 0 ? 2U : 1U);
        WriteJob next = line(1);
        next.done.emplace();
        queue.push(std::move(next));
    }
    EXPECT_LT(Clock::now() - begin, 5s);
}

TEST(WriteQueue, MakesPublishersWaitWhileItIsFullAndDropsNothing) {
    const std::size_t limit = 64 * 1024;
    WriteQueue queue(limit);
    std::atomic<int> pushed{0};
    std::jthread publisher([&] {
        for (int i = 0; i < 40; ++i) {
            queue.push(line(8 * 1024));
            ++pushed;
        }
    });
    std::this_thread::sleep_for(200ms);
    EXPECT_LT(pushed, 9);
    std::size_t seen = 0;
    while (seen < 40) {
        const auto jobs = queue.take(std::nullopt);
        EXPECT_LE(queue.bytes(), limit);
        seen += jobs.size();
        // What is being written still counts.
        EXPECT_GE(queue.bytes(), total(jobs));
        queue.release(total(jobs));
    }
    publisher.join();
    EXPECT_EQ(pushed, 40);
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(WriteQueue, SaysOnceThatPublishersWait) {
    const LogCapture log;
    WriteQueue queue(1024, 20ms);
    queue.push(line(1));
    std::jthread publisher([&] {
        for (int i = 0; i < 2; ++i) queue.push(line(2048));
    });
    const auto release = [&] { queue.release(total(queue.take(std::nullopt))); };
    while (log.count("The disk is far behind") == 0) std::this_thread::sleep_for(5ms);
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(log.count("The disk is far behind"), 1) << "once a wait";
    release();
    while (log.count("The disk is far behind") == 1) std::this_thread::sleep_for(5ms);
    release();
    publisher.join();
    release();
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(WriteQueue, CutsAFloodIntoBatches) {
    WriteQueue queue(std::size_t{64} << 20U);
    for (int i = 0; i < 50; ++i) queue.push(line(100 * 1024, i));
    std::int64_t next = 0;
    int batches = 0;
    for (; next < 50; ++batches) {
        for (const auto& job : queue.take(std::nullopt)) EXPECT_EQ(job.run_id, next++);
    }
    EXPECT_EQ(batches, 5);  // of 11 jobs, the last of 6
}

TEST(WriteQueue, LetsALargeJobInAlone) {
    WriteQueue queue(1024);
    queue.push(line(1 << 20));
    EXPECT_EQ(queue.take(std::nullopt).size(), 1U);
}

TEST(WriteQueue, WakesForSamplesThatAreDue) {
    WriteQueue queue(1024);
    const auto begin = Clock::now();
    EXPECT_TRUE(queue.take(begin + 50ms).empty());
    EXPECT_GE(Clock::now() - begin, 50ms);
    EXPECT_FALSE(queue.drained());
}

TEST(WriteQueue, HandsOutWhatIsLeftWhenClosedAndRefusesMore) {
    WriteQueue queue(1024);
    queue.push(line(1));
    queue.close();
    EXPECT_FALSE(queue.drained());
    EXPECT_EQ(queue.take(std::nullopt).size(), 1U);
    EXPECT_TRUE(queue.drained());
    EXPECT_TRUE(queue.take(std::nullopt).empty());
    EXPECT_THROW(queue.push(line(1)), Error);
}

TEST(WriteQueue, CountsWhatAnEventHolds) {
    SamplesWeighted samples;
    samples.ids.resize(1000);
    samples.alpha.resize(1000);
    EXPECT_GE(eventBytes(samples), 8000U);
    Evaluated evaluated;
    evaluated.logits.resize(1000);
    EXPECT_GE(eventBytes(evaluated), 4000U);
    TeacherTargets targets;
    targets.logits.resize(1000);
    EXPECT_GE(eventBytes(targets), 4000U);
    SetDescribed set;
    set.ids.resize(1000);
    EXPECT_GE(eventBytes(set), 4000U);
    EXPECT_GE(eventBytes(RunStarted{.header = std::string(500, 'h')}), 500U);
    EXPECT_GE(eventBytes(StepLogged{}), sizeof(StepLogged));
}

}  // namespace
}  // namespace alphascope
