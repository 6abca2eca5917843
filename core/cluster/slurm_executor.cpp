// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/slurm_executor.h"

#include "cluster/batch_script.h"
#include "cluster/cluster_submission.h"
#include "cluster/known_jobs.h"
#include "cluster/own_submissions.h"
#include "cluster/submission_lock.h"
#include "run/study_check.h"
#include "run/submission.h"
#include "store/maintenance.h"
#include "store/merge.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/error.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <map>
#include <numeric>
#include <optional>
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
    const auto copied = copyRunFiles(from, to, {uuids.begin(), uuids.end()});
    if (!copied.left_out.empty()) throw Error(copied.left_out.front());
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

/// What a submission has made is removed unless it is told that all went well.
class Undo {
public:
    explicit Undo(const fs::path& folder) : folder_(folder) {
        for (fs::path path = folder; path.has_relative_path() && !fs::exists(path);
             path = path.parent_path())
            new_folders_.push_back(path);
        std::error_code problem;
        fs::create_directories(folder, problem);
        if (problem)
            throw Error::at(folder.string(), 0, "the folder cannot be made: " + problem.message(),
                            "Name a folder on a disk that all machines of the cluster share");
    }
    ~Undo() {
        if (done_) return;
        std::error_code ignored;  // what is left is named by the error that is on its way
        if (ours_)
            for (const std::string& part : ClusterJob::parts())
                fs::remove_all(folder_ / part, ignored);
        if (lock_) fs::remove(SubmissionLock::fileOf(folder_), ignored);
        for (const fs::path& path : new_folders_) fs::remove(path, ignored);  // where it is empty
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;

    /// From here on a job in the folder is this submission's. Throws Error where another has it.
    void claim() {
        lock_.emplace(folder_);
        ClusterJob::refuseUsed(folder_);
        ours_ = true;
    }
    void keep() { done_ = true; }

private:
    fs::path folder_;
    std::vector<fs::path> new_folders_;  ///< the deepest first
    std::optional<SubmissionLock> lock_;
    bool ours_ = false;
    bool done_ = false;
};

/// Before anything is made: whether the main database can be written once Slurm has the runs.
void refuseUnwritable(const fs::path& database) {
    if (fs::exists(database)) {
        const StoreWriter ours(database);
        return;
    }
    fs::path place = fs::absolute(database).parent_path();
    while (place.has_relative_path() && !fs::exists(place)) place = place.parent_path();
    if (!fs::is_directory(place) || access(place.c_str(), W_OK | X_OK) != 0)
        throw Error("The database " + database.string() + " cannot be made: " + place.string() +
                    " is no folder that you may write to. Choose another place with --db.");
}

/// For what a submission can do without.
void orWarn(const std::function<void()>& step) {
    try {
        step();
    } catch (const Error& problem) {
        spdlog::warn("{}", problem.what());
    }
}

/// What of the job is in Slurm, for an error: "12, 13".
std::string slurmJobs(const ClusterJob& job) {
    std::string list;
    for (const Batch& batch : job.batches())
        list += (list.empty() ? "" : ", ") + std::to_string(batch.slurm_job);
    return list;
}

}  // namespace

SlurmExecutor::SlurmExecutor(fs::path main, const fs::path& folder, Resources resources,
                             std::string program)
    : main_(std::move(main)),
      folder_(ClusterJob::fullName(folder)),
      resources_(std::move(resources)),
      program_(std::move(program)) {}

SlurmExecutor::SlurmExecutor(fs::path main, const fs::path& folder)
    : SlurmExecutor(std::move(main), folder, {}, {}) {}

std::vector<std::int64_t> SlurmExecutor::submit(const Study& study) {
    auto runs = check(study);
    Undo undo(folder_);
    undo.claim();
    ClusterJob made = store(study, std::move(runs));
    orWarn([&] { rememberSubmission(made); });  // `resubmit` asks for --trust where it could not
    std::vector<int> all(made.runs().size());
    std::iota(all.begin(), all.end(), 0);
    try {
        submitRuns(made, slurm_, all);
    } catch (const std::exception& first) {
        try {
            cancelRuns(made, slurm_, all);
        } catch (const std::exception& second) {
            undo.keep();
            throw Error(std::string(first.what()) + " It could not be undone (" + second.what() +
                        "), and Slurm job " + slurmJobs(made) +
                        " is still there: `alphascope-cli cluster cancel " + folder_.string() +
                        "` ends it.");
        }
        throw;
    }
    undo.keep();
    return rowsOf(made);
}

