// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/queue.h"

#include "run/continuation.h"
#include "run/run_process.h"
#include "run/run_thread.h"
#include "run/study_check.h"
#include "run/submission.h"
#include "store/queue_notes.h"
#include "study/error.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

namespace alphascope {
namespace {

constexpr std::chrono::seconds kPollPeriod{1};
constexpr std::chrono::seconds kSettleTime{5};  // from a run's stored end to the end of its thread

}  // namespace

// Lock order: `submission` or `verbs`, then `mutex`. The store is never called while `mutex` is
// held, so that idle() and apply() on a running job return at once however slow the disk is.
struct Queue::Impl {
    Impl(StoreWriter& store, int slots, Clock now, RunsIn where)
        : writer(store),
          clock(std::move(now)),
          execute(where == RunsIn::kProcess ? executeInProcess : executeRun),
          concurrent(std::max(1, slots)) {
        scheduler = std::jthread([this](const std::stop_token& stop) { schedule(stop); });
    }
    ~Impl();

    std::vector<std::int64_t> submit(const Study& study);
    void continueRuns(const std::vector<std::int64_t>& run_ids);
    void adopt(std::int64_t run_id, std::int64_t pid);
    void add(std::vector<std::unique_ptr<Job>> jobs);
    void apply(std::int64_t run_id, RequestVerb verb);
    void applyWaiting(Job& job, RequestVerb verb, std::unique_lock<std::mutex>& lock);

    /// How many there are. The module that knows is slow to load: only for runs that may want one.
    int countGpus();
    void stop();
    void schedule(const std::stop_token& stop);
    void pollRequests();
    [[nodiscard]] int atOnce() const;
    void startAndBlock();
    void start(Job& job);
    void joinSettled();
    /// Tries again to store the ends that the disk refused. Ends at the first that it still
    /// refuses.
    void storeRefused();
    /// Stores the end of a job that never ran. `lock` is released meanwhile.
    void settle(Job& job, RunState state, const std::string& message,
                std::unique_lock<std::mutex>& lock);
    /// Wakes the scheduler; with `announce` it also calls the callback.
    void wake(bool announce);
    void callBack();

    StoreWriter& writer;
    const Clock clock;
    Outcome (*const execute)(const Job&, StoreWriter&, const std::function<void()>&);
    int concurrent;         ///< guarded by `mutex`
    std::mutex submission;  ///< a run's row and its job appear together for pollRequests()
    std::mutex verbs;       ///< one verb at a time, so that their notes are stored in order
    mutable std::mutex mutex;
    std::condition_variable_any changed;
    JobTable table;
    std::optional<int> gpus;  ///< guarded by `mutex`; empty: not counted yet
    bool stopping = false;    ///< guarded by `mutex`; nothing starts any more
    bool dirty = false;
    bool announce_pending = false;
    bool poll_failed = false;
    std::mutex callback_mutex;
    std::function<void()> callback;
    std::jthread scheduler;
};

Queue::Impl::~Impl() {
    scheduler.request_stop();
    scheduler.join();
    stop();
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return table.idle(); });
    lock.unlock();
    for (const auto& [id, job] : table.jobs())
        if (job->thread.joinable()) job->thread.join();
    storeRefused();
}

/// Those that wait first, so that none of them takes the place of one that stops.
void Queue::Impl::stop() {
    const std::lock_guard no_verb_meanwhile(verbs);
    std::unique_lock lock(mutex);
    stopping = true;
    std::vector<std::int64_t> ids;
    for (const auto& [id, job] : table.jobs()) ids.push_back(id);
    for (const std::int64_t id : ids)
        if (Job* job = table.find(id); job != nullptr && job->phase == Job::Phase::kWaiting)
            settle(*job, RunState::kInterrupted, "the program was closed before this run started",
                   lock);
    for (const std::int64_t id : ids)
        if (Job* job = table.find(id); job != nullptr && job->phase == Job::Phase::kActive) {
            // What was cancelled before stays cancelled.
            if (!job->stop.stop_requested()) job->control->letGoOnLater();
            job->stop.request_stop();
        }
}

void Queue::Impl::wake(bool announce) {
    const std::lock_guard lock(mutex);
    dirty = true;
    announce_pending = announce_pending || announce;
    changed.notify_all();
}

void Queue::Impl::callBack() {
    std::function<void()> copy;
    {
        const std::lock_guard lock(callback_mutex);
        copy = callback;
    }
    if (copy) copy();
}

