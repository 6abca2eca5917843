// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "app/cli/run_report.h"
#include "app/cli/watching.h"

#include <algorithm>
#include <map>
#include <memory>

namespace alphascope {
namespace {

struct WatchOptions {
    std::vector<std::string> runs;  // empty: all that have not ended
    std::string database;
};

/// The runs to follow, by study.
std::map<std::string, std::vector<std::int64_t>> chosenRuns(const WatchOptions& options,
                                                            StoreReader& reader) {
    std::map<std::string, std::vector<std::int64_t>> chosen;
    for (const auto& key : options.runs) {
        const RunRow run = requireRun(reader, key);
        chosen[run.study].push_back(run.id);
    }
    if (!options.runs.empty()) return chosen;
    for (const auto& run : reader.runs())
        if (!isEnded(run.state)) chosen[run.study].push_back(run.id);
    return chosen;
}

int watch(const WatchOptions& options) {
    const SignalWait signals;
    StoreReader reader = openReader(databasePath(options.database));
    const auto studies = chosenRuns(options, reader);
    std::vector<std::int64_t> ids;
    for (const auto& [study, runs] : studies) ids.insert(ids.end(), runs.begin(), runs.end());
    if (ids.empty()) {
        say("No run of this database is waiting or going on.\n");
        return kDone;
    }
    if (!watchRuns(reader, ids, signals)) return kWorkFailed;
    int code = kDone;
    for (const auto& [study, runs] : studies)
        code = std::max(code, printStudyReport(reader, study, runs));
    return code;
}

}  // namespace

void addWatchCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<WatchOptions>();
    CLI::App* command = app.add_subcommand(
        "watch", "Follow runs of any process until they end; Ctrl+C leaves them at work");
    command->add_option("RUN", options->runs,
                        "Row numbers, uuids or their starts (default: all that have not ended)");
    addDatabaseOption(*command, options->database);
    command->footer("Exit code 0 when each of them has finished, else 1.");
    command->callback([options, &work] { work = [options] { return watch(*options); }; });
}

}  // namespace alphascope
