// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/common_options.h"
#include "app/cli/database_option.h"
#include "app/cli/json_rows.h"
#include "app/cli/plain_text.h"
#include "app/cli/progress.h"
#include "app/cli/text_table.h"
#include "report/alpha_report.h"
#include "report/training_facts.h"
#include "store/orphans.h"

#include <memory>
#include <vector>

namespace alphascope {
namespace {

struct ShowOptions {
    std::string database;
    std::string run;
    bool json = false;
};

void printEvaluations(StoreReader& reader, std::int64_t id) {
    for (const auto& evaluation : reader.evaluations(id)) {
        say("  step %lld  %s ", static_cast<long long>(evaluation.step), evaluation.set.c_str());
        for (const auto& [name, value] : evaluation.scores) say(" %s %.4f", name.c_str(), value);
        say("\n");
    }
}

void printMarks(const RunMarks& marks) {
    std::string tags;
    for (const auto& tag : marks.tags) tags += (tags.empty() ? "" : ", ") + tag;
    if (!tags.empty()) say("tags: %s\n", tags.c_str());
    if (!marks.note.empty()) say("note: %s\n", marks.note.c_str());
    if (!marks.colour.empty()) say("colour: %s\n", marks.colour.c_str());
    if (marks.archived) say("archived\n");
}

void printRun(StoreReader& reader, const RunRow& run) {
    say("run %lld  %s\n%s  %s%s%s\n%s\n", static_cast<long long>(run.id), run.uuid.c_str(),
        runTitle(run).c_str(), runStateName(run.state), run.message.empty() ? "" : ": ",
        run.message.c_str(), progressText(run, run.started, false).c_str());
    if (!run.header.empty()) say("%s\n", run.header.c_str());
    printMarks(run.marks);
    say("sets\n");
    for (const auto& set : reader.sets(run.id))
        say("  %s  %lld samples of %s  sha256 %s\n", set.set.c_str(),
            static_cast<long long>(set.size), set.file.c_str(), set.sha256.substr(0, 16).c_str());
    say("evaluations\n");
    printEvaluations(reader, run.id);
    if (const auto lines = trainingFactLines(trainingFacts(reader, run.id)); !lines.empty()) {
        say("training\n");
        for (const auto& line : lines) say("  %s\n", line.c_str());
    }
    if (const auto noise = findNoise(reader, run.id))
        say("finding the %lld of %lld flipped labels\n  α: %s\n  label loss: %s\n  "
            "teacher loss: %s\n",
            static_cast<long long>(noise->flipped), static_cast<long long>(noise->samples),
            detectorText(noise->alpha).c_str(), detectorText(noise->label_loss).c_str(),
            detectorText(noise->teacher_loss).c_str());
    say("log\n");
    for (const auto& line : reader.log(run.id)) say("  %s\n", line.text.c_str());
}

int show(const ShowOptions& options) {
    StoreReader reader = openReader(databasePath(options.database));
    std::vector runs{requireRun(reader, options.run)};
    showOrphans(runs);
    const RunRow& run = runs.front();
    if (options.json)
        say("%s\n", jsonText(runDetailsToJson(reader, run)).c_str());
    else
        printRun(reader, run);
    return kDone;
}

}  // namespace

void addShowCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<ShowOptions>();
    CLI::App* command =
        app.add_subcommand("show", "Show one run: settings, sets, scores, curves, log");
    addRunOption(*command, options->run);
    command->add_flag("--json", options->json, "As JSON, with every number");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return show(*options); }; });
}

}  // namespace alphascope
