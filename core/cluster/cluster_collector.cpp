// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_collector.h"

#include "store/maintenance.h"
#include "store/merge.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace alphascope {

bool Collected::complete() const {
    return std::all_of(runs.begin(), runs.end(), [](const ClusterRunStatus& run) {
        return isEnded(run.state) && !mayStillRun(run);
    });
}

ClusterCollector::ClusterCollector(std::filesystem::path folder, std::filesystem::path database,
                                   bool copy_files)
    : folder_(std::move(folder)), database_(std::move(database)), copy_files_(copy_files) {}

Collected ClusterCollector::collect() {
    const ClusterJob job(folder_);  // anew: it may have been submitted again
    brought_.resize(job.runs().size());
    auto looked = view_.look(job, slurm_);
    settleRuns(job, looked);
    Collected collected;
    collected.runs = std::move(looked.runs);
    collected.problems = std::move(looked.problems);
    if (!has_plan_) bringPlan(job, collected);
    for (std::size_t i = 0; i < brought_.size(); ++i) bring(job, static_cast<int>(i), collected);
    return collected;
}

void ClusterCollector::bringPlan(const ClusterJob& job, Collected& collected) {
    std::set<std::string> uuids;
    for (const ClusterRun& run : job.runs()) uuids.insert(run.uuid);
    const auto report = mergeDatabases(job.plan(), database_, {}, {.runs = std::move(uuids)});
    collected.rows += report.rows;
    has_plan_ = true;
}

void ClusterCollector::bring(const ClusterJob& job, int run, Collected& collected) {
    const auto file = job.database(run);
    const ClusterRunStatus& status = collected.runs[static_cast<std::size_t>(run)];
    Brought& brought = brought_[static_cast<std::size_t>(run)];
    const bool ended = isEnded(status.state);
    // A task that is about to end still clears its files away.
    if (brought.for_good || (copy_files_ && ended && mayStillRun(status))) return;
    const auto stamp = ClusterView::stampOf(file);
    if (stamp == ClusterView::Stamp{} || stamp == brought.stamp) return;
    const auto copy = [&](const std::vector<std::string>& uuids) {
        if (copy_files_ && ended) collected.files_copied += copyRunFiles(file, database_, uuids);
    };
    try {
        const auto report = mergeDatabases(
            file, database_, copy, {.runs = {job.runs()[static_cast<std::size_t>(run)].uuid}});
        // The stamp of before the reading: what came since is read again.
        brought = {.stamp = stamp, .for_good = status.state == RunState::kFinished};
        ++collected.files_read;
        collected.rows += report.rows;
        collected.runs_changed += report.changed() ? 1 : 0;
        for (const std::string& uuid : report.apart)
            collected.problems.push_back("Run " + uuid + " went on outside the cluster in " +
                                         database_.string() + ": what that has of it stays.");
    } catch (const std::exception& problem) {  // an Error, or a file that could not be copied
        collected.problems.emplace_back(problem.what());
    }
}

}  // namespace alphascope
