// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cluster_task_command.h"

#include "app/cli/plain_text.h"
#include "app/cli/signals.h"
#include "cluster/cluster_task.h"
#include "cluster/slurm_commands.h"
#include "run/queue.h"
#include "store/reader.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace alphascope {
namespace {

constexpr std::chrono::milliseconds kLookPeriod{200};
/// NFS may show a folder as it was a minute ago.
constexpr std::chrono::seconds kBatchPatience{90};

struct TaskOptions {
    std::string folder;
    int run = 0;
};

/// Slurm sends it shortly before the time is over, as the batch script asks.
constexpr int kTimeIsOver = SIGUSR1;

void queueAgain() {
    const char* job = std::getenv("SLURM_JOB_ID");
    if (job == nullptr || *job == '\0') return;
    say("The time is over: Slurm is asked to start this task again.\n");
    std::fflush(stdout);
    try {
        SlurmCommands().requeue(job);
    } catch (const Error& problem) {
        spdlog::warn("{} `alphascope-cli cluster resubmit` starts it again.", problem.what());
    }
}

/// The step of the newest checkpoint; 0: none.
std::int64_t safeStep(const PreparedTask& task) {
    std::int64_t step = 0;
    for (const auto& checkpoint : StoreReader(task.database).checkpoints(task.run_id))
        step = std::max(step, checkpoint.step);
    return step;
}

/// Returns the last signal that came; 0: none.
int train(const PreparedTask& task, const SignalWait& signals) {
    StoreWriter writer(task.database);
    Queue queue(writer, 1);
    queue.continueRuns({task.run_id});
    int signal = 0;
    while (!queue.idle()) {
        const int came = signals.next(kLookPeriod);
        if (came == 0) continue;
        signal = came;
        queue.stop();  // at a checkpoint; the run is to go on
    }
    writer.flush();
    return signal;
}

int runTask(const TaskOptions& options) {
    const SignalWait signals({kTimeIsOver});  // before libtorch and the store start their threads
    const ClusterJob job =
        jobOfTask(options.folder, options.run, taskFromEnvironment(), kBatchPatience);
    const PreparedTask task = prepareTask(job, options.run);
    const std::int64_t before = safeStep(task);
    int signal = 0;
    if (!task.has_finished) signal = train(task, signals);
    const auto row = StoreReader(task.database).findRun(std::to_string(task.run_id));
    const RunState state = row ? row->state : RunState::kFailed;
    say("run %d is %s%s%s\n", options.run, runStateName(state),
        row && !row->message.empty() ? ": " : "", row ? row->message.c_str() : "");
    if (signal == kTimeIsOver && state == RunState::kInterrupted) {
        if (safeStep(task) > before)
            queueAgain();
        else
            say("The time was over before a step was done: give more with --time.\n");
    }
    return state == RunState::kFinished ? kDone : kWorkFailed;
}

}  // namespace

void addClusterTaskCommand(CLI::App& group, Work& work) {
    const auto options = std::make_shared<TaskOptions>();
    CLI::App* command = group.add_subcommand("task", "One run, on a machine of the cluster");
    command->group("");  // hidden: the batch script alone calls it
    command->add_option("DIR", options->folder, "The job folder")->required();
    command->add_option("RUN", options->run, "Its number")->required();
    command->callback([options, &work] { work = [options] { return runTask(*options); }; });
}

}  // namespace alphascope
