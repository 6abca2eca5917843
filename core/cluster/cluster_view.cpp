// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_view.h"

#include "study/error.h"

#include <sys/stat.h>

#include <vector>

namespace alphascope {
namespace {

void take(const RunRow& row, ClusterRunStatus& status) {
    status.state = row.state;
    status.revision = row.revision;
    status.step = row.step;
    status.total_steps = row.total_steps;
    status.message = row.message;
}

std::string becauseSlurmSays(const ClusterRunStatus& run) {
    const std::string job = nameOf(*run.task);
    if (!run.slurm) return job + " is gone, and Slurm remembers nothing of it.";
    std::string text = job + " ended as " + run.slurm->state;
    if (!run.slurm->node.empty()) text += " on " + run.slurm->node;
    std::string details = run.slurm->reason;
    if (!run.slurm->exit_code.empty() && run.slurm->exit_code != "0:0")
        details += (details.empty() ? "exit code " : ", exit code ") + run.slurm->exit_code;
    return text + (details.empty() ? "." : " (" + details + ").");
}

bool isActive(RunState state) {
    return state == RunState::kRunning || state == RunState::kPaused;
}

std::optional<TaskId> taskOf(const ClusterJob& job, int run) {
    const auto task = job.taskOf(run);
    if (!task) return std::nullopt;
    return TaskId{.job = task->first->slurm_job, .index = task->second};
}

/// Whether its task will never start again, and its row says what became of it.
bool isOver(const ClusterRunStatus& run) {
    if (!isEnded(run.state) || mayStillRun(run)) return false;
    if (run.state == RunState::kFinished) return true;
    const bool forgotten = !run.slurm || run.slurm->forgotten;
    return forgotten && !settled(run, nullptr);
}

}  // namespace

ClusterView::Stamp ClusterView::stampOf(const std::filesystem::path& database) {
    Stamp stamp{};
    const auto take = [&](const std::string& file, std::size_t at) {
        struct stat found {};
        if (stat(file.c_str(), &found) != 0) return;
        stamp[at] = found.st_size;
        stamp[at + 1] = found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec;
    };
    take(database.string(), 0);
    take(database.string() + "-wal", 2);
    return stamp;
}

bool mayStillRun(const ClusterRunStatus& run) {
    return run.slurm && !hasEndedInSlurm(run.slurm->state);
}

void ClusterView::takeAsFinished(const ClusterJob& job, int run, const RunRow& row) {
    const auto number = static_cast<std::size_t>(run);
    if (known_.size() <= number) known_.resize(number + 1);
    take(row, known_[number].status);
    known_[number].over = taskOf(job, run);
}

void ClusterView::lookAgain(const ClusterJob& job, int run, Known& known) {
    if (known.status.state == RunState::kFinished) return;  // for good
    const Stamp stamp = stampOf(job.database(run));
    if (stamp == known.stamp) return;
    const auto row = rowOf(job, run);
    if (row) take(*row, known.status);  // else its task has just begun; the plan holds
    known.stamp = stamp;
}

ClusterLook ClusterView::look(const ClusterJob& job, SlurmCommands& slurm) {
    ClusterLook looked;
    known_.resize(job.runs().size());
    std::vector<TaskId> wanted;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const auto run = static_cast<int>(i);
        Known& known = known_[i];
        try {
            lookAgain(job, run, known);
        } catch (const Error& problem) {
            looked.problems.emplace_back(problem.what());
        }
        ClusterRunStatus status = known.status;
        status.task = taskOf(job, run);
        if (status.task && (known.over != status.task || !isEnded(status.state)))
            wanted.push_back(*status.task);
        looked.runs.push_back(std::move(status));
    }
    try {
        const SlurmTasks tasks = slurm.ask(wanted);
        looked.slurm_answered = true;
        for (std::size_t i = 0; i < known_.size(); ++i) {
            ClusterRunStatus& run = looked.runs[i];
            if (!run.task) continue;
            auto found = tasks.find(*run.task);
            if (found == tasks.end()) found = tasks.find({run.task->job, kOtherTasks});
            if (found != tasks.end()) run.slurm = found->second;
            known_[i].over = isOver(run) ? run.task : std::nullopt;
        }
    } catch (const Error& problem) {
        looked.problems.emplace_back(problem.what());
    }
    return looked;
}

std::optional<RunChange> settled(const ClusterRunStatus& run, const ClusterRunStatus* teacher) {
    if (run.state == RunState::kFinished || !run.task) return std::nullopt;
    const bool ended = !run.slurm || hasEndedInSlurm(run.slurm->state);
    if (!ended) {
        if (run.state == RunState::kQueued || !waitsInSlurm(run.slurm->state)) return std::nullopt;
        return RunChange{
            .state = RunState::kQueued,
            .message = nameOf(*run.task) + " waits; the run goes on after its last checkpoint.",
            .owner = ClusterJob::waitingOwner(),
            .begins_anew = true};
    }
    const bool active = run.state == RunState::kQueued || isActive(run.state);
    const bool cancelled = run.slurm && run.slurm->state == "CANCELLED";
    // A run that was told to stop does not know why.
    const bool knows_why = run.message.starts_with(kSlurmJob);
    if (!active && (run.state != RunState::kInterrupted || knows_why)) return std::nullopt;
    const bool no_teacher =
        teacher != nullptr && isEnded(teacher->state) && teacher->state != RunState::kFinished;
    if (run.state == RunState::kQueued && no_teacher)
        return RunChange{.state = RunState::kBlocked,
                         .message = std::string("its teacher did not finish: it is ") +
                                    runStateName(teacher->state),
                         .owner = {}};
    return RunChange{.state = cancelled ? RunState::kCancelled : RunState::kInterrupted,
                     .message = becauseSlurmSays(run),
                     .owner = {}};
}

/// Teachers come before their students.
void settleRuns(const ClusterJob& job, ClusterLook& looked) {
    if (!looked.slurm_answered) return;
    for (std::size_t i = 0; i < looked.runs.size(); ++i) {
        const ClusterRun& run = job.runs()[i];
        ClusterRunStatus& status = looked.runs[i];
        const auto* teacher =
            run.teacher < 0 ? nullptr : &looked.runs[static_cast<std::size_t>(run.teacher)];
        const auto change = settled(status, teacher);
        if (!change) continue;
        try {
            const auto number = static_cast<int>(i);
            makeRunDatabase(job, number);
            const RunSeen seen{
                .uuid = run.uuid, .state = status.state, .revision = status.revision};
            if (!changeRun(job.database(number), seen, *change)) continue;
            status.state = change->state;
            status.message = change->message;
        } catch (const Error& problem) {
            looked.problems.emplace_back(problem.what());
        }
    }
}

}  // namespace alphascope
