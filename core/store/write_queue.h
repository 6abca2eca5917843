// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

namespace alphascope {

/// One thing for the writer thread: an event of a run, or a call.
struct WriteJob {
    std::int64_t run_id = 0;
    RunEvent event;                            ///< written when `call` is empty
    std::function<void()> call;                ///< runs on the writer thread, in the transaction
    bool durable = false;                      ///< commit with synchronous=FULL
    std::optional<std::uint64_t> if_failures;  ///< written only while so many batches are lost
    std::optional<std::promise<void>> done;    ///< somebody waits for the commit
    std::size_t bytes = 0;                     ///< filled in by push()
};

/// Memory that an event holds while it waits, roughly.
std::size_t eventBytes(const RunEvent& event);

/// Jobs on their way to the writer thread, in order. Bounded in bytes: push() waits while it is
/// full. What take() has handed out counts until release(), so that the bound covers the batch
/// being written too. Any number of pushing threads, one taking thread.
class WriteQueue {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds kGather{100};
    /// A batch ends here, so that a flood is committed, and seen by readers, piece by piece.
    static constexpr std::size_t kBatchBytes = std::size_t{1024} * 1024;

    /// A publisher that waits longer than `quiet_wait` has it logged, once until the queue is
    /// empty.
    explicit WriteQueue(std::size_t limit_bytes,
                        std::chrono::milliseconds quiet_wait = std::chrono::seconds(5))
        : limit_(limit_bytes), quiet_wait_(quiet_wait) {}

    /// Throws Error after close(). A job larger than the whole bound is let in alone.
    void push(WriteJob job);
    /// What is queued, up to kBatchBytes, kGather after the first of it; at once when somebody
    /// waits for a commit or when there is more than one batch. Empty when `wake` has come, or when
    /// closed and drained.
    std::vector<WriteJob> take(std::optional<Clock::time_point> wake);
    void release(std::size_t bytes);
    void close();
    [[nodiscard]] bool closed() const;
    /// Closed, and everything has been taken.
    [[nodiscard]] bool drained() const;
    [[nodiscard]] std::size_t bytes() const;
    /// Runs whose publisher has waited longer than `quiet_wait` and still waits.
    [[nodiscard]] std::set<std::int64_t> waiting() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable freed_;
    std::deque<WriteJob> jobs_;
    Clock::time_point first_;
    std::size_t limit_;
    std::chrono::milliseconds quiet_wait_;
    std::size_t bytes_ = 0;   ///< queued and being written
    std::size_t queued_ = 0;  ///< queued
    bool urgent_ = false;
    bool said_full_ = false;
    std::multiset<std::int64_t> waiting_;
    bool closed_ = false;
};

}  // namespace alphascope
