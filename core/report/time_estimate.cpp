// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/time_estimate.h"

#include "store/imported_run.h"
#include "study/error.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <set>
#include <utility>

namespace alphascope {
namespace {

/// What decides the time of an epoch, but for the scheme.
std::string kindOf(const RunSpec& spec, bool on_gpu) {
    const TrainSpec& train = spec.train;
    // A cross-fitted teacher is trained on every fold besides.
    const std::string role = spec.role == Role::kTeacher ? spec.teacher_targets : "student";
    return spec.task + '|' + role + '|' + (on_gpu ? "gpu" : "cpu") + '|' + train.precision + '|' +
           (spec.data.full_train ? "full" : "reduced") + '|' + encoderName(train) + '|' +
           std::to_string(train.layers) + '|' + std::to_string(train.batch_size) + '|' +
           std::to_string(spec.data.train_rows) + '|' + std::to_string(spec.data.max_length);
}

bool isGpu(const std::string& device) {
    return device.starts_with("cuda");
}

/// Whether a run that is still to come will have a GPU.
bool willHaveGpu(const RunSpec& spec, int gpus) {
    return isGpu(spec.device) || (spec.device == "auto" && gpus > 0);
}

/// The runs that can start, and those that go on, while time passes.
class Simulation {
public:
    Simulation(const std::vector<PlannedRun>& planned, const std::vector<double>& seconds)
        : seconds_(seconds), students_(planned.size()) {
        for (std::size_t i = 0; i < planned.size(); ++i) {
            if (planned[i].teacher_index < 0)
                ready_.insert(i);
            else
                students_.at(static_cast<std::size_t>(planned[i].teacher_index)).push_back(i);
        }
    }
    double run(std::size_t slots) {
        double now = 0.0;
        while (!ready_.empty() || !running_.empty()) {
            while (!ready_.empty() && running_.size() < slots) {
                const std::size_t next = *ready_.begin();
                ready_.erase(ready_.begin());
                running_.emplace(now + seconds_.at(next), next);
            }
            const auto [end, ended] = running_.top();
            running_.pop();
            now = end;
            ready_.insert(students_[ended].begin(), students_[ended].end());
        }
        return now;
    }

private:
    using Running = std::pair<double, std::size_t>;  // its end, which
    const std::vector<double>& seconds_;
    std::vector<std::vector<std::size_t>> students_;  // by their teacher
    std::set<std::size_t> ready_;                     // in the order of the list
    std::priority_queue<Running, std::vector<Running>, std::greater<>> running_;
};

}  // namespace

double wallSeconds(const std::vector<PlannedRun>& planned, const std::vector<double>& seconds,
                   int slots) {
    return Simulation(planned, seconds).run(static_cast<std::size_t>(std::max(1, slots)));
}

RunTimes::RunTimes(const std::vector<RunRow>& runs) {
    std::size_t looked_at = 0;
    for (auto run = runs.rbegin(); run != runs.rend() && looked_at < kMostExamples; ++run) {
        if (run->state != RunState::kFinished || run->train_seconds <= 0.0 || isImported(*run))
            continue;
        ++looked_at;
        RunSpec spec;
        try {
            spec = runSpecFromText(run->spec_json);
        } catch (const Error&) {
            continue;  // of another version of the program or damaged: no example for this one
        }
        if (spec.train.epochs < 1) continue;
        const double epoch = run->train_seconds / spec.train.epochs;
        // A run of an older program does not say where it was: then where it was sent to.
        const bool on_gpu = isGpu(run->device.empty() ? spec.device : run->device);
        const std::string kind = kindOf(spec, on_gpu);
        of_scheme_.try_emplace(kind + '|' + spec.scheme, epoch);  // the newest stays
        of_any_.try_emplace(kind, epoch);
    }
}

std::optional<double> RunTimes::secondsOf(const RunSpec& spec, bool on_gpu) const {
    if (spec.train.epochs == 0) return 0.0;  // a teacher that is taken as it is
    const std::string kind = kindOf(spec, on_gpu);
    auto found = of_scheme_.find(kind + '|' + spec.scheme);
    if (found == of_scheme_.end()) {
        found = of_any_.find(kind);
        if (found == of_any_.end()) return std::nullopt;
    }
    return found->second * spec.train.epochs;
}

TimeEstimate RunTimes::of(const std::vector<PlannedRun>& planned, const Machine& machine) const {
    TimeEstimate estimate;
    std::vector<double> all;
    int slots = machine.concurrent;
    for (const PlannedRun& run : planned) {
        const bool on_gpu = willHaveGpu(run.spec, machine.gpus);
        // One study has one device: by name one GPU, else all there are.
        if (on_gpu && !run.spec.device.starts_with("cuda:"))
            slots = machine.concurrent * std::max(1, machine.gpus);
        const auto seconds = secondsOf(run.spec, on_gpu);
        ++(seconds ? estimate.known : estimate.unknown);
        all.push_back(seconds.value_or(0.0));
    }
    estimate.seconds = wallSeconds(planned, all, slots);
    return estimate;
}

}  // namespace alphascope
