// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/time_estimate.h"

#include "study/error.h"

#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

/// What decides the time of an epoch, but for the scheme.
std::string kindOf(const RunSpec& spec) {
    const TrainSpec& train = spec.train;
    return spec.task + '|' + (spec.role == Role::kTeacher ? "teacher" : "student") + '|' +
           encoderName(train) + '|' + std::to_string(train.layers) + '|' +
           std::to_string(train.batch_size) + '|' + std::to_string(spec.data.train_rows) + '|' +
           std::to_string(spec.data.max_length);
}

}  // namespace

RunTimes::RunTimes(const std::vector<RunRow>& runs) {
    std::size_t looked_at = 0;
    for (auto run = runs.rbegin(); run != runs.rend() && looked_at < kMostExamples; ++run) {
        if (run->state != RunState::kFinished || run->train_seconds <= 0.0) continue;
        ++looked_at;
        const auto json =
            nlohmann::json::parse(run->spec_json, nullptr, /*allow_exceptions=*/false);
        if (json.is_discarded()) continue;  // the table of results says so when it is made
        RunSpec spec;
        try {
            spec = runSpecFromJson(json);
        } catch (const Error&) {
            continue;  // of another version of the program: no example for this one
        }
        if (spec.train.epochs < 1) continue;
        const double epoch = run->train_seconds / spec.train.epochs;
        of_scheme_.try_emplace(kindOf(spec) + '|' + spec.scheme, epoch);  // the newest stays
        of_any_.try_emplace(kindOf(spec), epoch);
    }
}

std::optional<double> RunTimes::secondsOf(const RunSpec& spec) const {
    auto found = of_scheme_.find(kindOf(spec) + '|' + spec.scheme);
    if (found == of_scheme_.end()) {
        found = of_any_.find(kindOf(spec));
        if (found == of_any_.end()) return std::nullopt;
    }
    return found->second * spec.train.epochs;
}

TimeEstimate RunTimes::of(const std::vector<PlannedRun>& planned) const {
    TimeEstimate estimate;
    for (const PlannedRun& run : planned) {
        const auto seconds = secondsOf(run.spec);
        ++(seconds ? estimate.known : estimate.unknown);
        estimate.seconds += seconds.value_or(0.0);
    }
    return estimate;
}

}  // namespace alphascope
