// SPDX-License-Identifier: GPL-3.0-or-later
// What goes to other programs and comes from them: export tensorboard, export csv, import
// tensorboard.
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/output_file.h"
#include "app/cli/plain_text.h"
#include "app/cli/where_option.h"
#include "interop/csv_export.h"
#include "interop/tensorboard_export.h"
#include "interop/tensorboard_import.h"

#include <fstream>
#include <memory>
#include <sstream>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

struct InteropOptions {
    std::vector<std::string> runs;
    std::string where;
    std::string out;
    std::string folder;  // what is imported
    std::string study;
    bool owner_gone = false;
    bool create = false;
    std::string database;
};

std::vector<RunRow> chosenRuns(StoreReader& reader, const InteropOptions& options) {
    if (!options.runs.empty() && !options.where.empty())
        throw WrongUse("Name the runs or give --where, not both.");
    if (options.runs.empty() && options.where.empty())
        throw WrongUse("Name the runs (`alphascope-cli runs` lists them), or give --where.");
    if (!options.where.empty()) {
        auto matching = matchingRuns(reader, options.where).runs;
        if (matching.empty()) throw Error("No run matches: " + options.where);
        return matching;
    }
    std::vector<RunRow> runs;
    for (const auto& key : options.runs) runs.push_back(requireRun(reader, key));
    return runs;
}

int toTensorboard(const InteropOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    for (const RunRow& run : chosenRuns(reader, options)) {
        const ExportedRun made = exportTensorboard(reader, run, options.out);
        say("run %lld: %zu scalars, %zu histograms: %s\n", static_cast<long long>(run.id),
            made.scalars, made.histograms, made.file.c_str());
    }
    say("Look at them with: tensorboard --logdir %s\n", options.out.c_str());
    return kDone;
}

void writeCsv(std::ostream& out, StoreReader& reader, const std::vector<RunRow>& runs) {
    writeCsvHead(out);
    for (const RunRow& run : runs) writeCsvRun(out, reader, run.id);
}

void writeCsvFile(const fs::path& file, StoreReader& reader, const std::vector<RunRow>& runs) {
    refuseDatabase(file.string());
    std::ofstream out(file, std::ios::binary);
    writeCsv(out, reader, runs);
    out.close();
    if (!out) throw Error::at(file.string(), 0, "it cannot be written", "Choose another file");
}

int toCsv(const InteropOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    const auto runs = chosenRuns(reader, options);
    if (options.out.empty()) {
        for (const RunRow& run : runs) {  // one at a time: all of them may be much
            std::ostringstream text;
            if (&run == &runs.front()) writeCsvHead(text);
            writeCsvRun(text, reader, run.id);
            sayData(text.str());
        }
    } else if (!options.out.ends_with('/') && !fs::is_directory(options.out)) {
        writeCsvFile(options.out, reader, runs);
    } else {
        std::error_code problem;  // of a folder that cannot be made, writing tells
        fs::create_directories(options.out, problem);
        for (const RunRow& run : runs)
            writeCsvFile(fs::path(options.out) / ("run-" + std::to_string(run.id) + ".csv"), reader,
                         {run});
    }
    return kDone;
}

int fromTensorboard(const InteropOptions& options) {
    const fs::path database = targetDatabase(options.database, options.create);
    const bool is_new = !fs::exists(database);
    const ImportReport report =
        importTensorboard(options.folder, options.study, database, options.owner_gone);
    if (is_new) say("%s is a new database.\n", database.c_str());
    say("Runs added: %zu, got further: %zu, there already: %zu; scalars written: %zu\n",
        report.added, report.advanced, report.alike, report.scalars);
    if (report.empty > 0) say("Left out, without scalars: %zu folders\n", report.empty);
    if (report.elsewhere > 0)
        complain(
            "Runs that stay in the study that they were first imported into: %zu; --study is for "
            "new ones.\n",
            report.elsewhere);
    for (const auto& note : report.notes) complain("%s\n", note.c_str());
    for (const auto& damage : report.damaged) complain("%s\n", damage.c_str());
    return report.damaged.empty() ? kDone : kWorkFailed;
}

using Job = int (*)(const InteropOptions&);

CLI::App& addJob(CLI::App& group, Work& work, const char* name, const char* description, Job job,
                 const std::shared_ptr<InteropOptions>& options) {
    CLI::App* command = group.add_subcommand(name, description);
    addDatabaseOption(*command, options->database);
    command->callback([job, options, &work] { work = [job, options] { return job(*options); }; });
    return *command;
}

void addRunChoice(CLI::App& command, const std::shared_ptr<InteropOptions>& options) {
    command.add_option("RUN", options->runs, "Row numbers, uuids or their starts");
    addWhereOption(command, options->where, "All runs that match, in place of RUN");
}

}  // namespace

void addInteropCommands(CLI::App& app, Work& work) {
    CLI::App* exporting = app.add_subcommand("export", "Write runs as files of other programs");
    exporting->require_subcommand(1);
    auto options = std::make_shared<InteropOptions>();
    CLI::App* command = &addJob(
        *exporting, work, "tensorboard",
        "Event files of TensorBoard, a folder a run: scalars, scores, histograms of α, settings",
        toTensorboard, options);
    addRunChoice(*command, options);
    command->add_option("-o,--out", options->out, "Where to; made where it is not there")
        ->required()
        ->type_name("DIR");
    options = std::make_shared<InteropOptions>();
    command = &addJob(*exporting, work, "csv",
                      "Every number of runs: a line each, with run, series, step and value", toCsv,
                      options);
    addRunChoice(*command, options);
    command
        ->add_option("-o,--out", options->out,
                     "One file, or a folder for a file a run; without it standard output")
        ->type_name("FILE|DIR");

    CLI::App* importing = app.add_subcommand("import", "Bring runs of other programs in");
    importing->require_subcommand(1);
    options = std::make_shared<InteropOptions>();
    command = &addJob(*importing, work, "tensorboard",
                      "The scalars of every folder with event files; again: what is new of them",
                      fromTensorboard, options);
    command->add_option("LOGDIR", options->folder, "The folder that TensorBoard is given")
        ->required()
        ->type_name("DIR");
    command
        ->add_option("--study", options->study,
                     "The study of new runs (default: named as the folder)")
        ->type_name("NAME");
    command->add_flag("--owner-gone", options->owner_gone,
                      "Go on with what an import on another machine has left unfinished");
    addCreateOption(*command, options->create);
}

}  // namespace alphascope
