// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "app/cli/text_table.h"
#include "report/settings_diff.h"
#include "store/imported_run.h"

#include <memory>

namespace alphascope {
namespace {

struct DiffOptions {
    std::vector<std::string> runs;
    std::string database;
    bool all = false;
};

int diff(const DiffOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    std::vector<RunRow> runs;
    std::vector<std::vector<std::string>> text{{"SETTING"}};
    for (const auto& key : options.runs) {
        runs.push_back(requireRun(reader, key));
        text[0].push_back(
            runs.back().label +
            (isImported(runs.back()) ? "" : " · seed " + std::to_string(runs.back().seed)));
    }
    for (const auto& row : settingsOf(runs)) {
        if (!options.all && !row.differs()) continue;
        text.push_back({row.path});
        for (const auto& value : row.values) text.back().push_back(value.empty() ? "-" : value);
    }
    if (text.size() == 1) {
        say("The runs have the same settings.\n");
        return kDone;
    }
    say("%s", alignColumns(text).c_str());
    return kDone;
}

}  // namespace

void addDiffCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<DiffOptions>();
    CLI::App* command = app.add_subcommand("diff", "Show in which settings runs differ");
    command->add_option("RUN", options->runs, "Row numbers, uuids or their starts")
        ->required()
        ->expected(2, 100);
    command->add_flag("--all", options->all, "Settings that are the same, too");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return diff(*options); }; });
}

}  // namespace alphascope
