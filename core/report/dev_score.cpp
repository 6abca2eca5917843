// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/dev_score.h"

#include "study/task.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace alphascope {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::string judgingSet(const std::string& task) {
    const TaskDescriptor* known = knownTask(task);
    const auto sets = known != nullptr ? known->evaluationSplits() : std::vector<std::string>{};
    return sets.empty() ? "dev" : sets.front();
}

std::string judgingMetric(const std::string& task) {
    const TaskDescriptor* known = knownTask(task);
    if (known == nullptr || known->metrics.empty()) return {};
    return std::string(metricName(known->metrics.front()));
}

void DevScores::update(StoreReader& reader, const std::vector<RunRow>& runs) {
    using Judge = std::pair<std::string, std::string>;  // set and metric
    std::unordered_map<std::string, Judge> judges;      // by task
    std::unordered_map<std::int64_t, const Judge*> judge_of;
    std::vector<const RunRow*> cut;  // some of their rows are gone
    for (const RunRow& run : runs) {
        const auto [judge, is_new] = judges.try_emplace(run.task);
        if (is_new) judge->second = {judgingSet(run.task), judgingMetric(run.task)};
        judge_of[run.id] = &judge->second;
        const auto [entry, unknown] = entries_.try_emplace(run.id, Entry{run.revision, kNone});
        if (!unknown && entry->second.revision != run.revision) cut.push_back(&run);
    }
    reader.eachScore(seen_, [&](const ScoreRow& score) {
        seen_ = score.evaluation;
        const auto judge = judge_of.find(score.run_id);
        if (judge == judge_of.end() || score.set != judge->second->first ||
            score.metric != judge->second->second)
            return;
        entries_[score.run_id].value = score.value;
    });
    for (const RunRow* run : cut) entries_[run->id] = {run->revision, latest(reader, *run)};
}

double DevScores::latest(StoreReader& reader, const RunRow& run) {
    const std::string set = judgingSet(run.task), metric = judgingMetric(run.task);
    double value = kNone;
    for (const EvaluationRow& evaluation : reader.evaluations(run.id))
        for (const auto& [name, score] : evaluation.scores)
            if (evaluation.set == set && name == metric) value = score;
    return value;
}

double DevScores::of(std::int64_t run_id) const {
    const auto entry = entries_.find(run_id);
    return entry == entries_.end() ? kNone : entry->second.value;
}

}  // namespace alphascope
