// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_process.h"

#include "run/child_process.h"
#include "run/run_thread.h"
#include "store/handover.h"
#include "store/reader.h"
#include "study/error.h"

#include <spdlog/spdlog.h>

#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <thread>
#include <utility>

namespace alphascope {
namespace {

constexpr std::chrono::milliseconds kLook{50};

/// Hands on what the queue wishes of a run that another process trains.
class Messenger {
public:
    Messenger(const Job& job, StoreWriter& writer, pid_t pid)
        : job_(job), writer_(writer), pid_(pid) {}

    void handOn() {
        try {
            if (job_.stop.stop_requested() && !stopped_) stop();
            if (const bool paused = job_.control->paused(); paused != paused_ && !stopped_)
                if (ask(paused ? RequestVerb::kPause : RequestVerb::kResume)) paused_ = paused;
        } catch (const Error& problem) {  // the disk; it is tried again
            if (!std::exchange(said_, true))
                spdlog::warn("run {}: its process cannot be asked: {}", job_.id, problem.what());
        }
    }

private:
    void stop() {
        // A signal may come before the process looks for signals: it is blocked, and kept.
        if (job_.control->willGoOn())
            stopped_ = kill(pid_, SIGTERM) == 0;
        else
            stopped_ = ask(RequestVerb::kCancel);
    }
    /// False as long as the process is not the owner: the request would come back to this one.
    bool ask(RequestVerb verb) {
        const auto run = StoreReader(writer_.database()).findRun(std::to_string(job_.id));
        if (!run || run->owner.pid != pid_) return false;
        writer_.request(job_.id, verb);
        return true;
    }

    const Job& job_;
    StoreWriter& writer_;
    pid_t pid_;
    bool stopped_ = false;
    bool paused_ = false;
    bool said_ = false;
};

std::string placeText(const RunRow& run) {
    if (run.step <= 0) return " before the end of its first step";
    return " at step " + std::to_string(run.step) +
           (run.total_steps > 0 ? " of " + std::to_string(run.total_steps) : "");
}

/// What the process has stored as the run's end, or that it died without storing one.
Outcome learnOutcome(const Job& job, StoreWriter& writer, pid_t pid, int status) {
    const auto run = StoreReader(writer.database()).findRun(std::to_string(job.id));
    if (!run) return {.state = RunState::kFailed, .message = "the run was deleted"};
    const bool well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (well && isEnded(run->state)) return {.state = run->state, .message = run->message};
    if (run->owner != Owner::self() && !adoptRun(writer.database(), job.id, pid))
        return {.state = RunState::kFailed, .message = "another process has taken the run over"};
    return failRun(
        writer, job.id,
        endText(pid, status) + placeText(*run) + "; continue it to go on from its last checkpoint");
}

}  // namespace

Outcome executeInProcess(const Job& job, StoreWriter& writer,
                         const std::function<void()>& on_state) {
    Outcome outcome;
    try {
        const pid_t pid =
            startChild({.program = "/proc/self/exe",
                        .arguments = {"alphascope-cli", "task", std::to_string(job.id), "--db",
                                      writer.database().string()}});
        Messenger messenger(job, writer, pid);
        auto end = endOfChild(pid);
        for (; !end; end = endOfChild(pid)) {
            messenger.handOn();
            std::this_thread::sleep_for(kLook);
        }
        outcome = learnOutcome(job, writer, pid, *end);
    } catch (const std::exception& problem) {  // this run's end, not the queue's
        outcome = failRun(writer, job.id, problem.what());
    }
    on_state();
    return outcome;
}

}  // namespace alphascope
