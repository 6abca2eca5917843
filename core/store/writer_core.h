// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/event_writer.h"
#include "store/run_fence.h"
#include "store/write_queue.h"
#include "study/error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace alphascope {

/// How safely something is committed: against a crash of the program, or of the machine too.
enum class Durability { kNormal, kFull };

/// What has been in the way for so long is told to the user.
inline constexpr std::chrono::milliseconds kQuietWait{5000};

/// The writer thread, its connection and its queue. Calls come from any thread.
class WriterCore {
public:
    explicit WriterCore(const std::filesystem::path& database,
                        std::chrono::milliseconds quiet_wait = kQuietWait);
    ~WriterCore();  ///< writes what is queued
    WriterCore(const WriterCore&) = delete;
    WriterCore& operator=(const WriterCore&) = delete;

    /// Queues an event; waits only while the queue is full.
    void post(std::int64_t run_id, const RunEvent& event);
    /// Queues an event and waits until it is safely committed. Throws Error when it is not, and
    /// when by then the number of failures() is another than `if_failures`.
    void postAndWait(std::int64_t run_id, const RunEvent& event,
                     std::optional<std::uint64_t> if_failures = {});
    /// Runs `work` on the writer thread after everything queued so far is written, in a savepoint
    /// of the transaction, and waits for the commit. Throws what `work` threw, or Error.
    void call(const std::function<void(SQLite::Database&)>& work, Durability durability);

    /// Runs that have waited for room in the queue, for longer than is usual, and still do.
    [[nodiscard]] std::set<std::int64_t> waiting() const { return queue_.waiting(); }
    /// What publishers look at: events of a run that is not this process' any more are not written.
    [[nodiscard]] RunFence& fence() { return fence_; }
    /// How many transactions have been lost; publishers compare it with what they saw last.
    [[nodiscard]] std::uint64_t failures() const;
    /// The text of the latest loss.
    [[nodiscard]] std::string lastFailure() const;
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    void pushAndWait(WriteJob job);
    void work();
    /// Does a transaction's first or last step, again for as long as another program is in the way;
    /// a closing writer gives up. BEGIN IMMEDIATE takes the write lock at once, so that what comes
    /// between meets no other writer. COMMIT waits for readers where the journal is rolled back,
    /// and leaves the transaction as it is when it has waited in vain.
    void insist(const std::function<void()>& step);
    void writeBatch(std::vector<WriteJob>& jobs);
    /// Runs that stand still until there is room in the queue show as paused, with the reason.
    void sayWhoWaits(const std::set<std::int64_t>& waiting);
    void writeJobs(std::vector<WriteJob>& jobs, std::vector<std::exception_ptr>& outcomes);
    /// Runs one job that must not take the others with it when it fails.
    void writeApart(WriteJob& job, std::exception_ptr& outcome);
    Error translate(const std::exception& problem) const;
    void noteFailure(const std::string& text);

    std::filesystem::path file_;
    std::unique_ptr<SQLite::Database> database_;
    std::chrono::milliseconds quiet_wait_;
    EventWriter events_;
    RunFence fence_;
    WriteQueue queue_;
    std::set<std::int64_t> said_waiting_;  ///< what the database says of it
    mutable std::mutex failure_mutex_;
    std::uint64_t failures_ = 0;
    std::string last_failure_;
    std::jthread thread_;
};

}  // namespace alphascope
