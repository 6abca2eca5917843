// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer_core.h"

#include "store/database.h"
#include "store/run_ledger.h"
#include "store/run_lost.h"

#include <SQLiteCpp/Savepoint.h>
#include <spdlog/spdlog.h>
#include <sqlite3.h>

#include <pthread.h>

#include <algorithm>
#include <utility>

namespace alphascope {
namespace {

constexpr std::chrono::milliseconds kBusyPause{20};
constexpr std::size_t kQueueBytes = std::size_t{64} * 1024 * 1024;

void setSynchronous(SQLite::Database& database, Durability durability) {
    database.exec(durability == Durability::kFull ? "PRAGMA synchronous = FULL"
                                                  : "PRAGMA synchronous = NORMAL");
}

void recover(SQLite::Database& database, const std::filesystem::path& file) {
    try {
        setSynchronous(database, Durability::kFull);
        std::optional<SQLite::Transaction> transaction;
        retryWhileBusy(
            [&] { transaction.emplace(database, SQLite::TransactionBehavior::IMMEDIATE); });
        const int count = interruptOrphans(database);
        retryWhileBusy([&] { transaction->commit(); });
        if (count > 0)
            spdlog::warn("{}: {} run(s) without an owner are now interrupted", file.string(),
                         count);
    } catch (const SQLite::Exception& problem) {
        throw storeError(file, "opened", problem);
    }
}

}  // namespace

WriterCore::WriterCore(const std::filesystem::path& database, std::chrono::milliseconds quiet_wait)
    : file_(std::filesystem::absolute(database)),
      database_(openForWriting(file_)),
      quiet_wait_(quiet_wait),
      events_(*database_),
      fence_(*database_),
      queue_(kQueueBytes, quiet_wait) {
    recover(*database_, file_);
    sqlite3_busy_timeout(database_->getHandle(), static_cast<int>(quiet_wait.count()));
    thread_ = std::jthread([this] { work(); });
}

WriterCore::~WriterCore() {
    queue_.close();
    if (thread_.joinable()) thread_.join();
}

void WriterCore::post(std::int64_t run_id, const RunEvent& event) {
    queue_.push({.run_id = run_id, .event = event});
}

void WriterCore::postAndWait(std::int64_t run_id, const RunEvent& event,
                             std::optional<std::uint64_t> if_failures) {
    pushAndWait({.run_id = run_id, .event = event, .durable = true, .if_failures = if_failures});
}

void WriterCore::call(const std::function<void(SQLite::Database&)>& work, Durability durability) {
    pushAndWait({.call = [&] { work(*database_); }, .durable = durability == Durability::kFull});
}

void WriterCore::pushAndWait(WriteJob job) {
    auto done = job.done.emplace().get_future();
    queue_.push(std::move(job));
    done.get();
}

void WriterCore::work() {
    pthread_setname_np(pthread_self(), "store-writer");  // tells its CPU time from the runs'
    while (true) {
        auto jobs = queue_.take(events_.nextDue());
        const auto due = events_.nextDue();
        if (!jobs.empty() || (due && *due <= EventWriter::Clock::now())) writeBatch(jobs);
        if (jobs.empty() && queue_.drained()) break;
    }
    if (!events_.nextDue()) return;
    // An empty call has everything that is still gathered written out.
    std::vector<WriteJob> last(1);
    last.front().call = [] {};
    writeBatch(last);
}

void WriterCore::insist(const std::function<void()>& step) {
    const auto since = std::chrono::steady_clock::now();
    for (bool said = false;;) {
        try {
            step();
            if (said) spdlog::warn("{} can be written again", file_.string());
            return;
        } catch (const SQLite::Exception& problem) {
            const auto waited = std::chrono::steady_clock::now() - since;
            if (!isBusy(problem) || (queue_.closed() && waited >= kBusyPatience)) throw;
            if (waited >= quiet_wait_ && !std::exchange(said, true))
                spdlog::warn(
                    "Another program keeps {} from being written: close it; nothing is lost "
                    "meanwhile, the runs wait.",
                    file_.string());
        }
        std::this_thread::sleep_for(kBusyPause);
    }
}

void WriterCore::writeBatch(std::vector<WriteJob>& jobs) {
    std::vector<std::exception_ptr> outcomes(jobs.size());
    try {
        const bool full =
            std::any_of(jobs.begin(), jobs.end(), [](auto& job) { return job.durable; });
        setSynchronous(*database_, full ? Durability::kFull : Durability::kNormal);
        std::optional<SQLite::Transaction> transaction;
        insist([&] { transaction.emplace(*database_, SQLite::TransactionBehavior::IMMEDIATE); });
        fence_.begin();
        const auto waiting = queue_.waiting();
        sayWhoWaits(waiting);
        writeJobs(jobs, outcomes);
        insist([&] { transaction->commit(); });
        said_waiting_ = waiting;
    } catch (const std::exception& problem) {
        // The transaction is gone, and with it every row of the batch: everybody must hear of it.
        events_.forget();
        const Error error = translate(problem);
        noteFailure(error.what());
        for (auto& outcome : outcomes)
            if (!outcome) outcome = std::make_exception_ptr(error);
    }
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        bytes += jobs[i].bytes;
        if (!jobs[i].done) continue;
        if (outcomes[i])
            jobs[i].done->set_exception(outcomes[i]);
        else
            jobs[i].done->set_value();
    }
    queue_.release(bytes);
}

