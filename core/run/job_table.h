// SPDX-License-Identifier: GPL-3.0-or-later
// Which run may start next: the queue's order, slots and teachers, without threads and clocks.
#pragma once

#include "run/training_module.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <thread>

namespace alphascope {

/// How a run ended.
struct Outcome {
    RunState state = RunState::kFailed;
    std::string message;
    bool stored = true;  ///< false: the disk refused it, and the queue has to try again
};

/// How many runs may be active at once.
struct Slots {
    int each = 1;  ///< on the CPU, and on every GPU
    int gpus = 0;  ///< how many there are
};

/// What the runs of one submission share: the time within which they may start.
struct Budget {
    using Time = std::chrono::steady_clock::time_point;
    std::chrono::minutes limit{0};
    std::optional<Time> since;  ///< the first start of one of them
    [[nodiscard]] bool spent(Time now) const { return since && now - *since >= limit; }
    /// Why a run does not start any more, and how to go on.
    [[nodiscard]] std::string message() const;
};

/// One run of this process from submission to its end.
struct Job {
    enum class Phase {
        kWaiting,
        kActive,   ///< has a thread and a slot
        kStoring,  ///< has no thread; its state is being stored
        kSettled
    };

    std::int64_t id = 0;
    RunSpec spec;
    RunPlace place;
    std::int64_t teacher = 0;  ///< row id of the teacher that must finish first; 0: none
    Phase phase = Phase::kWaiting;
    bool held = false;               ///< paused before its start
    std::int64_t turn = 0;           ///< the lowest starts first; given by the table
    std::shared_ptr<Budget> budget;  ///< null: none
    std::string device;  ///< on whose slots it counts; as in its spec where this is empty
    Outcome outcome;     ///< once settled
    std::stop_source stop;
    std::unique_ptr<RunControl> control;
    std::jthread thread;
};

/// All jobs; they start in the order of submission, but for those that were moved. Not thread-safe:
/// the queue's mutex guards it.
class JobTable {
public:
    void add(std::unique_ptr<Job> job);
    /// Null when this process has no such run.
    [[nodiscard]] Job* find(std::int64_t id) const;
    /// Moves a job before or behind all others, before them with its teacher and behind them with
    /// its students, as far as those wait.
    void moveTo(Job& job, bool front);
    /// The ids of waiting jobs by their turn.
    [[nodiscard]] std::vector<std::int64_t> order() const;
    /// Gives these jobs' turns to them in this order; see Queue::arrange().
    void arrange(const std::vector<std::int64_t>& ids);
    /// The first of these jobs that has a thread or whose state is being stored, or null.
    [[nodiscard]] const Job* firstInUse(const std::vector<std::int64_t>& ids) const;
    /// The job that may have a slot now and whose turn is first, or null.
    [[nodiscard]] Job* nextToStart(const Slots& slots) const;
    /// The first waiting job whose teacher ended without finishing, or null.
    [[nodiscard]] Job* nextBlocked() const;
    /// The first waiting job whose budget is spent, or null.
    [[nodiscard]] Job* nextOverBudget(Budget::Time now) const;
    /// Why a job that nextBlocked() returned cannot run, for the user.
    [[nodiscard]] std::string blockedBecause(const Job& job) const;
    /// True when every job is settled.
    [[nodiscard]] bool idle() const;
    [[nodiscard]] const std::map<std::int64_t, std::unique_ptr<Job>>& jobs() const { return jobs_; }

private:
    /// The teacher's outcome; empty while it has none.
    [[nodiscard]] std::optional<Outcome> teacherOutcome(const Job& job) const;

    std::map<std::int64_t, std::unique_ptr<Job>> jobs_;  ///< by row id
    std::int64_t first_turn_ = 0;                        ///< below that of every job
    std::int64_t last_turn_ = 0;                         ///< that of the last job
};

}  // namespace alphascope
