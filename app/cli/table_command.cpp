// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/output_file.h"
#include "app/cli/where_option.h"
#include "report/table_notes.h"
#include "report/table_shape.h"
#include "report/table_tests.h"

#include <unistd.h>

#include <cstdio>
#include <memory>

namespace alphascope {
namespace {

struct TableOptions {
    std::string database;
    std::string format = "markdown";
    std::string select = "final";
    std::string file;
    bool each_value = false;
    bool no_second = false;
    bool no_gap = false;
    TableQuery query;
    TableSpec spec;
};

/// On a terminal, how far the tests are; they may take minutes.
void showProgress(int done, int all) {
    if (isatty(STDERR_FILENO) == 0 || all == 0) return;
    std::fprintf(stderr, "\rtested %d of %d%s", done, all, done == all ? "\r\033[K" : "");
    std::fflush(stderr);
}

int printTable(const TableOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    TableQuery query = options.query;
    query.selection = selectionFromName(options.select);
    query.grids = options.each_value ? GridRows::kSeparate : GridRows::kJoined;
    const ResultTable whole = buildTable(reader, query);
    requireScores(whole, "tabulate");
    TableSpec spec = options.spec;
    spec.mark_second = !options.no_second;
    spec.show_gap = !options.no_gap;
    spec.program = "Alphascope " ALPHASCOPE_VERSION;
    spec.date = today();
    ResultTable table = shapeTable(whole, spec);
    TestCache cache;
    completeTable(reader, table, cache, {.progress = showProgress});
    writeOutput(options.file, options.format == "latex" ? toLatex(table)
                              : options.format == "csv" ? toCsv(table)
                                                        : toMarkdown(table));
    return kDone;
}

void addLookOptions(CLI::App& command, TableOptions& options) {
    TableSpec& spec = options.spec;
    command.add_option("--tasks", spec.tasks, "Only these tasks, in this order, as in: rte,mrpc")
        ->type_name("TASK,...")
        ->delimiter(',');
    command
        .add_option("--row", spec.rows,
                    "Only these rows, in this order: a row's name, or how it begins; once a row")
        ->type_name("ROW")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_flag("--first-metric", spec.first_metric, "Of each task only its first metric");
    command.add_flag("--average", spec.average,
                     "A column with the mean over the tasks in which every row has a score");
    command.add_flag("--no-second", options.no_second, "Do not mark the second best");
    command.add_flag("--no-gap", options.no_gap, "Leave the share of the teacher gap out");
    command.add_flag("--calibration", spec.show_calibration, "Add expected calibration errors");
    command
        .add_option("--baseline", spec.baseline,
                    "Test all other schemes against this row (paired bootstrap, Holm)")
        ->type_name("ROW");
    command.add_option("--level", spec.level, "Of the marks of tests")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1.0));
    addResamplesOption(command, spec.resamples);
    command.add_option("--caption", spec.caption, "Instead of the caption that is made")
        ->type_name("TEXT");
}

}  // namespace

void addTableCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<TableOptions>();
    CLI::App* command = app.add_subcommand(
        "table", "Print the result table: tasks x schemes, mean and spread over seeds");
    command->add_option("--format", options->format, "latex, csv or markdown")
        ->capture_default_str()
        ->check(CLI::IsMember({"latex", "csv", "markdown"}));
    addStudyOption(*command, options->query.study);
    addWhereOption(*command, options->query.where, "Only runs that match");
    addSelectOption(*command, options->select);
    command->add_flag("--each-value", options->each_value,
                      "A row for each value of a tuned parameter, not the best on meta alone");
    addLookOptions(*command, *options);
    addOutputOption(*command, options->file);
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return printTable(*options); }; });
}

}  // namespace alphascope
