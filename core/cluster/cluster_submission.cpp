// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_submission.h"

#include "cluster/batch_script.h"
#include "cluster/own_submissions.h"
#include "cluster/submission_lock.h"
#include "study/durable_file.h"
#include "study/error.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace alphascope {
namespace {

const ClusterRun& runOf(const ClusterJob& job, int run) {
    if (run < 0 || run >= static_cast<int>(job.runs().size()))
        throw Error("The cluster job in " + job.folder().string() + " has no run " +
                    std::to_string(run) + ". `alphascope-cli cluster status` lists its runs.");
    return job.runs()[static_cast<std::size_t>(run)];
}

TaskId slurmTask(const std::pair<const Batch*, int>& task) {
    return {.job = task.first->slurm_job, .index = task.second};
}

void submitBatch(ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs,
                 const std::optional<TaskId>& after) {
    const auto most = static_cast<std::ptrdiff_t>(slurm.longestArray());
    for (auto from = runs.begin(); from != runs.end();) {
        const auto to = from + std::min(most, runs.end() - from);
        Batch batch{.number = job.batches().empty() ? 1 : job.batches().back().number + 1,
                    .slurm_job = 0,
                    .runs = {from, to}};
        const auto script = job.script(batch.number);
        writeDurably(script, batchScript(job, batch, after));
        batch.slurm_job = slurm.submit(script);
        job.writeBatch(batch);
        spdlog::info("{} runs are Slurm job {}", batch.runs.size(), batch.slurm_job);
        from = to;
    }
}

/// So that nobody goes on with them elsewhere before their tasks begin. The next collecting would
/// do the same, so a problem is no more than said.
void sayThatTheyWait(const ClusterJob& job, const ClusterLook& seen, const std::set<int>& runs) {
    for (const int run : runs) {
        ClusterRunStatus status = seen.runs[static_cast<std::size_t>(run)];
        status.task = slurmTask(job.taskOf(run).value());
        status.slurm = SlurmTask{.state = "PENDING", .reason = {}, .node = {}, .exit_code = {}};
        const auto change = settled(status, nullptr);
        if (!change) continue;
        try {
            makeRunDatabase(job, run);
            changeRun(job.database(run),
                      {.uuid = job.runs()[static_cast<std::size_t>(run)].uuid,
                       .state = status.state,
                       .revision = status.revision},
                      *change);
        } catch (const Error& problem) {
            spdlog::warn("That run {} waits is not stored: {}", run, problem.what());
        }
    }
}

/// Of those that were to be ended: what waited and is gone without an end that Slurm tells of.
void sayThatTheyAreCancelled(const ClusterJob& job, SlurmCommands& slurm,
                             const std::map<int, TaskId>& tasks) {
    std::vector<TaskId> ids;
    for (const auto& [run, task] : tasks) ids.push_back(task);
    const SlurmTasks known = slurm.ask(ids);
    for (const auto& [run, task] : tasks) {
        if (known.contains(task) || known.contains({task.job, kOtherTasks})) continue;
        makeRunDatabase(job, run);
        const auto row = rowOf(job, run);
        if (!row || row->state != RunState::kQueued) continue;
        changeRun(job.database(run),
                  {.uuid = row->uuid, .state = row->state, .revision = row->revision},
                  {.state = RunState::kCancelled,
                   .message = nameOf(task) + " was cancelled before it began.",
                   .owner = {}});
    }
}

}  // namespace

void submitRuns(ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs) {
    const std::set<int> chosen(runs.begin(), runs.end());
    std::set<int> needed;  // also by runs that are not chosen: what a teacher asks for is its own
    for (const ClusterRun& run : job.runs()) needed.insert(run.teacher);
    std::vector<int> teachers, others;
    std::map<int, std::vector<int>> students;
    for (const int run : chosen) {
        const int teacher = runOf(job, run).teacher;
        auto& group = needed.contains(run)       ? teachers
                      : chosen.contains(teacher) ? students[teacher]
                                                 : others;
        group.push_back(run);
    }
    submitBatch(job, slurm, teachers, {});
    for (const auto& [teacher, group] : students)
        submitBatch(job, slurm, group, slurmTask(job.taskOf(teacher).value()));
    submitBatch(job, slurm, others, {});
}

void submitAgain(ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs) {
    const SubmissionLock lock(job.folder());
    job = ClusterJob(job.folder());  // with what another has submitted meanwhile
    refuseUnknownSubmission(job);
    const std::set<int> chosen(runs.begin(), runs.end());
    const ClusterLook looked = ClusterView().look(job, slurm);
    if (!looked.problems.empty()) throw Error(looked.problems.front());
    for (const int number : chosen) {
        const ClusterRun& run = runOf(job, number);
        const auto& status = looked.runs[static_cast<std::size_t>(number)];
        const std::string name = "Run " + std::to_string(number) + " of the cluster job";
        if (status.state == RunState::kFinished)
            throw Error(name + " has finished; there is nothing to continue.");
        if (mayStillRun(status))
            throw Error(name + " is still in Slurm (" + status.slurm->state +
                        "); cancel it there first.");
        if (run.teacher < 0 || chosen.contains(run.teacher)) continue;
        if (looked.runs[static_cast<std::size_t>(run.teacher)].state != RunState::kFinished)
            throw Error(name + " needs its teacher, run " + std::to_string(run.teacher) +
                        " of it, which has not finished; continue that one with it.");
    }
    submitRuns(job, slurm, {chosen.begin(), chosen.end()});
    sayThatTheyWait(job, looked, chosen);
}

std::vector<int> unfinishedRuns(const ClusterJob& job, const std::vector<ClusterRunStatus>& runs) {
    std::set<int> chosen;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& status = runs[i];
        const bool left = status.state == RunState::kInterrupted ||
                          status.state == RunState::kFailed || status.state == RunState::kBlocked ||
                          !status.task;
        if (!left || mayStillRun(status)) continue;
        const int teacher = job.runs()[i].teacher;  // comes before its students
        if (teacher < 0 || chosen.contains(teacher) ||
            runs[static_cast<std::size_t>(teacher)].state == RunState::kFinished)
            chosen.insert(static_cast<int>(i));
    }
    return {chosen.begin(), chosen.end()};
}

void cancelRuns(const ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs) {
    std::map<int, TaskId> tasks;
    for (const int run : runs) {
        runOf(job, run);
        if (const auto task = job.taskOf(run)) tasks.emplace(run, slurmTask(*task));
    }
    std::vector<TaskId> ids;
    for (const auto& [run, task] : tasks) ids.push_back(task);
    slurm.cancel(ids);
    try {
        sayThatTheyAreCancelled(job, slurm, tasks);
    } catch (const Error& problem) {
        spdlog::warn("Slurm was told, but it is not stored: {}", problem.what());
    }
}

}  // namespace alphascope
