// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_collector.h"

#include "cluster/known_jobs.h"
#include "store/merge.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/error.h"
#include "study/run_folder.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <map>
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
    refuseGone();
    const ClusterJob job(folder_);  // anew: it may have been submitted again
    brought_.resize(job.runs().size());
    Collected collected;
    if (!has_plan_) {
        bringPlan(job, collected);
        leaveOutWhatIsThere(job);
    }
    auto looked = view_.look(job, slurm_);
    settleRuns(job, looked);
    collected.runs = std::move(looked.runs);
    collected.problems = std::move(looked.problems);
    for (std::size_t i = 0; i < brought_.size(); ++i) bring(job, static_cast<int>(i), collected);
    if (!collected.problems.empty()) refuseGone();  // one sentence instead of one for each run
    return collected;
}

void ClusterCollector::refuseGone() const {
    if (!has_plan_ || ClusterJob::isIn(folder_)) return;
    throw Error("The job folder " + ClusterJob::fullName(folder_).string() +
                " is gone, or its disk is: what was brought of its runs stays in " +
                database_.string() + ", and their tasks, where Slurm has them still, will fail.");
}

void ClusterCollector::bringPlan(const ClusterJob& job, Collected& collected) {
    std::set<std::string> uuids;
    for (const ClusterRun& run : job.runs()) uuids.insert(run.uuid);
    const auto report = mergeDatabases(job.plan(), database_, {}, {.runs = std::move(uuids)});
    collected.rows += report.rows;
    has_plan_ = true;
    try {
        rememberJob(database_, folder_);
    } catch (const Error& problem) {  // the runs come all the same
        collected.problems.emplace_back(problem.what());
    }
}

/// Whether a checkpoint that the main database names is not below its files folder.
bool ClusterCollector::lacksFiles(StoreReader& main, std::int64_t run_id) const {
    if (!copy_files_) return false;
    const auto checkpoints = main.checkpoints(run_id);
    return std::any_of(checkpoints.begin(), checkpoints.end(), [&](const CheckpointRow& row) {
        return !std::filesystem::exists(storedFile(filesFolderOf(database_), row.path));
    });
}

void ClusterCollector::addFiles(CopiedFiles copied, Collected& collected) {
    collected.files_copied += copied.files;
    std::move(copied.left_out.begin(), copied.left_out.end(),
              std::back_inserter(collected.problems));
}

/// What a merge does not bring, since the rows were there before: by --no-files, say.
void ClusterCollector::copyLate(const std::filesystem::path& from, const std::string& uuid,
                                Collected& collected) const {
    StoreReader main(database_);
    const auto row = main.findRun(uuid);
    if (row && lacksFiles(main, row->id))
        addFiles(copyRunFiles(from, database_, {uuid}), collected);
}

/// What an earlier collector has brought to its end.
void ClusterCollector::leaveOutWhatIsThere(const ClusterJob& job) {
    std::map<std::string, int> numbers;
    for (const ClusterRun& run : job.runs())
        numbers.emplace(run.uuid, static_cast<int>(numbers.size()));
    StoreReader reader(database_);
    for (const auto& row : reader.runChanges(0).runs) {
        const auto number = numbers.find(row->uuid);
        if (row->state != RunState::kFinished || number == numbers.end()) continue;
        if (reader.sets(row->id).empty()) continue;  // its row alone, as a student's teacher
        if (lacksFiles(reader, row->id)) continue;
        view_.takeAsFinished(job, number->second, *row);
        brought_[static_cast<std::size_t>(number->second)].for_good = true;
    }
}

void ClusterCollector::bring(const ClusterJob& job, int run, Collected& collected) {
    const auto file = job.database(run);
    const ClusterRunStatus& status = collected.runs[static_cast<std::size_t>(run)];
    Brought& brought = brought_[static_cast<std::size_t>(run)];
    const bool ended = isEnded(status.state);
    // A task that is about to end still clears its files away.
    if (brought.for_good || (copy_files_ && ended && mayStillRun(status))) return;
    const auto stamp = ClusterView::stampOf(file);
    if (stamp[0] == 0) return;  // none, or its task is making it
    // A run may have ended between the look at its state and the stamp: its rows came, no files.
    if (stamp == brought.stamp && ended == brought.ended) return;
    const std::string& uuid = job.runs()[static_cast<std::size_t>(run)].uuid;
    const auto copy = [&](const std::vector<std::string>& uuids) {
        if (copy_files_ && ended) addFiles(copyRunFiles(file, database_, uuids), collected);
    };
    try {
        const auto report = mergeDatabases(file, database_, copy, {.runs = {uuid}});
        ++collected.files_read;
        collected.rows += report.rows;
        collected.runs_changed += report.changed() ? 1 : 0;
        if (!report.apart.empty())
            collected.problems.push_back("Run " + uuid + " went on outside the cluster in " +
                                         database_.string() + ": what that has of it stays.");
        else if (ended)
            copyLate(file, uuid, collected);
        // The stamp of before the reading: what came since is read again.
        brought = {.stamp = stamp, .ended = ended, .for_good = status.state == RunState::kFinished};
    } catch (const std::exception& problem) {  // an Error, or a file that could not be copied
        collected.problems.emplace_back(problem.what());
    }
}

}  // namespace alphascope
