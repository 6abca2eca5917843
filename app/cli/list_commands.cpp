// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/json_rows.h"
#include "app/cli/plain_text.h"
#include "app/cli/text_table.h"
#include "app/cli/where_option.h"
#include "report/alpha_report.h"
#include "report/number_text.h"
#include "store/imported_run.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace alphascope {
namespace {

constexpr std::size_t kNoteWidth = 40;
constexpr int kTagsColumn = 10;  // the note's is the next one

struct ListOptions {
    std::string database;
    std::string run;
    std::string where;
    bool archived = false;
    bool json = false;
    bool csv = false;
};

/// Times 100, as tables have it.
std::string devText(double score) {
    return std::isnan(score) ? "-" : fixedText(100.0 * score, 1);
}

std::string tagsText(const RunMarks& marks) {
    std::string text = marks.archived ? "(archived)" : "";
    for (const auto& tag : marks.tags) text += (text.empty() ? "" : ", ") + tag;
    return text.empty() ? "-" : text;
}

/// The first line, so that a run stays one line.
std::string noteText(const RunMarks& marks) {
    const auto end = marks.note.find('\n');
    const std::string line = cutToWidth(marks.note.substr(0, end), kNoteWidth);
    if (line.empty()) return "-";
    return line.size() < marks.note.size() ? line + "…" : line;
}

int listRuns(const ListOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    const auto [runs, scores] = matchingRuns(reader, options.where, options.archived);
    if (options.json) {
        auto list = nlohmann::json::array();
        for (const auto& run : runs) list.push_back(runToJson(run));
        say("%s\n", jsonText(list).c_str());
        return kDone;
    }
    std::vector<std::vector<std::string>> rows{{"RUN", "UUID", "STUDY", "TASK", "ROW", "SEED",
                                                "STATE", "STEP", "TIME", "DEV", "TAGS", "NOTE",
                                                "MESSAGE"}};
    for (const auto& run : runs)
        rows.push_back({std::to_string(run.id), run.uuid.substr(0, 8), run.study, run.task,
                        run.label, isImported(run) ? "-" : std::to_string(run.seed),
                        runStateName(run.state),
                        std::to_string(run.step) + "/" + std::to_string(run.total_steps),
                        durationText(run.train_seconds), devText(scores.of(run.id)),
                        tagsText(run.marks), noteText(run.marks), run.message});
    const bool marked = std::any_of(runs.begin(), runs.end(), [](const RunRow& run) {
        return run.marks.archived || !run.marks.tags.empty() || !run.marks.note.empty();
    });
    if (!marked)  // two columns less to read
        for (auto& row : rows) row.erase(row.begin() + kTagsColumn, row.begin() + kTagsColumn + 2);
    say("%s", alignColumns(rows).c_str());
    return kDone;
}

int listSamples(const ListOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    const RunRow run = requireRun(reader, options.run);
    sayData(samplesCsv(reader, run.id));
    return kDone;
}

}  // namespace

void addListCommands(CLI::App& app, Work& work) {
    auto options = std::make_shared<ListOptions>();
    CLI::App* runs = app.add_subcommand("runs", "List the runs of a database");
    runs->add_flag("--json", options->json, "As a JSON list");
    addWhereOption(*runs, options->where, "Only runs that match");
    runs->add_flag("--archived", options->archived, "Archived runs too");
    addDatabaseOption(*runs, options->database);
    runs->callback([options, &work] { work = [options] { return listRuns(*options); }; });

    CLI::App* samples =
        app.add_subcommand("samples", "List the samples of a run with α, losses and probabilities");
    addRunOption(*samples, options->run);
    samples->add_flag("--csv", options->csv, "As CSV (the only format so far)");
    addDatabaseOption(*samples, options->database);
    samples->callback([options, &work] { work = [options] { return listSamples(*options); }; });
}

}  // namespace alphascope
