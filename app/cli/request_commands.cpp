// SPDX-License-Identifier: GPL-3.0-or-later
// pause, resume, cancel, first, last: written into the request table, which the run's owner reads
// every second; of a run in Slurm, to Slurm.
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "cluster/known_jobs.h"
#include "cluster/slurm_executor.h"
#include "store/lives_here.h"
#include "store/writer.h"

#include <memory>

namespace alphascope {
namespace {

struct RequestOptions {
    std::string database;
    std::string run;
};

void requireUnended(const RunRow& run, const std::string& verb_name) {
    if (isEnded(run.state))
        throw Error(
            "Run " + std::to_string(run.id) + " is " + runStateName(run.state) +
            (verb_name == "first" || verb_name == "last"
                 ? "; only a queued run can be moved."
                 : "; there is nothing to " + verb_name + ".") +
            (verb_name == "resume" && run.state != RunState::kFinished
                 ? " `alphascope-cli continue " + std::to_string(run.id) + "` goes on with it."
                 : ""));
}

/// No process on a cluster looks for requests: Slurm is told, where the database knows of the job.
bool askedSlurm(const std::filesystem::path& database, const RunRow& run, RequestVerb verb) {
    const auto folder = KnownJobs(database).jobThatHas(run);
    if (!folder) return false;
    SlurmExecutor(database, *folder).apply(run.id, verb);
    say("Slurm was told to end run %lld; `alphascope-cli cluster collect %s` brings what becomes "
        "of it.\n",
        static_cast<long long>(run.id), folder->c_str());
    return true;
}

int ask(const RequestOptions& options, const std::string& verb_name, RequestVerb verb) {
    const auto database = databasePath(options.database);
    const bool moves = verb == RequestVerb::kFirst || verb == RequestVerb::kLast;
    // The reader first: it refuses an absent database, which the writer would make, and an ended
    // run, for which nothing need be written.
    StoreReader reader = openReader(database);
    const RunRow seen = requireRun(reader, options.run);
    requireUnended(seen, verb_name);
    if (askedSlurm(database, seen, verb)) return kDone;
    StoreWriter writer(database);  // marks the run as interrupted when its owner is gone
    const RunRow run = requireRun(reader, options.run);
    requireUnended(run, verb_name);
    if (moves && run.state != RunState::kQueued)
        throw Error("Run " + std::to_string(run.id) +
                    " has begun; only a queued run can be moved.");
    writer.request(run.id, verb);
    writer.flush();
    say("Asked the owner of run %lld (%s) to %s%s.\n", static_cast<long long>(run.id),
        processOf(run.owner).c_str(), moves ? "run it " : "",
        moves ? verb_name.c_str() : (verb_name + " it").c_str());
    return kDone;
}

}  // namespace

void addRequestCommands(CLI::App& app, Work& work) {
    struct Verb {
        const char* name;
        const char* help;
        RequestVerb verb;
    };
    for (const auto& [name, help, verb] :
         {Verb{"pause", "Ask the owner of a run to pause it", RequestVerb::kPause},
          Verb{"resume", "Ask the owner of a run to go on with it", RequestVerb::kResume},
          Verb{"cancel", "Ask the owner of a run to end it", RequestVerb::kCancel},
          Verb{"first", "Ask the owner of a queued run to start it before the others",
               RequestVerb::kFirst},
          Verb{"last", "Ask the owner of a queued run to start it after the others",
               RequestVerb::kLast}}) {
        auto options = std::make_shared<RequestOptions>();
        CLI::App* command = app.add_subcommand(name, help);
        addRunOption(*command, options->run);
        addDatabaseOption(*command, options->database);
        command->callback([options, &work, verb_name = std::string(name), request = verb] {
            work = [options, verb_name, request] { return ask(*options, verb_name, request); };
        });
    }
}

}  // namespace alphascope
