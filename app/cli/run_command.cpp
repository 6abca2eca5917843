// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "app/cli/run_report.h"
#include "app/cli/study_file.h"
#include "app/cli/watching.h"
#include "app/cli/where_option.h"
#include "cluster/known_jobs.h"
#include "cluster/slurm_executor.h"
#include "run/continuable.h"
#include "run/continuation.h"
#include "run/paths.h"
#include "run/process_executor.h"
#include "run/study_check.h"
#include "run/training_module.h"
#include "store/imported_run.h"
#include "store/maintenance.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace alphascope {
namespace {

struct RunOptions {
    std::string study_file;
    std::string database;
    std::string data_folder;
    std::vector<std::uint64_t> seeds;  // empty: as the study says
    int concurrent = 0;                // 0: as the study says
    int threads = -1;                  // -1: as the study says
    std::string device;                // empty: as the study says
    int budget = -1;                   // minutes; -1: as the study says
    bool detach = false;
};

Study studyOf(const RunOptions& options) {
    Study study = readStudyFile(options.study_file, options.data_folder);
    if (!options.seeds.empty()) study.seeds = options.seeds;
    if (!options.device.empty()) study.device = options.device;
    if (const auto problems = validate(study); !problems.empty()) throw WrongUse(problems.front());
    if (options.concurrent > 0) study.concurrent = options.concurrent;
    if (options.threads >= 0) study.threads = options.threads;
    if (options.budget >= 0) study.budget_minutes = options.budget;
    return study;
}

void warnOfSlowBlas() {
    const std::string warning = blasWarning(TrainingModule::load().info());
    if (!warning.empty()) complain("\n*** WARNING: %s ***\n\n", warning.c_str());
}

/// "1-5, 8".
std::string rangesText(std::vector<std::int64_t> ids) {
    std::sort(ids.begin(), ids.end());
    std::string text;
    for (std::size_t first = 0, last = 0; first < ids.size(); first = last + 1) {
        for (last = first; last + 1 < ids.size() && ids[last + 1] == ids[last] + 1;) ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(ids[first]);
        if (last > first) text += "-" + std::to_string(ids[last]);
    }
    return text;
}

/// What goes on in the background, and how it can be seen and asked.
void sayDetached(const ProcessExecutor& executor, const std::vector<std::int64_t>& ids,
                 const std::filesystem::path& database) {
    const std::string place = std::filesystem::absolute(database).lexically_normal().string();
    say("Runs %s go on in the background (process %lld), in %s\n"
        "Log:    %s\n"
        "Follow: alphascope-cli watch --db %s\n"
        "Ask:    alphascope-cli pause, resume or cancel RUN; kill %lld stops all of them at a "
        "checkpoint\n",
        rangesText(ids).c_str(), static_cast<long long>(executor.pid()), place.c_str(),
        executor.log().c_str(), place.c_str(), static_cast<long long>(executor.pid()));
}

int detachStudy(const Study& study, const std::filesystem::path& database) {
    ProcessExecutor executor(database);
    const auto ids = executor.submit(study);
    say("Study '%s': %zu runs, %d at once\n", study.name.c_str(), ids.size(), study.concurrent);
    sayDetached(executor, ids, database);
    return kDone;
}

int runStudy(const RunOptions& options) {
    const Study study = studyOf(options);
    std::optional<SignalWait> signals;
    if (!options.detach) signals.emplace();  // before libtorch and the store start their threads
    warnOfSlowBlas();
    const auto database = databasePath(options.database);
    // What the queue would refuse leaves no new database behind.
    if (std::error_code unknown; !std::filesystem::exists(database, unknown))
        planRuns(study, database);
    if (options.database.empty()) createFolderOf(database);
    if (options.detach) return detachStudy(study, database);
    StoreWriter writer(database);
    const std::string place = std::filesystem::absolute(database).lexically_normal().string();
    int code = kDone;
    {
        Queue queue(writer, study.concurrent);
        const auto ids = queue.submit(study);
        say("Study '%s': %zu runs, %d at once, in %s\n", study.name.c_str(), ids.size(),
            study.concurrent, place.c_str());
        std::fflush(stdout);
        StoreReader reader(database);
        const bool stopped = watchQueue(queue, reader, ids, *signals);
        writer.flush();
        code = printStudyReport(reader, study.name, ids);
        if (stopped) code = kWorkFailed;
    }
    say("Database: %s\n", place.c_str());
    return code;
}

struct ContinueOptions {
    std::vector<std::string> runs;  // empty: all of the study that ended before their time
    std::string study;
    std::string where;  // a filter; of the ended runs that it matches, those that did not finish
    std::string database;
    int concurrent = 1;
    bool owner_gone = false;  // of `runs`, or of those of `study`
    bool from_start = false;  // of `runs`, or of those of `where`
    bool detach = false;
    bool cluster = false;
};

/// Runs that somebody on another machine has begun, or has queued, and that will not end there.
void giveUpOwners(const ContinueOptions& options, StoreReader& reader, StoreWriter& writer) {
    std::vector<std::int64_t> ids;
    for (const auto& name : options.runs) ids.push_back(requireRun(reader, name).id);
    if (ids.empty())
        for (const auto& run : reader.runs())
            if (run.study == options.study) ids.push_back(run.id);
    writer.giveUpOwner(ids);
}

/// Interrupted runs and those that waited for one of them; a run that was cancelled or has failed
/// goes on only where it is named.
std::vector<std::int64_t> interruptedRuns(StoreReader& reader, const std::string& study) {
    std::vector<std::int64_t> ids;
    std::set<std::string> teachers;  // that have finished or go on now
    for (const auto& run : reader.runs()) {
        const bool left = run.state == RunState::kInterrupted || run.state == RunState::kBlocked;
        const bool ours = left && (study.empty() || run.study == study);
        if (run.role != "teacher") continue;
        if (ours || run.state == RunState::kFinished) teachers.insert(run.uuid);
        if (ours) ids.push_back(run.id);
    }
    for (const auto& run : reader.runs()) {
        const bool left = run.state == RunState::kInterrupted || run.state == RunState::kBlocked;
        if (!left || isImported(run) || run.role == "teacher" ||
            (!study.empty() && run.study != study))
            continue;
        if (run.teacher_uuid.empty() || teachers.contains(run.teacher_uuid))
            ids.push_back(run.id);
        else
            say("Run %lld is left aside: its teacher has not finished and was not "
                "interrupted; name both to continue them.\n",
                static_cast<long long>(run.id));
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// Runs that a filter matches and that ended before their time, cancelled and failed ones too.
std::vector<std::int64_t> endedEarly(StoreReader& reader, const std::string& where) {
    std::vector<std::int64_t> ids;
    for (const RunRow& run : matchingRuns(reader, where).runs)
        if (isEnded(run.state) && run.state != RunState::kFinished && !isImported(run))
            ids.push_back(run.id);
    return ids;
}

/// Each in the cluster job that it is of; those of none are left aside unless they were `named`.
int continueInSlurm(StoreReader& reader, const std::filesystem::path& database,
                    const std::vector<std::int64_t>& ids, bool named) {
    std::map<std::filesystem::path, std::vector<std::int64_t>> jobs;
    const KnownJobs known(database);
    for (const std::int64_t id : ids) {
        const auto folder = known.jobThatHas(requireRun(reader, std::to_string(id)));
        if (!folder && !named) continue;
        if (!folder)
            throw Error("Run " + std::to_string(id) +
                        " is of no cluster job that this database knows of; without --cluster it "
                        "goes on here.");
        jobs[*folder].push_back(id);
    }
    if (jobs.empty()) say("None of the %zu runs is of a cluster job.\n", ids.size());
    for (const auto& [folder, runs] : jobs) {
        SlurmExecutor(database, folder).continueRuns(runs);
        say("%zu run%s submitted to Slurm again; `alphascope-cli cluster collect %s "
            "--watch` brings what becomes of %s.\n",
            runs.size(), runs.size() == 1 ? "" : "s", folder.c_str(),
            runs.size() == 1 ? "it" : "them");
    }
    return kDone;
}

std::vector<std::int64_t> chosenRuns(const ContinueOptions& options, StoreReader& reader) {
    if (!options.where.empty()) return endedEarly(reader, options.where);
    std::vector<std::int64_t> ids;
    for (const auto& name : options.runs) ids.push_back(requireRun(reader, name).id);
    return ids.empty() ? interruptedRuns(reader, options.study) : ids;
}

int continueHere(const ContinueOptions& options, const std::vector<std::int64_t>& ids,
                 StoreReader& reader, StoreWriter& writer, const SignalWait& signals) {
    const std::string study = requireRun(reader, std::to_string(ids.front())).study;
    Queue queue(writer, options.concurrent);
    queue.continueRuns(ids);
    say("Continuing %zu runs, %d at once\n", ids.size(), options.concurrent);
    std::fflush(stdout);
    const bool stopped = watchQueue(queue, reader, ids, signals);
    writer.flush();
    const int code = printStudyReport(reader, study, ids);
    return stopped ? kWorkFailed : code;
}

void checkUse(const ContinueOptions& options) {
    if (options.owner_gone && options.runs.empty() && options.study.empty())
        throw WrongUse("Name the runs whose owner is gone, or their study with --study.");
    if (options.from_start && options.runs.empty() && options.where.empty())
        throw WrongUse("Name the runs that are to begin anew, or choose them with --where.");
}

int continueRuns(const ContinueOptions& options) {
    checkUse(options);
    const auto database = databasePath(options.database);
    openReader(database);  // refuses an absent database, which the writer would make
    std::optional<SignalWait> signals;
    if (!options.detach && !options.cluster) signals.emplace();
    if (!options.cluster) warnOfSlowBlas();  // libtorch may be on the cluster's nodes alone
    StoreWriter writer(database);            // marks runs whose owner is gone as interrupted
    StoreReader reader(database);
    if (options.owner_gone) giveUpOwners(options, reader, writer);
    // Looks at every finished run, so not where a few runs are named.
    if (options.runs.empty() && options.where.empty()) removeLeftovers(database, options.study);
    const auto chosen = chosenRuns(options, reader);
    if (chosen.empty()) {
        say("%s; there is nothing to continue.\n",
            options.where.empty()
                ? "No run was interrupted (failed and cancelled ones go on where they are "
                  "named, or with --where)"
                : "No unfinished run matches");
        return kDone;
    }
    if (options.cluster) return continueInSlurm(reader, database, chosen, !options.runs.empty());
    if (options.from_start) cutToStart(chosen, writer);
    const auto [ids, refusal] = setLostApart(chosen, database);
    if (!refusal.empty()) complain("%s\n", refusal.c_str());
    if (ids.empty()) return kWorkFailed;
    int code = kDone;
    if (options.detach) {
        ProcessExecutor executor(database, options.concurrent);
        executor.continueRuns(ids);
        sayDetached(executor, ids, database);
    } else {
        code = continueHere(options, ids, reader, writer, *signals);
    }
    return refusal.empty() ? code : kWorkFailed;
}

}  // namespace

void addContinueCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<ContinueOptions>();
    CLI::App* command = app.add_subcommand(
        "continue", "Go on with interrupted runs, each after its last checkpoint");
    command->add_option("RUN", options->runs,
                        "Row numbers, uuids or their starts (default: all interrupted runs)");
    addStudyOption(*command, options->study);
    addWhereOption(*command, options->where,
                   "Every run that matches and has not finished, cancelled and failed ones too")
        ->excludes("RUN")
        ->excludes("--study");
    command->add_flag(
        "--owner-gone", options->owner_gone,
        "Take them over from another machine, which was renamed or does not come back");
    command->add_flag("--from-start", options->from_start,
                      "Begin them anew, and delete what they have stored of their steps: for runs "
                      "whose checkpoints are lost");
    addDatabaseOption(*command, options->database);
    command
        ->add_option("--concurrent", options->concurrent,
                     "Runs at once, on the CPU and on each GPU")
        ->check(CLI::Range(1, 1024))
        ->type_name("N");
    command->add_flag("--detach", options->detach,
                      "Return at once: the runs go on in the background, each in a process of its "
                      "own, whatever becomes of this terminal");
    command
        ->add_flag("--cluster", options->cluster,
                   "Submit them to Slurm again, in the job that they are of")
        ->excludes("--detach")
        ->excludes("--concurrent")
        ->excludes("--from-start");
    command->callback([options, &work] { work = [options] { return continueRuns(*options); }; });
}

void addRunCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* command = app.add_subcommand("run", "Run a study and print its result table");
    command->add_option("STUDY", options->study_file, "The study, a TOML file")
        ->required()
        ->type_name("FILE");
    addDatabaseOption(*command, options->database);
    command
        ->add_option("--data", options->data_folder,
                     "The folder with the GLUE tasks (default: the study's, then $ALPHASCOPE_DATA)")
        ->type_name("DIR");
    command
        ->add_option("--seeds", options->seeds, "Seeds, with commas between (default: the study's)")
        ->check([](const std::string& seed) {
            return seed.starts_with('-') ? std::string("a seed is a whole number from 0")
                                         : std::string();
        })
        ->delimiter(',')
        ->type_name("N,...");
    command
        ->add_option("--concurrent", options->concurrent,
                     "Runs at once, on the CPU and on each GPU (default: the study's)")
        ->check(CLI::Range(1, 1024))
        ->type_name("N");
    command
        ->add_option(
            "--threads", options->threads,
            "Threads of one run; 0: cores divided by concurrent runs (default: the study's)")
        ->check(CLI::Range(0, 4096))
        ->type_name("N");
    command
        ->add_option("--device", options->device,
                     "auto, cpu, cuda or cuda:N, for all runs (default: the study's)")
        ->type_name("NAME");
    command
        ->add_option("--budget", options->budget,
                     "Minutes after which no further run starts; `continue` goes on with them; 0: "
                     "no limit (default: the study's)")
        ->check(CLI::Range(0, 1000000))
        ->type_name("MINUTES");
    command->add_flag("--detach", options->detach,
                      "Return at once: the runs go on in the background, each in a process of its "
                      "own, whatever becomes of this terminal");
    command->callback([options, &work] { work = [options] { return runStudy(*options); }; });
}

}  // namespace alphascope
