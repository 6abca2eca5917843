// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cluster_task_command.h"
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/json_rows.h"
#include "app/cli/plain_text.h"
#include "app/cli/signals.h"
#include "app/cli/study_file.h"
#include "app/cli/text_table.h"
#include "cluster/cluster_collector.h"
#include "cluster/cluster_submission.h"
#include "cluster/own_submissions.h"
#include "cluster/slurm_executor.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <numeric>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

struct ClusterOptions {
    std::string study_file;
    std::string database;
    std::string data_folder;
    std::string folder;
    std::string program;
    Resources resources;
    std::vector<int> runs;
    bool watch = false;
    bool no_files = false;
    bool trust = false;
    bool json = false;
    int every = 10;  ///< seconds
};

int submit(const ClusterOptions& options) {
    const Study study = readStudyFile(options.study_file, options.data_folder);
    const auto database = databasePath(options.database);
    std::string program = options.program;
    if (program.empty()) program = fs::read_symlink("/proc/self/exe").string();
    SlurmExecutor executor(database, options.folder, options.resources, program);
    const auto ids = executor.submit(study);
    say("Study '%s': %zu runs submitted to Slurm, in %s\n", study.name.c_str(), ids.size(),
        options.folder.c_str());
    say("alphascope-cli cluster collect %s --watch brings them into %s\n", options.folder.c_str(),
        database.c_str());
    return kDone;
}

/// "200 runs: 3 running, 197 finished".
std::string summary(const std::vector<ClusterRunStatus>& runs) {
    std::map<std::string, int> counts;
    for (const ClusterRunStatus& run : runs) ++counts[runStateName(run.state)];
    std::string text = std::to_string(runs.size()) + " runs";
    const char* before = ": ";
    for (const auto& [state, count] : counts) {
        text += before + std::to_string(count) + " " + state;
        before = ", ";
    }
    return text;
}

void complainOf(const std::vector<std::string>& problems) {
    for (const std::string& problem : problems) complain("alphascope-cli: %s\n", problem.c_str());
}

int collect(const ClusterOptions& options) {
    const SignalWait signals;
    const fs::path database = databasePath(options.database);
    bool is_new = !fs::exists(database);
    ClusterCollector collector(options.folder, database, !options.no_files);
    std::string said;
    while (true) {
        const Collected collected = collector.collect();
        if (std::exchange(is_new, false)) say("%s is a new database.\n", database.c_str());
        const std::string counts = summary(collected.runs);
        if (std::exchange(said, counts) != counts || collected.rows > 0)
            say("%s; %d of %d files with news, %lld rows, %zu checkpoint files\n", counts.c_str(),
                collected.runs_changed, collected.files_read,
                static_cast<long long>(collected.rows), collected.files_copied);
        std::fflush(stdout);
        complainOf(collected.problems);
        if (!options.watch) return collected.problems.empty() ? kDone : kWorkFailed;
        if (collected.complete() && collected.problems.empty()) return kDone;
        if (signals.wait(std::chrono::seconds(options.every))) return kWorkFailed;
    }
}

nlohmann::json toJson(const ClusterRun& run, const ClusterRunStatus& status, std::size_t number) {
    nlohmann::json row{{"number", number},
                       {"uuid", run.uuid},
                       {"label", run.label},
                       {"seed", run.seed},
                       {"teacher", run.teacher},
                       {"state", runStateName(status.state)},
                       {"message", status.message},
                       {"step", status.step},
                       {"total_steps", status.total_steps},
                       {"slurm_job", nullptr},
                       {"slurm_task", nullptr},
                       {"slurm_state", nullptr}};
    if (status.task) {
        row["slurm_job"] = status.task->job;
        row["slurm_task"] = status.task->index;
    }
    if (status.slurm) row["slurm_state"] = status.slurm->state;
    return row;
}

