// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/slurm_commands.h"

#include "cluster/child_program.h"
#include "study/error.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>

namespace alphascope {
namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr std::size_t kTasksACommand = 500;
constexpr const char* kUnknownJob = "Invalid job id";

std::string oneLine(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// Slurm's commands say the steps first, then what it comes to.
std::string lastLine(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

ProgramEnd run(const std::vector<std::string>& command) {
    return runProgram(command, kPatience);
}

Error refused(const std::vector<std::string>& command, const ProgramEnd& end) {
    return Error(command.front() + " refused (exit code " + std::to_string(end.code) +
                 "): " + lastLine(end.err.empty() ? end.out : end.err) +
                 ". Is this a machine of the cluster? `scontrol ping` tells.");
}

std::string runOrThrow(const std::vector<std::string>& command) {
    ProgramEnd end = run(command);
    if (end.code != 0) throw refused(command, end);
    return std::move(end.out);
}

std::string joined(const std::set<std::int64_t>& jobs) {
    std::string list;
    for (const std::int64_t job : jobs) list += (list.empty() ? "" : ",") + std::to_string(job);
    return list;
}

/// Adds what the controller has forgotten; of the arrays that were asked for.
void addForgotten(SlurmTasks& tasks, const SlurmTasks& more, const std::set<std::int64_t>& jobs) {
    for (const auto& [id, task] : more)
        if (jobs.contains(id.job))
            if (const auto [added, is_new] = tasks.emplace(id, task); is_new)
                added->second.forgotten = true;
}

/// squeue has answered: what a lab need not have can add to that, but not take it away.
void keepWithout(const char* source, const std::function<void()>& add) {
    try {
        add();
    } catch (const Error& problem) {
        spdlog::warn("What {} knows of the tasks is left out: {}", source, problem.what());
    }
}

}  // namespace

std::int64_t SlurmCommands::submit(const std::filesystem::path& script) {
    const std::vector<std::string> command{"sbatch", "--parsable", script.string()};
    const std::string out = runOrThrow(command);
    std::int64_t job = 0;  // "12" or "12;cluster"
    const auto [end, problem] = std::from_chars(out.data(), out.data() + out.size(), job);
    if (problem != std::errc{} || job <= 0)
        throw Error("sbatch gave no job id but \"" + oneLine(out) + "\".");
    return job;
}

void SlurmCommands::cancel(const std::vector<TaskId>& tasks) {
    for (std::size_t first = 0; first < tasks.size(); first += kTasksACommand) {
        std::vector<std::string> command{"scancel", "--quiet"};
        const std::size_t last = std::min(tasks.size(), first + kTasksACommand);
        for (std::size_t i = first; i < last; ++i)
            command.push_back(std::to_string(tasks[i].job) + "_" + std::to_string(tasks[i].index));
        const ProgramEnd end = run(command);
        if (end.code != 0 && end.err.find(kUnknownJob) == std::string::npos)
            throw refused(command, end);
    }
}

void SlurmCommands::requeue(const std::string& job) {
    runOrThrow({"scontrol", "requeue", job});
}

SlurmTasks SlurmCommands::ask(const std::vector<TaskId>& wanted) {
    std::set<std::int64_t> jobs;
    for (const TaskId& task : wanted) jobs.insert(task.job);
    if (jobs.empty()) return {};
    const std::vector<std::string> command{
        "squeue",
        "--noheader",
        "--array",
        "--states=all",
        "--jobs=" + joined(jobs),
        std::string("--format=") + kSqueueFormat,
    };
    const ProgramEnd end = run(command);
    // A controller that has forgotten all of them says so by an error.
    if (end.code != 0 && end.err.find(kUnknownJob) == std::string::npos)
        throw refused(command, end);
    SlurmTasks tasks = readSqueue(end.out);
    keepWithout("scontrol", [&] { addExitCodes(tasks); });
    std::set<std::int64_t> forgotten;
    for (const TaskId& task : wanted)
        if (!tasks.contains(task)) forgotten.insert(task.job);
    if (!forgotten.empty()) {
        keepWithout("the job-completion log", [&] {
            if (configValue(config(), "JobCompType") != "jobcomp/filetxt") return;
            // Of all that are asked for: those that are forgotten later have their records now.
            const auto& ended = log_.tasksOf(jobs, configValue(config(), "JobCompLoc"));
            addForgotten(tasks, ended, forgotten);
        });
        keepWithout("sacct", [&] { addFromAccounting(tasks, forgotten); });
    }
    return tasks;
}

void SlurmCommands::addExitCodes(SlurmTasks& tasks) {
    std::set<std::int64_t> jobs;
    for (const auto& [id, task] : tasks)
        if (hasEndedInSlurm(task.state) && task.state != "COMPLETED") jobs.insert(id.job);
    for (const std::int64_t job : jobs) {
        const ProgramEnd end = run({"scontrol", "show", "job", "--oneliner", std::to_string(job)});
        if (end.code != 0) continue;  // forgotten since squeue answered
        for (const auto& [id, task] : readRecords(end.out))
            if (const auto known = tasks.find(id); known != tasks.end())
                known->second.exit_code = task.exit_code;
    }
}

void SlurmCommands::addFromAccounting(SlurmTasks& tasks, const std::set<std::int64_t>& jobs) {
    if (configValue(config(), "AccountingStorageType") == "accounting_storage/none") return;
    const ProgramEnd end = run({"sacct", "--noheader", "--parsable2", "--allocations",
                                "--jobs=" + joined(jobs), std::string("--format=") + kSacctFormat});
    if (end.code == 0) addForgotten(tasks, readSacct(end.out), jobs);
}

int SlurmCommands::longestArray() {
    constexpr int kUsual = 1001;
    const std::string value = configValue(config(), "MaxArraySize");
    int size = kUsual;
    std::from_chars(value.data(), value.data() + value.size(), size);
    return std::max(1, size - 1);  // the size is one more than the largest index
}

const std::string& SlurmCommands::config() {
    if (config_.empty()) config_ = runOrThrow({"scontrol", "show", "config"});
    return config_;
}

}  // namespace alphascope
