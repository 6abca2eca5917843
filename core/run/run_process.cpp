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
constexpr int kTries = 60;  // a second apart

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
        } catch (const std::exception& problem) {  // the disk; it is tried again
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
    // An end counts though the process then went down badly, as drivers do; but it may have been
    // found interrupted by somebody else, because it had gone.
    const bool by_itself = run->state != RunState::kInterrupted && run->owner.pid == pid;
    if (isEnded(run->state) && (well || by_itself))
        return {.state = run->state, .message = run->message};
    if (run->owner != Owner::self() && !adoptRun(writer.database(), job.id, pid))
        return {.state = RunState::kFailed, .message = "another process has taken the run over"};
    return failRun(
        writer, job.id,
        endText(pid, status) + placeText(*run) + "; continue it to go on from its last checkpoint");
}

/// Asks again while the database cannot be read. Where that lasts, its row says what it says, and
/// only the students learn here that it cannot be relied on.
Outcome learnPatiently(const Job& job, StoreWriter& writer, pid_t pid, int status) {
    for (int left = kTries;; --left) {
        try {
            return learnOutcome(job, writer, pid, status);
        } catch (const Error& problem) {
            spdlog::warn("run {}: its end is not known: {}", job.id, problem.what());
            if (left == 0) return {.state = RunState::kFailed, .message = problem.what()};
        }
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

/// Until its end, whatever becomes of what it is asked.
int waitForEnd(const Job& job, StoreWriter& writer, pid_t pid) {
    Messenger messenger(job, writer, pid);
    while (true) {
        if (const auto end = endOfChild(pid)) return *end;
        messenger.handOn();
        std::this_thread::sleep_for(kLook);
    }
}

}  // namespace

Outcome executeInProcess(const Job& job, StoreWriter& writer,
                         const std::function<void()>& on_state) {
    pid_t pid = 0;
    try {
        pid = startChild({.program = "/proc/self/exe",
                          .arguments = {"alphascope-cli", "task", std::to_string(job.id), "--db",
                                        writer.database().string()}});
    } catch (const Error& problem) {  // this run's end, not the queue's
        Outcome outcome = failRun(writer, job.id, problem.what());
        on_state();
        return outcome;
    }
    Outcome outcome = learnPatiently(job, writer, pid, waitForEnd(job, writer, pid));
    on_state();
    return outcome;
}

}  // namespace alphascope
