// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/time_estimate.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>

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

/// Seconds of an epoch of finished runs, the newest of each kind.
class Examples {
public:
    explicit Examples(const std::vector<RunRow>& runs) {
        for (const RunRow& run : runs) {  // oldest first
            if (run.state != RunState::kFinished || run.train_seconds <= 0.0) continue;
            const auto json =
                nlohmann::json::parse(run.spec_json, nullptr, /*allow_exceptions=*/false);
            if (json.is_discarded()) continue;  // the table of results says so when it is made
            const RunSpec spec = runSpecFromJson(json);
            const double epoch = run.train_seconds / spec.train.epochs;
            of_scheme_[kindOf(spec) + '|' + spec.scheme] = epoch;
            of_any_[kindOf(spec)] = epoch;
        }
    }
    [[nodiscard]] std::optional<double> secondsOf(const RunSpec& spec) const {
        auto found = of_scheme_.find(kindOf(spec) + '|' + spec.scheme);
        if (found == of_scheme_.end()) {
            found = of_any_.find(kindOf(spec));
            if (found == of_any_.end()) return std::nullopt;
        }
        return found->second * spec.train.epochs;
    }

private:
    std::map<std::string, double> of_scheme_, of_any_;
};

}  // namespace

TimeEstimate estimateTime(const std::vector<PlannedRun>& planned, const std::vector<RunRow>& runs) {
    const Examples examples(runs);
    TimeEstimate estimate;
    for (const PlannedRun& run : planned) {
        const auto seconds = examples.secondsOf(run.spec);
        ++(seconds ? estimate.known : estimate.unknown);
        estimate.seconds += seconds.value_or(0.0);
    }
    return estimate;
}

}  // namespace alphascope
