// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/executor.h"
#include "store/writer.h"
#include "study/study.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace alphascope {

/// Runs the queued runs of this process, `concurrent` at once on the CPU and on each GPU, each on a
/// thread or in a process of its own; teachers before the students that need them. Polls the
/// request table every second. Once a study's budget is spent, its waiting runs end as interrupted
/// and say so; to go on with them is to have no budget. Thread-safe.
class Queue final : public Executor {
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;
    enum class RunsIn { kThread, kProcess };  ///< kProcess: see executeInProcess()
    /// `clock` measures the studies' budgets.
    Queue(StoreWriter& writer, int concurrent, Clock clock = std::chrono::steady_clock::now,
          RunsIn runs_in = RunsIn::kThread);
    ~Queue() override;  ///< stop(), and waits for it
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;

    /// Stores the study and its runs as queued and starts them as slots get free. Returns row ids.
    /// Throws Error when the data a run needs is not there, before anything is stored.
    std::vector<std::int64_t> submit(const Study& study) override;
    /// Goes on with runs of this database that ended before their time, each after its last
    /// checkpoint; see takeOver().
    void continueRuns(const std::vector<std::int64_t>& run_ids) override;
    /// Runs a run that is queued in process `pid` of this machine, which has started this one for
    /// it; see adoptJob().
    void adopt(std::int64_t run_id, std::int64_t pid);
    /// Runs at once; where there are more already, they go on, and the next start waits for that.
    [[nodiscard]] int concurrent() const;
    void setConcurrent(int runs_at_once);
    /// Pause, resume, cancel or move a run of this process at once (other processes:
    /// StoreWriter::request).
    void apply(std::int64_t run_id, RequestVerb verb) override;
    /// The runs that wait here, in the order of their turns. One that is held back, or whose
    /// teacher or device is not free, lets others pass.
    [[nodiscard]] std::vector<std::int64_t> order() const;
    /// Lets waiting runs start in this order, in the places that they have now among the others; a
    /// teacher that waits comes before its students. What does not wait here is left alone.
    void arrange(const std::vector<std::int64_t>& run_ids);
    /// Lets nothing start any more; what runs stops at a checkpoint. All of it ends as interrupted,
    /// to be gone on with by whoever continues it.
    void stop();
    /// True when nothing is queued or running here.
    [[nodiscard]] bool idle() const;
    void waitUntilIdle();
    /// Called from a queue thread after each state change; keep it short.
    void onChange(std::function<void()> callback);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace alphascope