void printTable(const ClusterJob& job, const std::vector<ClusterRunStatus>& runs) {
    std::vector<std::vector<std::string>> rows{
        {"run", "state", "step", "Slurm job", "in Slurm", "node", "what", "message"}};
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const ClusterRun& run = job.runs()[i];
        const ClusterRunStatus& status = runs[i];
        const std::string task = status.task ? std::to_string(status.task->job) + "_" +
                                                   std::to_string(status.task->index)
                                             : "not submitted";
        rows.push_back({std::to_string(i), runStateName(status.state),
                        std::to_string(status.step) + "/" + std::to_string(status.total_steps),
                        task, status.slurm ? status.slurm->state : "-",
                        status.slurm ? status.slurm->node : "",
                        run.label + ", seed " + std::to_string(run.seed), status.message});
    }
    say("%s", alignColumns(rows).c_str());
}

/// The runs as they are, with what Slurm knows better stored.
ClusterLook lookAndSettle(const ClusterJob& job, SlurmCommands& slurm) {
    ClusterLook looked = ClusterView().look(job, slurm);
    settleRuns(job, looked);
    complainOf(looked.problems);
    return looked;
}

int status(const ClusterOptions& options) {
    const ClusterJob job(options.folder);
    SlurmCommands slurm;
    const ClusterLook looked = lookAndSettle(job, slurm);
    if (options.json) {
        nlohmann::json rows = nlohmann::json::array();
        for (std::size_t i = 0; i < looked.runs.size(); ++i)
            rows.push_back(toJson(job.runs()[i], looked.runs[i], i));
        say("%s\n", jsonText(rows).c_str());
    } else {
        printTable(job, looked.runs);
        say("%s\n", summary(looked.runs).c_str());
    }
    return looked.problems.empty() ? kDone : kWorkFailed;
}

int cancel(const ClusterOptions& options) {
    const ClusterJob job(options.folder);
    SlurmCommands slurm;
    std::vector<int> runs = options.runs;
    if (runs.empty()) {
        runs.resize(job.runs().size());
        std::iota(runs.begin(), runs.end(), 0);
    }
    cancelRuns(job, slurm, runs);
    say("Slurm was told to end %zu runs.\n", runs.size());
    return kDone;
}

int resubmit(const ClusterOptions& options) {
    ClusterJob job(options.folder);
    SlurmCommands slurm;
    const ClusterLook looked = lookAndSettle(job, slurm);
    if (!looked.problems.empty()) return kWorkFailed;
    const auto runs = options.runs.empty() ? unfinishedRuns(job, looked.runs) : options.runs;
    if (runs.empty()) {
        say("%s; there is nothing to submit again.\n", summary(looked.runs).c_str());
        return kDone;
    }
    if (options.trust) rememberSubmission(job);
    submitAgain(job, slurm, runs);
    say("%zu runs submitted again; each goes on after its last checkpoint.\n", runs.size());
    return kDone;
}

using Options = std::shared_ptr<ClusterOptions>;

CLI::App& addCommand(CLI::App& group, Work& work, const std::string& name,
                     const std::string& description, int (*job)(const ClusterOptions&),
                     const Options& options) {
    CLI::App* command = group.add_subcommand(name, description);
    command->callback([=, &work] { work = [=] { return job(*options); }; });
    return *command;
}

void addFolder(CLI::App& command, const Options& options) {
    command.add_option("DIR", options->folder, "The job folder that `cluster submit` made")
        ->required();
}

