// SPDX-License-Identifier: GPL-3.0-or-later
// mark: tags, a note, a colour, the archive.
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "app/cli/where_option.h"
#include "store/writer.h"

#include <memory>

namespace alphascope {
namespace {

constexpr const char* kAutomatic = "auto";

struct MarkOptions {
    std::string database;
    std::vector<std::string> runs;
    std::string where;
    std::vector<std::string> tags;
    std::vector<std::string> untags;
    std::string note;
    std::string colour;
    bool archive = false;
    bool unarchive = false;
    CLI::Option* note_given = nullptr;  ///< an empty note takes the old one off
};

MarkChange changeOf(const MarkOptions& options) {
    MarkChange change;
    try {
        for (const auto& tag : options.tags) change.add_tags.push_back(tagFrom(tag));
        for (const auto& tag : options.untags) change.remove_tags.push_back(tagFrom(tag));
    } catch (const Error& problem) {
        throw WrongUse(problem.what());
    }
    if (options.note_given->count() > 0) change.note = options.note;
    if (!options.colour.empty())
        change.colour = options.colour == kAutomatic ? std::string() : options.colour;
    if (options.archive || options.unarchive) change.archived = options.archive;
    if (change.empty())
        throw WrongUse(
            "There is nothing to change. Give --tag, --untag, --note, --colour, --archive or "
            "--unarchive.");
    return change;
}

std::vector<std::int64_t> runsOf(StoreReader& reader, const MarkOptions& options) {
    std::vector<std::int64_t> ids;
    for (const auto& name : options.runs) ids.push_back(requireRun(reader, name).id);
    if (!options.where.empty())
        for (const auto& run : matchingRuns(reader, options.where, options.unarchive).runs)
            ids.push_back(run.id);
    return ids;
}

int mark(const MarkOptions& options) {
    const auto database = databasePath(options.database);
    MarkChange change = changeOf(options);
    if (options.runs.empty() && options.where.empty())
        throw WrongUse("No run is named. Give row numbers, uuids, or --where FILTER.");
    // The reader refuses an absent database, which the writer would make.
    StoreReader reader = openReader(database);
    std::vector<MarkChange> changes;
    for (const std::int64_t id : runsOf(reader, options)) {
        change.run_id = id;
        changes.push_back(change);
    }
    if (changes.empty()) {
        say("No run matches; nothing was changed.\n");
        return kDone;
    }
    StoreWriter writer(database);
    writer.mark(changes);
    say("Marked %zu %s.\n", changes.size(), changes.size() == 1 ? "run" : "runs");
    return kDone;
}

}  // namespace

void addMarkCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<MarkOptions>();
    CLI::App* command = app.add_subcommand("mark", "Tag runs, note, colour or archive them");
    command->add_option("RUN", options->runs, "Row numbers, uuids or their starts");
    addWhereOption(*command, options->where, "Every run that matches")->excludes("RUN");
    command->add_option("--tag", options->tags, "Add a tag (may be repeated)")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command->add_option("--untag", options->untags, "Take a tag off (may be repeated)")
        ->type_name("TAG")
        ->allow_extra_args(false);
    options->note_given =
        command
            ->add_option("--note", options->note, "Your note in place of the old one; \"\": none")
            ->type_name("TEXT");
    std::vector<std::string> colours{kAutomatic};
    colours.insert(colours.end(), kMarkColours.begin(), kMarkColours.end());
    command->add_option("--colour", options->colour, "Its colour in lists and plots")
        ->check(CLI::IsMember(colours));
    auto* archive = command->add_flag("--archive", options->archive,
                                      "Out of lists; tables and reports still count it");
    command->add_flag("--unarchive", options->unarchive, "Back into lists")->excludes(archive);
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return mark(*options); }; });
}

}  // namespace alphascope
