// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_submission.h"

#include "cluster/batch_script.h"
#include "cluster/submission_lock.h"
#include "data/durable_file.h"
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

}  // namespace

void submitRuns(ClusterJob& job, SlurmCommands& slurm, const std::vector<int>& runs) {
    const std::set<int> chosen(runs.begin(), runs.end());
    std::set<int> needed;
    for (const int run : chosen) needed.insert(runOf(job, run).teacher);
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
    std::vector<TaskId> tasks;
    for (const int run : runs) {
        runOf(job, run);
        if (const auto task = job.taskOf(run)) tasks.push_back(slurmTask(*task));
    }
    slurm.cancel(tasks);
}

}  // namespace alphascope
