// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "run/stored_weights.h"
#include "run/training_module.h"
#include "store/imported_run.h"
#include "store/writer.h"
#include "study/run_folder.h"

#include <memory>

namespace alphascope {
namespace {

struct ExportOptions {
    std::string run, folder, database;
};

int exportRun(const ExportOptions& options) {
    const auto database = databasePath(options.database);
    StoreReader reader = openReader(database);
    const RunRow run = requireRun(reader, options.run);
    refuseImported(run, "be written as a model");
    const auto files = filesFolderOf(database);
    refuseOtherWeights(reader, run, files);
    TrainingModule::load().export_model(runFolder(files, run.uuid), options.folder);
    say("Run %lld (%s, %s, seed %llu) as a Hugging Face model: %s\n",
        static_cast<long long>(run.id), run.task.c_str(), run.label.c_str(),
        static_cast<unsigned long long>(run.seed), options.folder.c_str());
    return kDone;
}

}  // namespace

void addExportModelCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* command = app.add_subcommand(
        "export-model",
        "Write a run's final weights as a folder that Hugging Face's library loads");
    addRunOption(*command, options->run);
    command->add_option("FOLDER", options->folder, "Where to; made where it is not there")
        ->required()
        ->type_name("DIR");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return exportRun(*options); }; });
}

}  // namespace alphascope
