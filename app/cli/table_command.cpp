// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "report/result_table.h"

#include <cstdio>
#include <memory>

namespace alphascope {
namespace {

struct TableOptions {
    std::string database;
    std::string format = "markdown";
    std::string study;
    std::string select = "final";
    bool each_value = false;
};

int printTable(const TableOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    const ResultTable table =
        buildTable(reader, options.study, selectionFromName(options.select),
                   options.each_value ? GridRows::kSeparate : GridRows::kJoined);
    if (table.columns.empty())
        throw Error(
            "There is nothing to tabulate: no run has finished with a score. `alphascope-cli runs` "
            "tells how the runs stand.");
    const std::string text = options.format == "latex" ? toLatex(table)
                             : options.format == "csv" ? toCsv(table)
                                                       : toMarkdown(table);
    std::printf("%s", text.c_str());
    return kDone;
}

}  // namespace

void addTableCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<TableOptions>();
    CLI::App* command = app.add_subcommand(
        "table", "Print the result table: tasks x schemes, mean and spread over seeds");
    command->add_option("--format", options->format, "latex, csv or markdown")
        ->capture_default_str()
        ->check(CLI::IsMember({"latex", "csv", "markdown"}));
    command->add_option("--study", options->study, "Only the runs of this study")
        ->type_name("NAME");
    command
        ->add_option("--select", options->select,
                     "The evaluation that counts: final, best-meta or best-dev")
        ->capture_default_str()
        ->check(CLI::IsMember({"final", "best-meta", "best-dev"}));
    command->add_flag("--each-value", options->each_value,
                      "A row for each value of a tuned parameter, not the best on meta alone");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return printTable(*options); }; });
}

}  // namespace alphascope
