// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_task.h"

#include "store/merge.h"
#include "store/reader.h"
#include "store/run_claim.h"
#include "store/writer.h"
#include "study/error.h"
#include "study/run_folder.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kJobPeriod{500};

/// A link that another start of the task may have made already. Relative: the folder may be mounted
/// elsewhere on the machine that reads it.
void link(const fs::path& target, const fs::path& name) {
    fs::create_directories(name.parent_path());
    if (fs::is_symlink(name) || fs::exists(name)) return;
    std::error_code problem;
    fs::create_directory_symlink(fs::relative(target, name.parent_path()), name, problem);
    if (problem && !fs::is_symlink(name))
        throw Error::at(name.string(), 0, "the link cannot be made: " + problem.message(),
                        "Use a folder on a file system that has symbolic links");
}

/// The teacher's row into the run's database, and its files within the run's reach, without a copy
/// of either's content.
void bringTeacher(const ClusterJob& job, const ClusterRun& run, const fs::path& database) {
    if (run.teacher_uuid.empty()) return;
    const fs::path source = run.teacher < 0 ? job.plan() : job.database(run.teacher);
    mergeDatabases(source, database, {}, {.runs = {run.teacher_uuid}, .rows_alone = true});
    link(runFolder(filesFolderOf(source), run.teacher_uuid),
         runFolder(filesFolderOf(database), run.teacher_uuid));
}

/// The run's row, ended. A collector may change it meanwhile, so it is looked at until it holds.
/// One that had ended begins anew: whoever saw it wait before this start no longer can make it
/// wait.
RunRow setFree(const fs::path& database, const std::string& uuid) {
    while (true) {
        const auto row = StoreReader(database).findRun(uuid);
        if (!row)
            throw Error(database.string() + " does not hold the run " + uuid +
                        ". Delete the file to have it made anew.");
        if (row->state == RunState::kFinished ||
            changeRun(database, {.uuid = uuid, .state = row->state, .revision = row->revision},
                      {.state = RunState::kInterrupted,
                       .message = "its task is starting",
                       .owner = {},
                       .begins_anew = isEnded(row->state)}))
            return *row;
    }
}

/// A number that Slurm has set; empty where it has not.
template <typename Number>
std::optional<Number> numberFrom(const char* variable) {
    const char* value = std::getenv(variable);
    if (value == nullptr) return std::nullopt;
    const char* end = value + std::strlen(value);
    Number number = 0;
    const auto [rest, problem] = std::from_chars(value, end, number);
    if (problem != std::errc{} || rest != end) return std::nullopt;
    return number;
}

}  // namespace

std::optional<TaskId> taskFromEnvironment() {
    const auto job = numberFrom<std::int64_t>("SLURM_ARRAY_JOB_ID");
    const auto index = numberFrom<int>("SLURM_ARRAY_TASK_ID");
    if (!job || !index) return std::nullopt;
    return TaskId{.job = *job, .index = *index};
}

ClusterJob jobOfTask(const fs::path& folder, int run, const std::optional<TaskId>& task,
                     std::chrono::milliseconds patience) {
    const std::string submit = "`alphascope-cli cluster resubmit " + folder.string() + " " +
                               std::to_string(run) + "` submits it.";
    if (!task)
        throw Error("Run " + std::to_string(run) + " of the cluster job in " + folder.string() +
                    " is trained by its Slurm task alone; " + submit);
    const auto give_up = std::chrono::steady_clock::now() + patience;
    while (true) {
        ClusterJob job(folder);
        const auto found = job.taskOf(run);
        if (found && found->first->slurm_job == task->job && found->second == task->index)
            return job;
        if (std::chrono::steady_clock::now() >= give_up)
            throw Error("Slurm job " + std::to_string(task->job) + "_" +
                        std::to_string(task->index) + " is not the one that trains run " +
                        std::to_string(run) + " of " + folder.string() +
                        ", so it leaves it alone; where no other does, " + submit);
        std::this_thread::sleep_for(std::min(patience, kJobPeriod));
    }
}

PreparedTask prepareTask(const ClusterJob& job, int number) {
    if (number < 0 || number >= static_cast<int>(job.runs().size()))
        throw Error("The cluster job in " + job.folder().string() + " has no run " +
                    std::to_string(number) + ".");
    const ClusterRun& run = job.runs()[static_cast<std::size_t>(number)];
    PreparedTask task{.database = job.database(number)};
    makeRunDatabase(job, number);
    bringTeacher(job, run, task.database);
    link(job.folder() / "cache", filesFolderOf(task.database) / "cache");
    const RunRow row = setFree(task.database, run.uuid);
    task.run_id = row.id;
    task.has_finished = row.state == RunState::kFinished;
    return task;
}

}  // namespace alphascope