void SlurmExecutor::continueRuns(const std::vector<std::int64_t>& run_ids) {
    ClusterJob job(folder_);
    const auto numbers = numbersOf(job, run_ids);
    submitAgain(job, slurm_, numbers);
    orSayThatSlurmHasThem([&] {
        for (const int number : numbers)
            mergeDatabases(job.database(number), main_, {},
                           {.runs = {job.runs()[static_cast<std::size_t>(number)].uuid}});
    });
}

void SlurmExecutor::apply(std::int64_t run_id, RequestVerb verb) {
    apply(std::vector{run_id}, verb);
}

void SlurmExecutor::apply(const std::vector<std::int64_t>& run_ids, RequestVerb verb) {
    if (run_ids.empty()) return;
    if (verb != RequestVerb::kCancel)
        throw Error("Run " + std::to_string(run_ids.front()) +
                    " is in Slurm, which can only be told to end it: cancel it; `alphascope-cli "
                    "continue --cluster` goes on with it after its last checkpoint.");
    const ClusterJob job(folder_);
    cancelRuns(job, slurm_, numbersOf(job, run_ids));
}

std::vector<int> SlurmExecutor::numbersOf(const ClusterJob& job,
                                          const std::vector<std::int64_t>& run_ids) const {
    StoreReader reader(main_);
    std::vector<int> numbers;
    for (const std::int64_t id : run_ids) {
        const auto row = reader.findRun(std::to_string(id));
        const auto number = row ? job.find(row->uuid) : std::nullopt;
        if (!number)
            throw Error("Run " + std::to_string(id) + " of " + main_.string() +
                        " is none of the cluster job in " + folder_.string() + ".");
        numbers.push_back(*number);
    }
    return numbers;
}

/// Whatever can be refused without making anything; what costs least comes first.
std::vector<PlannedRun> SlurmExecutor::check(const Study& study) {
    ClusterJob::refuseUsed(folder_);
    const ClusterJob either(folder_, program_, resources_, {{}, {.teacher = 0}});
    for (const int run : {0, 1}) batchScript(either, {.number = 1, .runs = {run}}, {});
    refuseUnwritable(main_);
    auto runs = planRuns(study, main_, /*trains_here=*/false);
    for (PlannedRun& run : runs)
        if (run.spec.threads == 0)
            run.spec.threads =
                run.spec.role == Role::kTeacher ? resources_.ofTeachers().cpus : resources_.cpus;
    slurm_.longestArray();  // whether Slurm is there
    return runs;
}

ClusterJob SlurmExecutor::store(const Study& study, std::vector<PlannedRun> runs) const {
    ClusterJob::makeFolder(folder_);
    const fs::path file = ClusterJob::planOf(folder_);
    std::vector<ClusterRun> described;
    {
        StoreWriter writer(file);
        bringTeachers(runs, main_, file);
        described = describe(storeJobs(study, std::move(runs), {}, writer));
    }
    giveWaitingRuns(file, ClusterJob::waitingOwner());
    ClusterJob made(folder_, program_, resources_, std::move(described));
    made.write();
    return made;
}

void SlurmExecutor::orSayThatSlurmHasThem(const std::function<void()>& bring) const {
    try {
        bring();
    } catch (const Error& problem) {
        throw Error(std::string(problem.what()) +
                    " Slurm has the runs all the same: `alphascope-cli cluster collect " +
                    folder_.string() + "` brings them into a database.");
    }
}

std::vector<std::int64_t> SlurmExecutor::rowsOf(const ClusterJob& job) const {
    std::set<std::string> uuids;
    for (const ClusterRun& run : job.runs()) uuids.insert(run.uuid);
    orSayThatSlurmHasThem([&] { mergeDatabases(job.plan(), main_, {}, {.runs = uuids}); });
    orWarn([&] { rememberJob(main_, folder_); });  // requests name the folder where it could not
    StoreReader reader(main_);
    std::vector<std::int64_t> ids;
    for (const ClusterRun& run : job.runs()) ids.push_back(reader.findRun(run.uuid).value().id);
    return ids;
}

}  // namespace alphascope
