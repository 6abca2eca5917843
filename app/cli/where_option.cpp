// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/where_option.h"

#include "app/cli/plain_text.h"
#include "report/run_filter.h"
#include "store/orphans.h"
#include "study/error.h"

namespace alphascope {

CLI::Option* addWhereOption(CLI::App& command, std::string& where, const std::string& help) {
    return command.add_option("--where", where, help + ", as in: task = RTE and dev > 0.6")
        ->type_name("FILTER")
        ->check([](const std::string& text) {
            try {
                const RunFilter filter(text);
                return std::string();
            } catch (const Error& problem) {  // CLI11 wants the reason as a text
                return std::string(problem.what());
            }
        });
}

MatchingRuns matchingRuns(StoreReader& reader, const std::string& where, bool archived) {
    const RunFilter filter(where);
    RunSettings settings;
    const bool all = archived || filter.namesArchived();
    MatchingRuns found{.runs = reader.runs(), .scores = {}};
    showOrphans(found.runs);
    found.scores.update(reader, found.runs);
    std::erase_if(found.runs, [&](const RunRow& run) {
        return (run.marks.archived && !all) ||
               !filter.matches({.run = run, .dev = found.scores.of(run.id), .settings = &settings});
    });
    if (!found.runs.empty() || filter.settings().empty()) return found;
    for (const RunRow& run : reader.runs()) settings.read(run);
    for (const std::string& name : filter.settings())
        if (!settings.has(name))
            complain(
                "alphascope-cli: no run has a setting named '%s'; `alphascope-cli show RUN "
                "--json` shows what a run has.\n",
                name.c_str());
    return found;
}

}  // namespace alphascope
