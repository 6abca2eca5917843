// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "report/glue_submission.h"

#include <memory>

namespace alphascope {
namespace {

struct GlueOptions {
    std::string database;
    std::string zip;
    std::vector<std::string> runs;
};

int printFaults(const std::string& zip) {
    const auto faults = checkGlueZip(zip);
    for (const auto& fault : faults) say("%s\n", fault.sentence.c_str());
    if (faults.empty())
        say("%s keeps the form of a GLUE submission: all %zu files with every row.\n", zip.c_str(),
            glueFiles().size());
    return faults.empty() ? kDone : kWorkFailed;
}

int writeSubmission(const GlueOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    std::vector<RunRow> runs;
    for (const auto& key : options.runs) runs.push_back(requireRun(reader, key));
    for (const auto& name : writeGlueZip(reader, runs, options.zip)) say("%s\n", name.c_str());
    // What the leaderboard would say of it: files that no run was named for are missing.
    for (const auto& fault : checkGlueZip(options.zip))
        complain("alphascope-cli: %s\n", fault.sentence.c_str());
    return kDone;
}

}  // namespace

void addGlueCommands(CLI::App& app, Work& work) {
    auto options = std::make_shared<GlueOptions>();
    CLI::App* check = app.add_subcommand(
        "glue-check", "Check a zip file against the form of a GLUE submission, file by file");
    check->add_option("FILE", options->zip, "The zip file")->required()->type_name("FILE.zip");
    check->callback([options, &work] { work = [options] { return printFaults(options->zip); }; });

    CLI::App* make = app.add_subcommand(
        "glue-zip", "Write a GLUE submission from the runs' stored predictions on the test sets");
    make->add_option("FILE", options->zip, "The zip file to write")
        ->required()
        ->type_name("FILE.zip");
    make->add_option("RUN", options->runs, "One run a task: row number, uuid or its start")
        ->required();
    addDatabaseOption(*make, options->database);
    make->callback([options, &work] { work = [options] { return writeSubmission(*options); }; });
}

}  // namespace alphascope