void Queue::Impl::settle(Job& job, RunState state, const std::string& message,
                         std::unique_lock<std::mutex>& lock) {
    job.phase = Job::Phase::kStoring;
    lock.unlock();
    const bool stored = storeState(writer, job.id, state, message);
    lock.lock();
    job.outcome = {.state = state, .message = message, .stored = stored};
    job.phase = Job::Phase::kSettled;
    dirty = announce_pending = true;
    changed.notify_all();
}

std::vector<std::int64_t> Queue::Impl::submit(const Study& study) {
    const std::lock_guard one_at_a_time(submission);
    auto runs = planRuns(study, writer);
    const bool may_want_gpu = std::any_of(
        runs.begin(), runs.end(), [](const PlannedRun& run) { return run.spec.device != "cpu"; });
    const int gpus_there = may_want_gpu ? countGpus() : 0;
    auto jobs = storeJobs(study, std::move(runs), {.each = atOnce(), .gpus = gpus_there}, writer);
    std::vector<std::int64_t> ids;
    for (const auto& job : jobs) ids.push_back(job->id);
    add(std::move(jobs));
    return ids;
}

void Queue::Impl::continueRuns(const std::vector<std::int64_t>& run_ids) {
    const std::lock_guard one_at_a_time(submission);
    {
        // An earlier job of the same run makes room first: its thread may still use it.
        std::unique_lock lock(mutex);
        changed.wait_for(lock, kSettleTime, [&] { return table.firstInUse(run_ids) == nullptr; });
        if (const Job* job = table.firstInUse(run_ids); job != nullptr)
            throw Error("Run " + std::to_string(job->id) +
                        " has not come to its end in this program; continue it when it has.");
    }
    joinSettled();
    countGpus();
    add(takeOver(run_ids, writer));
}

void Queue::Impl::adopt(std::int64_t run_id, std::int64_t pid) {
    const std::lock_guard one_at_a_time(submission);
    add(adoptJob(run_id, pid, writer));
}

void Queue::Impl::add(std::vector<std::unique_ptr<Job>> jobs) {
    {
        const std::lock_guard lock(mutex);
        stopping = false;
        for (auto& job : jobs) table.add(std::move(job));
    }
    wake(true);
}

int Queue::Impl::countGpus() {
    {
        const std::lock_guard lock(mutex);
        if (gpus) return *gpus;
    }
    const auto found = gpusHere();
    const std::lock_guard lock(mutex);
    gpus = found;
    return found.value_or(0);  // without a module every run fails, and says it
}

void Queue::Impl::apply(std::int64_t run_id, RequestVerb verb) {
    const std::lock_guard one_at_a_time(verbs);
    std::unique_lock lock(mutex);
    Job* job = table.find(run_id);
    if (job == nullptr)
        throw Error("Run " + std::to_string(run_id) +
                    " does not belong to this program. "
                    "Ask its owner with `alphascope-cli pause`, `resume` or `cancel`.");
    if (job->phase == Job::Phase::kWaiting) {
        applyWaiting(*job, verb, lock);
    } else if (job->phase == Job::Phase::kActive) {
        if (verb == RequestVerb::kCancel)
            job->stop.request_stop();
        else if (verb == RequestVerb::kPause || verb == RequestVerb::kResume)
            job->control->pause(verb == RequestVerb::kPause);
    }
    lock.unlock();
    wake(true);
}

void Queue::Impl::applyWaiting(Job& job, RequestVerb verb, std::unique_lock<std::mutex>& lock) {
    if (verb == RequestVerb::kCancel)
        return settle(job, RunState::kCancelled, "cancelled before it started", lock);
    const bool moves = verb == RequestVerb::kFirst || verb == RequestVerb::kLast;
    if (moves) table.moveTo(job, verb == RequestVerb::kFirst);
    const bool hold = moves ? job.held : verb == RequestVerb::kPause;
    if (job.held == hold && !moves) return;
    // Not waiting while its note is stored, so that no start can come between and be overwritten.
    job.phase = Job::Phase::kStoring;
    lock.unlock();
    const std::string_view note = hold                          ? kHeldBack
                                  : verb == RequestVerb::kFirst ? kMovedFirst
                                  : verb == RequestVerb::kLast  ? kMovedLast
                                                                : "";
    storeState(writer, job.id, RunState::kQueued, std::string(note));
    lock.lock();
    job.held = hold;
    job.phase = Job::Phase::kWaiting;
}

void Queue::Impl::schedule(const std::stop_token& stop) {
    auto next_poll = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        if (std::chrono::steady_clock::now() >= next_poll) {
            pollRequests();
            storeRefused();
            next_poll = std::chrono::steady_clock::now() + kPollPeriod;
        }
        joinSettled();
        startAndBlock();
        std::unique_lock lock(mutex);
        if (std::exchange(announce_pending, false)) {
            lock.unlock();
            callBack();
            lock.lock();
        }
        changed.wait_until(lock, stop, next_poll, [this] { return dirty; });
        dirty = false;
    }
}

