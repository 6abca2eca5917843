// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "app/cli/text_table.h"
#include "data/glue_files.h"
#include "data/glue_import.h"
#include "data/glue_reader.h"
#include "data/run_files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace alphascope {
namespace {

struct DataOptions {
    std::string database;  // taken by every command; of no use here
    std::string folder;
    std::string source;
};

int checkData(const DataOptions& options) {
    if (!std::filesystem::is_directory(options.folder))
        throw Error::at(options.folder, 0, "this is not a folder",
                        "Name the folder that holds the GLUE tasks");
    const std::string folder = resolveDataFolder(options.folder, "");
    const auto reports = checkDataFolder(folder);
    std::vector<std::vector<std::string>> rows{
        {"TASK", "SPLIT", "STATE", "ROWS", "OFFICIAL", "FILE"}};
    bool broken = false, found = false;
    for (const auto& report : reports) {
        broken = broken || report.state == "error";
        found = found || report.state != "missing";
        rows.push_back({report.task, report.split, report.state, std::to_string(report.rows),
                        report.official_rows > 0 ? std::to_string(report.official_rows) : "-",
                        report.file});
    }
    say("%s\n%s", folder.c_str(), alignColumns(rows).c_str());
    std::fflush(stdout);
    for (const auto& report : reports)
        if (report.state == "error") complain("%s\n", report.message.c_str());
    if (!found)
        throw Error::at(folder, 0, "no task was found here",
                        "Name the folder that holds RTE, SST-2 and so on");
    return broken ? kWorkFailed : kDone;
}

int listData() {
    std::vector<std::vector<std::string>> rows{
        {"ID", "TASK", "FOLDER", "KIND", "TEXTS", "METRICS", "SPLITS (OFFICIAL ROWS)"}};
    for (const auto& task : taskTable()) {
        std::string metrics, splits;
        for (const auto metric : task.metrics)
            metrics += (metrics.empty() ? "" : ", ") + std::string(metricName(metric));
        for (const auto& split : task.splits)
            splits += (splits.empty() ? "" : ", ") + split.name + " (" +
                      std::to_string(split.official_rows) + ")";
        const std::string kind = task.kind == TaskKind::kRegression
                                     ? std::string("regression")
                                     : std::to_string(task.labels.size()) + " classes";
        rows.push_back({task.id, task.name, task.folder.empty() ? "(built in)" : task.folder, kind,
                        task.pair ? "pair" : "single", metrics, splits});
    }
    say("%s", alignColumns(rows).c_str());
    return kDone;
}

int importData(const DataOptions& options) {
    const auto files = importGlue(options.source, options.folder);
    std::vector<std::vector<std::string>> rows{{"FILE", "STATE", "ROWS", "OFFICIAL"}};
    for (const auto& file : files) {
        const bool kept = file.state == ImportedFile::State::kKept;
        rows.push_back({file.file, std::string(importStateName(file.state)),
                        kept ? "-" : std::to_string(file.rows),
                        std::to_string(file.official_rows)});
    }
    say("%s", alignColumns(rows).c_str());
    return kDone;
}

int listAddresses() {
    std::vector<std::vector<std::string>> rows{{"TASK", "ADDRESS"}};
    for (const auto& address : glueAddresses()) rows.push_back({address.task, address.url});
    say("%s", alignColumns(rows).c_str());
    return kDone;
}

void addImportCommands(CLI::App& data, const std::shared_ptr<DataOptions>& options, Work& work) {
    CLI::App* copy = data.add_subcommand(
        "import", "Copy GLUE's files from a zip archive or a folder; what is in DIR already stays");
    copy->add_option("SOURCE", options->source, "A zip archive, or the folder it was unpacked to")
        ->required();
    copy->add_option("DIR", options->folder, "Where the task folders shall lie")->required();
    addDatabaseOption(*copy, options->database);
    copy->callback([options, &work] { work = [options] { return importData(*options); }; });
    CLI::App* addresses = data.add_subcommand("addresses", "List where GLUE's files are published");
    addDatabaseOption(*addresses, options->database);
    addresses->callback([&work] { work = [] { return listAddresses(); }; });
}

}  // namespace

void addDataCommands(CLI::App& app, Work& work) {
    auto options = std::make_shared<DataOptions>();
    CLI::App* data = app.add_subcommand("data", "Look at data sets");
    data->require_subcommand(1);
    CLI::App* check =
        data->add_subcommand("check", "Read every split below a folder and compare the row counts");
    check->add_option("DIR", options->folder, "The folder with the GLUE tasks, or its parent")
        ->required();
    addDatabaseOption(*check, options->database);
    check->callback([options, &work] { work = [options] { return checkData(*options); }; });
    CLI::App* list = data->add_subcommand("list", "List the tasks that the program knows");
    addDatabaseOption(*list, options->database);
    list->callback([&work] { work = [] { return listData(); }; });
    addImportCommands(*data, options, work);
}

}  // namespace alphascope
