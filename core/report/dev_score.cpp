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
        const auto [entry, unknown] =
            entries_.try_emplace(run.id, Entry{run.revision, kNone, nullptr});
        if (!unknown && entry->second.revision != run.revision) cut.push_back(&run);
    }
    std::unordered_set<std::int64_t> touched;
    reader.eachScore(seen_, [&](const ScoreRow& score) {
        seen_ = score.evaluation;
        const auto judge = judge_of.find(score.run_id);
        if (judge == judge_of.end()) return;
        Entry& entry = entries_[score.run_id];
        const bool own = !touched.insert(score.run_id).second;
        take(entry, score.set + " " + score.metric, score.value, own);
        if (score.set == judge->second->first && score.metric == judge->second->second)
            entry.value = score.value;
    });
    for (const RunRow* run : cut) readAnew(reader, *run);
}

/// `own`: the entry's list was made in this very update, so that nobody else holds it.
void DevScores::take(Entry& entry, const std::string& name, double value, bool own) {
    if (!own)
        entry.all =
            entry.all ? std::make_shared<RunScores>(*entry.all) : std::make_shared<RunScores>();
    const std::uint32_t key = number(name);
    const auto found = std::find_if(entry.all->begin(), entry.all->end(),
                                    [key](const auto& score) { return score.first == key; });
    if (found == entry.all->end())
        entry.all->emplace_back(key, value);
    else
        found->second = value;
}

std::uint32_t DevScores::number(const std::string& name) {
    const auto [place, is_new] =
        numbers_.try_emplace(name, static_cast<std::uint32_t>(names_->size()));
    if (is_new) {
        auto more = std::make_shared<std::vector<std::string>>(*names_);
        more->push_back(name);
        names_ = std::move(more);
    }
    return place->second;
}

void DevScores::readAnew(StoreReader& reader, const RunRow& run) {
    const std::string set = judgingSet(run.task), metric = judgingMetric(run.task);
    Entry entry{run.revision, kNone, std::make_shared<RunScores>()};
    for (const EvaluationRow& evaluation : reader.evaluations(run.id)) {
        for (const auto& [name, score] : evaluation.scores) {
            take(entry, evaluation.set + " " + name, score, /*own=*/true);
            if (evaluation.set == set && name == metric) entry.value = score;
        }
    }
    entries_[run.id] = std::move(entry);
}

double DevScores::of(std::int64_t run_id) const {
    const auto entry = entries_.find(run_id);
    return entry == entries_.end() ? kNone : entry->second.value;
}

std::shared_ptr<const RunScores> DevScores::all(std::int64_t run_id) const {
    const auto entry = entries_.find(run_id);
    return entry == entries_.end() ? nullptr : entry->second.all;
}

}  // namespace alphascope