void Queue::Impl::pollRequests() {
    std::vector<RequestRow> requests;
    try {
        const std::lock_guard lock(submission);
        requests = writer.takeRequests();
        poll_failed = false;
    } catch (const Error& problem) {
        if (!std::exchange(poll_failed, true))
            spdlog::error("requests cannot be read: {}", problem.what());
    }
    for (const auto& request : requests) {
        try {
            apply(request.run_id, request.verb);
        } catch (const Error& problem) {
            spdlog::warn("a request was left aside: {}", problem.what());
        }
    }
}

int Queue::Impl::atOnce() const {
    const std::lock_guard lock(mutex);
    return concurrent;
}

void Queue::Impl::startAndBlock() {
    std::unique_lock lock(mutex);
    if (stopping) return;
    while (Job* job = table.nextOverBudget(clock()))
        settle(*job, RunState::kInterrupted, job->budget->message(), lock);
    while (Job* job = table.nextBlocked())
        settle(*job, RunState::kBlocked, table.blockedBecause(*job), lock);
    while (Job* job = table.nextToStart({.each = concurrent, .gpus = gpus.value_or(0)})) {
        try {
            start(*job);
        } catch (const std::system_error& problem) {
            settle(*job, RunState::kFailed,
                   std::string("no thread can be started: ") + problem.what(), lock);
        }
    }
}

void Queue::Impl::start(Job& job) {
    job.phase = Job::Phase::kActive;
    if (job.budget && !job.budget->since) job.budget->since = clock();
    job.thread = std::jthread([this, &job] {
        const Outcome outcome = execute(job, writer, [this] { callBack(); });
        {
            const std::lock_guard lock(mutex);
            job.outcome = outcome;
            job.phase = Job::Phase::kSettled;
            dirty = announce_pending = true;
        }
        changed.notify_all();
    });
}

void Queue::Impl::storeRefused() {
    std::unique_lock lock(mutex);
    for (const auto& [id, job] : table.jobs()) {
        if (job->phase != Job::Phase::kSettled || job->outcome.stored) continue;
        const Outcome outcome = job->outcome;
        const std::int64_t turn = job->turn;
        lock.unlock();
        const bool stored = storeState(writer, id, outcome.state, outcome.message);
        lock.lock();
        // Whoever goes on with the run has made another job of it meanwhile.
        Job* now = table.find(id);
        if (now != nullptr && now->turn == turn) now->outcome.stored = stored;
        if (!stored) return;
        dirty = announce_pending = true;
    }
}

void Queue::Impl::joinSettled() {
    std::vector<std::jthread> threads;  // joined when it leaves, without the lock
    const std::lock_guard lock(mutex);
    for (const auto& [id, job] : table.jobs())
        if (job->phase == Job::Phase::kSettled && job->thread.joinable())
            threads.push_back(std::move(job->thread));
}

Queue::Queue(StoreWriter& writer, int concurrent, Clock clock, RunsIn runs_in)
    : impl_(std::make_unique<Impl>(writer, concurrent, std::move(clock), runs_in)) {}
Queue::~Queue() = default;

std::vector<std::int64_t> Queue::submit(const Study& study) {
    return impl_->submit(study);
}

void Queue::continueRuns(const std::vector<std::int64_t>& run_ids) {
    impl_->continueRuns(run_ids);
}

void Queue::adopt(std::int64_t run_id, std::int64_t pid) {
    impl_->adopt(run_id, pid);
}

void Queue::apply(std::int64_t run_id, RequestVerb verb) {
    impl_->apply(run_id, verb);
}

int Queue::concurrent() const {
    return impl_->atOnce();
}

void Queue::setConcurrent(int runs_at_once) {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->concurrent = std::max(1, runs_at_once);
    }
    impl_->wake(false);
}

std::vector<std::int64_t> Queue::order() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->table.order();
}

void Queue::arrange(const std::vector<std::int64_t>& run_ids) {
    const std::lock_guard lock(impl_->mutex);
    impl_->table.arrange(run_ids);
}

void Queue::stop() {
    impl_->stop();
}

bool Queue::idle() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->table.idle();
}

void Queue::waitUntilIdle() {
    std::unique_lock lock(impl_->mutex);
    impl_->changed.wait(lock, [this] { return impl_->table.idle(); });
}

void Queue::onChange(std::function<void()> callback) {
    const std::lock_guard lock(impl_->callback_mutex);
    impl_->callback = std::move(callback);
}

}  // namespace alphascope