void addResourceOptions(CLI::App& command, Resources& asked) {
    command.add_option("--partition", asked.partition, "Slurm's partition")->type_name("NAME");
    command.add_option("--account", asked.account, "Whose hours they are")->type_name("NAME");
    command.add_option("--gpus", asked.gpus, "GPUs of each run, as 1 or a100:1")
        ->type_name("[TYPE:]N");
    command
        .add_option("--cpus", asked.cpus,
                    "Cores of each run; its threads where the study "
                    "leaves them open (default: 1)")
        ->check(CLI::Range(1, 4096))
        ->type_name("N");
    command.add_option("--mem", asked.memory, "Memory of each run, as 16G")->type_name("SIZE");
    command
        .add_option("--time", asked.time,
                    "Time limit of each start, as 8:00:00; a run that needs more goes on in "
                    "another")
        ->type_name("TIME");
    command
        .add_option("--teacher-gpus", asked.teacher.gpus,
                    "GPUs of each teacher (default of these four: as the other runs)")
        ->type_name("[TYPE:]N");
    command.add_option("--teacher-cpus", asked.teacher.cpus, "Cores of each teacher")
        ->check(CLI::Range(1, 4096))
        ->type_name("N");
    command.add_option("--teacher-mem", asked.teacher.memory, "Memory of each teacher")
        ->type_name("SIZE");
    command.add_option("--teacher-time", asked.teacher.time, "Time limit of each teacher's start")
        ->type_name("TIME");
    command.add_option("--at-once", asked.most_at_once, "Runs of one array at once")
        ->check(CLI::Range(1, 1000000))
        ->type_name("N");
    command.add_option("--sbatch", asked.more, "A further option of sbatch, as --sbatch=--qos=low")
        ->type_name("OPTION");
}

void addSubmit(CLI::App& group, Work& work) {
    const auto options = std::make_shared<ClusterOptions>();
    CLI::App& command =
        addCommand(group, work, "submit", "Submit a study as job arrays", submit, options);
    command.add_option("STUDY", options->study_file, "The study, a TOML file")
        ->required()
        ->type_name("FILE");
    command
        .add_option("--folder", options->folder,
                    "The job folder to make, on a disk that all machines of the cluster share")
        ->required()
        ->type_name("DIR");
    addDatabaseOption(command, options->database);
    command
        .add_option("--data", options->data_folder,
                    "The folder with the GLUE tasks (default: the study's, then $ALPHASCOPE_DATA)")
        ->type_name("DIR");
    command
        .add_option("--program", options->program,
                    "alphascope-cli as the cluster's machines find it (default: this one)")
        ->type_name("FILE");
    addResourceOptions(command, options->resources);
}

void addCollect(CLI::App& group, Work& work) {
    const auto options = std::make_shared<ClusterOptions>();
    CLI::App& command =
        addCommand(group, work, "collect", "Bring a job's runs into the database; twice is as once",
                   collect, options);
    addFolder(command, options);
    addDatabaseOption(command, options->database);
    command.add_flag("--watch", options->watch, "Again and again, until all runs have ended");
    command.add_option("--every", options->every, "Seconds between (default: 10)")
        ->check(CLI::Range(1, 86400))
        ->type_name("SECONDS");
    command.add_flag("--no-files", options->no_files, "Leave checkpoints in the job folder");
}

}  // namespace

void addClusterCommands(CLI::App& app, Work& work) {
    CLI::App* group = app.add_subcommand("cluster", "Run a study on a cluster with Slurm");
    group->require_subcommand(1);
    addSubmit(*group, work);
    addCollect(*group, work);
    const auto made = [] { return std::make_shared<ClusterOptions>(); };
    auto options = made();
    CLI::App* command =
        &addCommand(*group, work, "status", "What the runs' databases say, and what Slurm says",
                    status, options);
    addFolder(*command, options);
    command->add_flag("--json", options->json, "As JSON");
    options = made();
    command = &addCommand(*group, work, "cancel", "End runs in Slurm", cancel, options);
    addFolder(*command, options);
    command->add_option("RUN", options->runs, "Numbers of `cluster status` (default: all)");
    options = made();
    command = &addCommand(*group, work, "resubmit",
                          "Submit again what failed or was interrupted; it goes on after its last "
                          "checkpoint",
                          resubmit, options);
    addFolder(*command, options);
    command->add_option("RUN", options->runs,
                        "Numbers of `cluster status`, cancelled ones too (default: all that "
                        "failed, were interrupted or blocked)");
    command->add_flag("--trust", options->trust,
                      "Also where you have never submitted with the program and the options for "
                      "sbatch that its job.json names: they run as you");
    addClusterTaskCommand(*group, work);
}

}  // namespace alphascope
