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

const std::string& DevScores::judgeOf(const std::string& task) {
    const auto [judge, is_new] = judges_.try_emplace(task);
    if (is_new) judge->second = judgingSet(task) + " " + judgingMetric(task);
    return judge->second;
}

double DevScores::valueOf(const Entry& entry) const {
    const auto number = numbers_.find(*entry.judge);
    if (!entry.all || number == numbers_.end()) return kNone;
    const auto score = std::find_if(entry.all->begin(), entry.all->end(),
                                    [&](const auto& s) { return s.first == number->second; });
    return score == entry.all->end() ? kNone : score->second;
}

const RunRow* DevScores::meet(const RunRow& run) {
    Entry& entry = entries_[run.id];
    if (entry.judge != nullptr) return entry.revision == run.revision ? nullptr : &run;
    entry.judge = &judgeOf(run.task);
    entry.revision = run.revision;
    entry.value = valueOf(entry);  // scores may have come before the run itself was seen
    return nullptr;
}

std::unordered_set<std::int64_t> DevScores::update(StoreReader& reader,
                                                   const std::vector<RunRow>& runs) {
    std::vector<const RunRow*> cut;
    for (const RunRow& run : runs)
        if (const RunRow* is_cut = meet(run)) cut.push_back(is_cut);
    return readNew(reader, cut);
}

std::unordered_set<std::int64_t> DevScores::update(
    StoreReader& reader, const std::vector<std::shared_ptr<const RunRow>>& runs) {
    std::vector<const RunRow*> cut;
    entries_.reserve(std::max(entries_.size(), runs.size()));
    for (const auto& run : runs)
        if (const RunRow* is_cut = meet(*run)) cut.push_back(is_cut);
    return readNew(reader, cut);
}

std::unordered_set<std::int64_t> DevScores::readNew(StoreReader& reader,
                                                    const std::vector<const RunRow*>& cut) {
    std::unordered_set<std::int64_t> touched;
    Entry* entry = nullptr;  // of the run that the last score was of: its scores come together
    std::int64_t run_id = 0;
    bool own = false;
    reader.eachScore(seen_, [&](const ScoreRow& score) {
        seen_ = score.evaluation;
        if (entry == nullptr || run_id != score.run_id) {
            run_id = score.run_id;
            entry = &entries_[run_id];  // stays where it is when others are added
            own = !touched.insert(run_id).second;
        }
        const std::uint32_t key = number(score.set, score.metric);
        take(*entry, key, score.value, std::exchange(own, true));
        if (entry->judge != nullptr && (*names_)[key] == *entry->judge) entry->value = score.value;
    });
    for (const RunRow* run : cut) {
        readAnew(reader, *run);
        touched.insert(run->id);
    }
    return touched;
}

/// `own`: the entry's list was made in this very update, so that nobody else holds it.
void DevScores::take(Entry& entry, std::uint32_t key, double value, bool own) {
    if (!own)
        entry.all =
            entry.all ? std::make_shared<RunScores>(*entry.all) : std::make_shared<RunScores>();
    const auto found = std::find_if(entry.all->begin(), entry.all->end(),
                                    [key](const auto& score) { return score.first == key; });
    if (found == entry.all->end())
        entry.all->emplace_back(key, value);
    else
        found->second = value;
}

std::uint32_t DevScores::number(const std::string& set, const std::string& metric) {
    for (const Known& known : met_)
        if (known.metric == metric && known.set == set) return known.number;
    met_.push_back({set, metric, number(set + " " + metric)});
    return met_.back().number;
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
    Entry& entry = entries_[run.id];
    entry.revision = run.revision;
    entry.all = std::make_shared<RunScores>();
    for (const EvaluationRow& evaluation : reader.evaluations(run.id))
        for (const auto& [name, score] : evaluation.scores)
            take(entry, number(evaluation.set, name), score, /*own=*/true);
    entry.value = valueOf(entry);
}

double DevScores::of(std::int64_t run_id) const {
    const auto entry = entries_.find(run_id);
    return entry == entries_.end() ? kNone : entry->second.value;
}

std::pair<double, std::shared_ptr<const RunScores>> DevScores::latest(std::int64_t run_id) const {
    const auto entry = entries_.find(run_id);
    if (entry == entries_.end()) return {kNone, nullptr};
    return {entry->second.value, entry->second.all};
}

std::shared_ptr<const RunScores> DevScores::all(std::int64_t run_id) const {
    const auto entry = entries_.find(run_id);
    return entry == entries_.end() ? nullptr : entry->second.all;
}

}  // namespace alphascope
