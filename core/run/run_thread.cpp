// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_thread.h"

#include "run/stored_weights.h"
#include "store/reader.h"
#include "store/run_lost.h"

#include <spdlog/spdlog.h>

#include <exception>

namespace alphascope {
namespace {

/// Hands events on to the store and remembers the last state.
class WatchingSink : public RunSink {
public:
    WatchingSink(RunSink& target, const std::function<void()>& on_state)
        : target_(target), on_state_(on_state) {}

    void publish(const RunEvent& event) override {
        target_.publish(event);
        const auto* change = std::get_if<StateChanged>(&event);
        if (change == nullptr) return;
        last_ = {.state = change->state, .message = change->message};
        on_state_();
    }
    [[nodiscard]] const Outcome& last() const { return last_; }

private:
    RunSink& target_;
    const std::function<void()>& on_state_;
    Outcome last_{.state = RunState::kRunning, .message = {}};
};

/// Where a run finds what it needs, now that its teacher has finished.
RunPlace placeOf(const Job& job, StoreWriter& writer) {
    RunPlace place = job.place;
    if (job.spec.teacher_uuid.empty()) return place;
    StoreReader reader(writer.database());
    if (const auto teacher = reader.findRun(job.spec.teacher_uuid))
        place.teacher_sha256 = storedWeights(reader, teacher->id);
    return place;
}

/// Empty when the module came back normally, else what escaped from it.
std::string train(const Job& job, StoreWriter& writer, const std::function<void()>& on_state,
                  Outcome& last) {
    try {
        const TrainingModule& module = TrainingModule::load();
        writer.setState(job.id, RunState::kRunning, "");
        on_state();
        const auto sink = writer.sink(job.id);
        WatchingSink watcher(*sink, on_state);
        const RunPlace place = placeOf(job, writer);
        module.train(job.spec, place, watcher, *job.control);
        last = watcher.last();
        return {};
    } catch (const std::exception& problem) {
        return problem.what();
    } catch (...) {  // an exception of unknown type must end this run, not the program
        return "an unknown error escaped from the training module";
    }
}

}  // namespace

bool storeState(StoreWriter& writer, std::int64_t run_id, RunState state,
                const std::string& message) {
    try {
        writer.setState(run_id, state, message);
        return true;
    } catch (const RunLost& lost) {
        spdlog::warn("run {}: it ends here as '{}', which is not stored: {}", run_id,
                     runStateName(state), lost.what());
        return true;
    } catch (const std::exception& problem) {
        spdlog::error("run {}: its state '{}' cannot be stored: {}", run_id, runStateName(state),
                      problem.what());
        return false;
    }
}

Outcome failRun(StoreWriter& writer, std::int64_t id, const std::string& message) {
    try {
        writer.log(id, Logged::Level::kError, message);
    } catch (const std::exception& problem) {
        spdlog::error("run {}: the log cannot be written: {}", id, problem.what());
    }
    const bool stored = storeState(writer, id, RunState::kFailed, message);
    return {.state = RunState::kFailed, .message = message, .stored = stored};
}

Outcome executeRun(const Job& job, StoreWriter& writer, const std::function<void()>& on_state) {
    Outcome outcome{.state = RunState::kRunning, .message = {}};
    std::string trouble = train(job, writer, on_state, outcome);
    if (trouble.empty() && !isEnded(outcome.state))
        trouble = "the training module returned without saying how the run ended";
    if (!trouble.empty()) outcome = failRun(writer, job.id, trouble);
    on_state();
    return outcome;
}

}  // namespace alphascope
