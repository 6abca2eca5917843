// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/snapshot_builder.h"

#include "metrics/glue_metrics.h"
#include "study/error.h"
#include "study/task.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace alphascope {

namespace {

constexpr std::size_t kSetsOfARun = 3;  // train, meta, dev

}  // namespace

SnapshotBuilder::SnapshotBuilder(StoreReader& reader, std::filesystem::path database,
                                 bool read_only)
    : reader_(reader), database_(std::move(database)), read_only_(read_only) {}

void SnapshotBuilder::select(std::vector<std::int64_t> run_ids) {
    selection_ = std::move(run_ids);
    std::erase_if(cursors_, [this](const auto& entry) {
        return std::find(selection_.begin(), selection_.end(), entry.first) == selection_.end();
    });
}

std::vector<RunSummary>::iterator SnapshotBuilder::place(std::int64_t id) {
    if (runs_.empty() || runs_.back().row->id < id) return runs_.end();
    return std::lower_bound(
        runs_.begin(), runs_.end(), id,
        [](const RunSummary& run, std::int64_t wanted) { return run.row->id < wanted; });
}

bool SnapshotBuilder::isAt(std::vector<RunSummary>::iterator place, std::int64_t id) const {
    return place != runs_.end() && place->row->id == id;
}

void SnapshotBuilder::put(RunSummary run) {
    const auto at = place(run.row->id);
    ended_parts_ += Snapshot::endedPart(*run.row);
    if (isAt(at, run.row->id)) {
        ended_parts_ -= Snapshot::endedPart(*at->row);
        *at = std::move(run);
    } else {
        runs_.insert(at, std::move(run));
    }
}

void SnapshotBuilder::updateRuns() {
    // Should anything below fail, all is read again the next time.
    RunChanges changes = reader_.runChanges(std::exchange(changes_seen_, 0));
    const auto scored = scores_.update(reader_, changes.runs);
    if (changes.all) {
        runs_.clear();
        runs_.reserve(changes.runs.size());
        ended_parts_ = 0;
    }
    for (const std::int64_t id : changes.gone)
        if (const auto run = place(id); isAt(run, id)) {
            ended_parts_ -= Snapshot::endedPart(*run->row);
            runs_.erase(run);
        }
    for (auto& row : changes.runs) {
        names_.learn(*row);
        auto [score, all] = scores_.latest(row->id);
        put({std::move(row), score, std::move(all)});
    }
    changes_seen_ = changes.until;
    if (changes.all) return;  // each has its scores
    for (const std::int64_t id : scored)
        if (const auto run = place(id); isAt(run, id))
            std::tie(run->dev_score, run->scores) = scores_.latest(id);
}

std::shared_ptr<const Snapshot> SnapshotBuilder::build() {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->database = database_;
    snapshot->read_only = read_only_;
    updateRuns();
    snapshot->runs = runs_;
    snapshot->ended_parts = ended_parts_;
    snapshot->score_names = scores_.names();
    std::vector<const RunRow*> wanted;
    for (const std::int64_t id : selection_)
        if (const RunSummary* run = snapshot->findRun(id)) wanted.push_back(run->row.get());
    const std::vector<std::string> names = names_.of(wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        snapshot->selected.push_back(refresh(*wanted[i], names[i]));
    return snapshot;
}

namespace {

/// Whether nothing has changed that panels show of a run.
bool sameState(const RunRow& a, const RunRow& b) {
    return a.uuid == b.uuid && a.state == b.state && a.message == b.message && a.step == b.step &&
           a.total_steps == b.total_steps && a.train_seconds == b.train_seconds &&
           a.header == b.header && a.teacher_uuid == b.teacher_uuid && a.marks == b.marks;
}

}  // namespace

std::shared_ptr<const RunDetail> SnapshotBuilder::refresh(const RunRow& row,
                                                          const std::string& name) {
    Cursors& at = cursors_[row.id];
    if (at.revision != row.revision) {
        at = Cursors{};
        at.revision = row.revision;
    }
    const auto scalars = reader_.scalarPoints(row.id, at.scalars);
    const auto histograms = reader_.histograms(row.id, at.histograms);
    auto evaluations = reader_.evaluations(row.id, at.evaluations);
    auto log = reader_.log(row.id, at.log);
    auto sets =
        at.detail && at.detail->sets.size() >= kSetsOfARun ? at.detail->sets : reader_.sets(row.id);
    // Panels repaint what is another object, and copying a long run's curves is not free.
    if (at.detail && at.detail->row_name == name && sameState(at.detail->row, row) &&
        scalars.points.empty() && histograms.empty() && evaluations.empty() && log.empty() &&
        sets.size() == at.detail->sets.size()) {
        return at.detail;
    }
    // The old detail may be on the screen, so a changed run gets a new one.
    auto next = at.detail ? std::make_shared<RunDetail>(*at.detail) : std::make_shared<RunDetail>();
    if (!next->history) next->history = std::make_shared<const char>('\0');
    next->row = row;
    next->row_name = name;
    if (!scalars.points.empty()) at.scalars = scalars.points.back().id;
    add(*next, scalars.points, scalars.names);
    for (const HistogramRow& histogram : histograms) {
        next->histograms.push_back(histogram.histogram);
        at.histograms = histogram.id;
    }
    if (!evaluations.empty()) at.evaluations = evaluations.back().id;
    if (!log.empty()) at.log = log.back().id;
    std::move(evaluations.begin(), evaluations.end(), std::back_inserter(next->evaluations));
    std::move(log.begin(), log.end(), std::back_inserter(next->log));
    next->sets = std::move(sets);
    if (next->majority.empty() && !next->evaluations.empty()) addMajority(*next);
    at.detail = next;
    return next;
}

/// Each series is looked up once, and its points are added together.
void SnapshotBuilder::add(RunDetail& detail, const std::vector<ScalarPoint>& scalars,
                          const std::unordered_map<std::int64_t, std::string>& names) {
    struct Added {
        std::vector<double> steps, values;
    };
    std::unordered_map<std::int64_t, Added> by_series;
    for (const ScalarPoint& scalar : scalars) {
        Added& added = by_series[scalar.series];
        added.steps.push_back(static_cast<double>(scalar.step));
        added.values.push_back(scalar.value);
    }
    for (const auto& [id, added] : by_series) {
        Series& series = detail.series[names.at(id)];
        series.steps.append(added.steps);
        series.values.append(added.values);
    }
}

void SnapshotBuilder::addMajority(RunDetail& detail) {
    const TaskDescriptor* task = knownTask(detail.row.task);
    const auto train = reader_.set(detail.row.id, "train");
    if (task == nullptr || !train) return;
    const std::string metric = judgingMetric(detail.row.task);
    for (const std::string& name : task->evaluationSplits()) {
        const auto set = reader_.set(detail.row.id, name);
        if (!set) continue;
        for (const auto& [score_name, value] : majorityScores(*task, train->labels, set->labels)) {
            if (score_name == metric) detail.majority.emplace_back(name, value);
        }
    }
}

}  // namespace alphascope
