// SPDX-License-Identifier: GPL-3.0-or-later
// The two processes of a study in the background: `supervise` keeps the queue, `task` trains one
// run. ProcessExecutor starts the first, the first starts the others; both write to the log.
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/run_report.h"
#include "app/cli/watching.h"
#include "run/background_order.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace alphascope {
namespace {

constexpr std::chrono::milliseconds kLook{50};

struct BackgroundOptions {
    std::string database;
    std::int64_t run = 0;
};

/// Goes on in a process that is nobody's child, so that nobody has to wait for its end, and that no
/// terminal can become the terminal of. Before any thread is started.
void leaveStarter() {
    const pid_t child = fork();
    if (child < 0) throw Error("No process can be started. Look at their number and the memory.");
    if (child > 0) std::_Exit(kDone);
}

void closeInput() {
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) return;
    dup2(nothing, STDIN_FILENO);
    close(nothing);
}

std::vector<std::int64_t> startRuns(Queue& queue, const BackgroundOrder& order) {
    if (order.continued.empty())
        return queue.submit(parseStudy(order.study_toml, "the study that was sent"));
    queue.continueRuns(order.continued);
    return order.continued;
}

int supervise(const BackgroundOptions& options) {
    leaveStarter();
    const SignalWait signals;
    const auto order = BackgroundOrder::parse(receiveAll(STDIN_FILENO));
    std::unique_ptr<StoreWriter> writer;
    std::unique_ptr<Queue> queue;
    std::vector<std::int64_t> ids;
    try {
        writer = std::make_unique<StoreWriter>(options.database);
        queue = std::make_unique<Queue>(*writer, order.concurrent, std::chrono::steady_clock::now,
                                        Queue::RunsIn::kProcess);
        ids = startRuns(*queue, order);
    } catch (const std::exception& problem) {
        sendAll(STDIN_FILENO, BackgroundAnswer{.error = problem.what()}.text());
        throw;
    }
    // Where nobody hears it any more the runs are nobody's wish: the queue stops as it goes.
    sendAll(STDIN_FILENO, BackgroundAnswer{.runs = ids, .pid = getpid(), .error = {}}.text());
    closeInput();
    StoreReader reader(options.database);
    const bool stopped = watchQueue(
        *queue, reader, ids, signals,
        "Left at once; the runs' own processes stop at a checkpoint, or go on to their ends.");
    writer->flush();
    const std::string study = requireRun(reader, std::to_string(ids.front())).study;
    const int code = printStudyReport(reader, study, ids);
    return stopped ? kWorkFailed : code;
}

/// The exit code says whether the run's end is stored, whatever it is.
int runTask(const BackgroundOptions& options) {
    const SignalWait signals;
    {
        StoreWriter writer(options.database);
        Queue queue(writer, 1);
        queue.adopt(options.run, getppid());
        while (!queue.idle())
            if (signals.wait(kLook)) queue.stop();
    }
    StoreReader reader(options.database);
    return isEnded(requireRun(reader, std::to_string(options.run)).state) ? kDone : kWorkFailed;
}

}  // namespace

void addBackgroundCommands(CLI::App& app, Work& work) {
    for (const bool one_run : {false, true}) {
        auto options = std::make_shared<BackgroundOptions>();
        CLI::App* command = app.add_subcommand(one_run ? "task" : "supervise",
                                               "Used by `run --detach`; not for you to call");
        command->group("");  // not in the help
        command->add_option("--db", options->database)->required();
        if (one_run) command->add_option("RUN", options->run)->required();
        command->callback([options, one_run, &work] {
            work = [options, one_run] { return one_run ? runTask(*options) : supervise(*options); };
        });
    }
}

}  // namespace alphascope
