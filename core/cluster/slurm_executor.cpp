// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/slurm_executor.h"

#include "cluster/cluster_submission.h"
#include "run/study_check.h"
#include "run/submission.h"
#include "store/maintenance.h"
#include "store/merge.h"
#include "store/reader.h"
#include "study/error.h"

#include <map>
#include <set>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// Teachers that were trained before: their rows and files come with the plan.
void bringTeachers(const std::vector<PlannedRun>& runs, const fs::path& from, const fs::path& to) {
    std::set<std::string> uuids;
    for (const PlannedRun& run : runs)
        if (!run.spec.teacher_uuid.empty()) uuids.insert(run.spec.teacher_uuid);
    if (uuids.empty()) return;
    copyRunFiles(from, to, {uuids.begin(), uuids.end()});
    mergeDatabases(from, to, {}, {.runs = uuids, .rows_alone = true});
}

std::vector<ClusterRun> describe(const std::vector<std::unique_ptr<Job>>& jobs) {
    std::map<std::int64_t, int> numbers;
    std::vector<ClusterRun> runs;
    for (const auto& job : jobs) {
        const auto teacher = numbers.find(job->teacher);
        numbers[job->id] = static_cast<int>(runs.size());
        runs.push_back({.uuid = job->place.uuid,
                        .teacher = teacher == numbers.end() ? -1 : teacher->second,
                        .teacher_uuid = job->spec.teacher_uuid,
                        .label = job->spec.task + ", " + schemeLabel(job->spec),
                        .seed = job->spec.seed});
    }
    return runs;
}

/// Removes what it was given unless told that all went well.
class Undo {
public:
    explicit Undo(fs::path folder) : folder_(std::move(folder)), was_there_(fs::exists(folder_)) {}
    ~Undo() {
        std::error_code ignored;  // what is left is named by the error that is on its way
        if (done_) return;
        for (const char* part : {"runs", "cache", "batches", "logs", "job.json", "plan.db",
                                 "plan.db-wal", "plan.db-shm", "plan.db.files"})
            fs::remove_all(folder_ / part, ignored);
        if (!was_there_) fs::remove(folder_, ignored);
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    void keep() { done_ = true; }

private:
    fs::path folder_;
    bool was_there_;
    bool done_ = false;
};

}  // namespace

SlurmExecutor::SlurmExecutor(StoreWriter& main, const fs::path& folder, Resources resources,
                             std::string program)
    : main_(main),
      folder_(ClusterJob::fullName(folder)),
      resources_(std::move(resources)),
      program_(std::move(program)) {}

SlurmExecutor::SlurmExecutor(StoreWriter& main, const fs::path& folder)
    : main_(main), folder_(ClusterJob::fullName(folder)) {
    job();
}

ClusterJob& SlurmExecutor::job() {
    if (!job_) job_.emplace(folder_);
    return *job_;
}

std::vector<std::int64_t> SlurmExecutor::submit(const Study& study) {
    ClusterJob made = plan(study);
    std::vector<int> all(made.runs().size());
    for (std::size_t run = 0; run < all.size(); ++run) all[run] = static_cast<int>(run);
    Undo undo(folder_);
    try {
        submitRuns(made, slurm_, all);
    } catch (const std::exception&) {
        cancelRuns(made, slurm_, all);
        throw;
    }
    undo.keep();
    job_ = std::move(made);
    return rowsOf(*job_);
}

ClusterJob SlurmExecutor::plan(const Study& study) {
    auto runs = planRuns(study, main_, /*trains_here=*/false);
    for (PlannedRun& run : runs)
        if (run.spec.threads == 0) run.spec.threads = resources_.cpus;
    ClusterJob::makeFolder(folder_);
    Undo undo(folder_);
    const fs::path file = ClusterJob::planOf(folder_);
    std::vector<ClusterRun> described;
    {
        StoreWriter writer(file);
        bringTeachers(runs, main_.database(), file);
        described = describe(storeJobs(study, std::move(runs), {}, writer));
    }
    giveWaitingRuns(file, ClusterJob::waitingOwner());
    ClusterJob made(folder_, program_, resources_, std::move(described));
    made.write();
    undo.keep();
    return made;
}

std::vector<std::int64_t> SlurmExecutor::rowsOf(const ClusterJob& job) {
    std::set<std::string> uuids;
    for (const ClusterRun& run : job.runs()) uuids.insert(run.uuid);
    mergeDatabases(job.plan(), main_.database(), {}, {.runs = std::move(uuids)});
    StoreReader reader(main_.database());
    std::vector<std::int64_t> ids;
    for (const ClusterRun& run : job.runs()) ids.push_back(reader.findRun(run.uuid).value().id);
    return ids;
}

int SlurmExecutor::numberOf(std::int64_t run_id) {
    const auto row = StoreReader(main_.database()).findRun(std::to_string(run_id));
    const auto number = row ? job().find(row->uuid) : std::nullopt;
    if (!number)
        throw Error("Run " + std::to_string(run_id) + " is none of the cluster job in " +
                    folder_.string() + ". `alphascope-cli cluster status` lists its runs.");
    return *number;
}

void SlurmExecutor::continueRuns(const std::vector<std::int64_t>& run_ids) {
    std::vector<int> numbers;
    for (const std::int64_t id : run_ids) numbers.push_back(numberOf(id));
    submitAgain(job(), slurm_, numbers);
}

void SlurmExecutor::apply(std::int64_t run_id, RequestVerb verb) {
    if (verb != RequestVerb::kCancel)
        throw Error(
            "A run in Slurm can be cancelled, but not paused or moved: the cluster has its own "
            "order.");
    cancelRuns(job(), slurm_, {numberOf(run_id)});
}

}  // namespace alphascope