void WriterCore::sayWhoWaits(const std::set<std::int64_t>& waiting) {
    constexpr const char* kReason = "The disk is far behind: training waits until there is room.";
    const auto say = [&](std::int64_t run, const char* sql, const char* line) {
        if (!fence_.refusal(run).empty()) return;
        SQLite::Statement update(*database_, sql);
        update.bind(1, run);
        update.bind(2, kReason);
        if (update.exec() > 0) events_.apply(run, Logged{Logged::Level::kWarning, line});
    };
    for (const std::int64_t run : waiting)
        if (!said_waiting_.contains(run))
            say(run,
                "UPDATE run SET state = 'paused', message = ?2 WHERE id = ?1 AND state = 'running'",
                kReason);
    for (const std::int64_t run : said_waiting_)
        if (!waiting.contains(run))
            say(run,
                "UPDATE run SET state = 'running', message = '' WHERE id = ?1 AND state = 'paused'"
                " AND message = ?2",
                "The disk has room again: training goes on.");
}

void WriterCore::writeJobs(std::vector<WriteJob>& jobs, std::vector<std::exception_ptr>& outcomes) {
    bool complete = false;
    events_.keepOnly([this](std::int64_t run) { return fence_.refusal(run).empty(); });
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto& job = jobs[i];
        complete = complete || job.durable;
        if (job.call) {
            events_.writeAll();
            writeApart(job, outcomes[i]);
        } else if (const auto& lost = fence_.refusal(job.run_id); !lost.empty()) {
            outcomes[i] = std::make_exception_ptr(RunLost(lost));
        } else if (job.done) {
            writeApart(job, outcomes[i]);
        } else {
            events_.apply(job.run_id, job.event);
        }
    }
    // Whoever sees a new state or checkpoint sees the samples that led to it.
    if (complete) events_.writeAll();
    events_.writeDueSamples();
    events_.writeProgress();
}

void WriterCore::writeApart(WriteJob& job, std::exception_ptr& outcome) {
    try {
        // On this thread, where no loss can come between the look and the commit.
        if (job.if_failures && *job.if_failures != failures()) throw Error(lastFailure());
        SQLite::Savepoint savepoint(*database_, "apart");
        if (job.call)
            job.call();
        else
            events_.apply(job.run_id, job.event);
        savepoint.release();
    } catch (const std::exception& problem) {
        // On a failing disk SQLite has rolled back everything, not this job alone.
        if (sqlite3_get_autocommit(database_->getHandle()) != 0) throw;
        outcome = std::make_exception_ptr(translate(problem));
    }
}

Error WriterCore::translate(const std::exception& problem) const {
    if (const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&problem))
        return storeError(file_, "written", *sqlite);
    if (const auto* error = dynamic_cast<const Error*>(&problem)) return *error;
    return Error("The database " + file_.string() + " could not be written (" + problem.what() +
                 ").");
}

void WriterCore::noteFailure(const std::string& text) {
    spdlog::error("{}", text);
    const std::scoped_lock lock(failure_mutex_);
    ++failures_;
    last_failure_ = text;
}

std::uint64_t WriterCore::failures() const {
    const std::scoped_lock lock(failure_mutex_);
    return failures_;
}

std::string WriterCore::lastFailure() const {
    const std::scoped_lock lock(failure_mutex_);
    return last_failure_;
}

}  // namespace alphascope
