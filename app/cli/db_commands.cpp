// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/plain_text.h"
#include "store/maintenance.h"
#include "store/merge_files.h"
#include "store/repair.h"
#include "store/writer.h"
#include "study/error.h"
#include "study/id_list.h"

#include <algorithm>
#include <memory>
#include <string>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

struct DbOptions {
    std::string database;
    std::string file;  ///< the other one
    bool no_files = false;
    bool create = false;
};

int check(const fs::path& database) {
    const auto problems = checkDatabase(database);
    for (const std::string& problem : problems) complain("%s\n", problem.c_str());
    if (problems.empty()) {
        say("%s is whole.\n", database.c_str());
        return kDone;
    }
    complain(
        "%s is damaged. `alphascope-cli db repair` reads what can still be read into "
        "another file.\n",
        database.c_str());
    return kWorkFailed;
}

/// What could not be copied; the exit code.
int sayLeftOut(const CopiedFiles& copied) {
    for (const std::string& sentence : copied.left_out) complain("%s\n", sentence.c_str());
    return copied.left_out.empty() ? kDone : kWorkFailed;
}

/// "12 checkpoints of runs 3, 4".
std::string partText(const AbsentFiles::Part& part) {
    return std::to_string(part.files) + (part.files == 1 ? " checkpoint" : " checkpoints") +
           (part.runs.size() == 1 ? " of run " : " of runs ") + idList(part.runs);
}

/// What a copy names and has not; the exit code. What was left out is said before.
int sayAbsent(const AbsentFiles& absent, const fs::path& copy, const fs::path& source) {
    if (absent.replaced.files > 0)
        complain(
            "%s lacks %s that it names, since their runs replaced them while they were copied; "
            "copy once more when these have ended\n",
            copy.c_str(), partText(absent.replaced).c_str());
    if (absent.lost.files > 0)
        complain(
            "%s lacks %s that it names, and so does %s; bring the files back and copy once more, "
            "or say --no-files to leave all files out\n",
            copy.c_str(), partText(absent.lost).c_str(), filesFolderOf(source).c_str());
    return absent.replaced.files + absent.lost.files == 0 ? kDone : kWorkFailed;
}

int backup(const fs::path& database, const DbOptions& options) {
    const fs::path target = options.file;
    Backup made;
    if (options.no_files)
        backupDatabase(database, target);
    else
        made = backupWithFiles(database, target);
    say("%s: %.1f MB, and %zu files of checkpoints\n", target.c_str(),
        static_cast<double>(fs::file_size(target)) / 1e6, made.copied.files);
    const int left_out = sayLeftOut(made.copied);
    return std::max(left_out, sayAbsent(made.absent, target, database));
}

int vacuum(const fs::path& database) {
    const Shrunk shrunk = vacuumDatabase(database);
    const std::size_t files = removeLeftovers(database, {});
    say("%s: %.1f MB, before %.1f MB; %zu checkpoints that no run needs were removed\n",
        database.c_str(), static_cast<double>(shrunk.after) / 1e6,
        static_cast<double>(shrunk.before) / 1e6, files);
    return kDone;
}

int merge(const fs::path&, const DbOptions& options) {
    if (!fs::exists(options.file))
        throw Error::at(options.file, 0, "the database to merge from is not there",
                        "Check its name");
    const fs::path database = targetDatabase(options.database, options.create);
    const bool is_new = !fs::exists(database);
    MergedFiles merged;
    if (options.no_files)
        merged.report = mergeDatabases(options.file, database);
    else
        merged = mergeWithFiles(options.file, database);
    const MergeReport& report = merged.report;
    if (is_new) say("%s is a new database.\n", database.c_str());
    say("Runs added: %zu, got further: %zu, there already: %d; files copied: %zu\n",
        report.added.size(), report.advanced.size(), report.alike, merged.copied.files);
    for (const std::string& uuid : report.apart)
        complain("run %s went on in both files: what %s has of it stays\n", uuid.c_str(),
                 database.c_str());
    const int left_out = sayLeftOut(merged.copied);
    const int absent = sayAbsent(merged.absent, database, options.file);
    return report.apart.empty() ? std::max(left_out, absent) : kWorkFailed;
}

int repair(const fs::path& database, const DbOptions& options) {
    const auto tables = repairDatabase(database, options.file);
    for (const RepairedTable& table : tables) {
        say("%-16s %10lld rows%s", table.name.c_str(), static_cast<long long>(table.rows),
            table.damaged ? ", some could not be read" : "");
        if (table.disguised) say(", left out: the file has something else in place of this table");
        if (table.refused > 0)
            say(", %lld left out that hold values of the wrong kind",
                static_cast<long long>(table.refused));
        if (table.orphans > 0)
            say(", %lld left out that had lost what they belong to",
                static_cast<long long>(table.orphans));
        say("\n");
    }
    say("%s was made; %s is as it was.\n", options.file.c_str(), database.c_str());
    return check(options.file);
}

using Job = int (*)(const fs::path&, const DbOptions&);

/// `file`: name and meaning of the other file; null: there is none.
CLI::App& addCommand(CLI::App& group, Work& work, const std::string& name,
                     const std::string& description, Job job, const char* file,
                     const std::shared_ptr<DbOptions>& options) {
    CLI::App* command = group.add_subcommand(name, description);
    addDatabaseOption(*command, options->database);
    if (file != nullptr) command->add_option("FILE", options->file, file)->required();
    command->callback([job, options, &work] {
        work = [job, options] { return job(databasePath(options->database), *options); };
    });
    return *command;
}

void addNoFiles(CLI::App& command, const std::shared_ptr<DbOptions>& options) {
    command.add_flag("--no-files", options->no_files, "Leave checkpoints where they are");
}

}  // namespace

void addDbCommands(CLI::App& app, Work& work) {
    CLI::App* group = app.add_subcommand("db", "Check, copy, shrink, merge or repair a database");
    group->require_subcommand(1);
    const auto made = [] { return std::make_shared<DbOptions>(); };
    addCommand(
        *group, work, "check", "Read all of it: pages, rows, blobs",
        [](const fs::path& database, const DbOptions&) { return check(database); }, nullptr,
        made());
    addCommand(
        *group, work, "vacuum", "Write it anew without unused pages, while nothing runs",
        [](const fs::path& database, const DbOptions&) { return vacuum(database); }, nullptr,
        made());
    auto options = made();
    addNoFiles(addCommand(*group, work, "backup", "Copy it as it is now, also while runs go on",
                          backup, "The copy; must not be there yet", options),
               options);
    options = made();
    CLI::App& merging = addCommand(*group, work, "merge",
                                   "Bring all runs of another database into it; twice is as once",
                                   merge, "The other database; it stays as it is", options);
    addNoFiles(merging, options);
    addCreateOption(merging, options->create);
    addCommand(*group, work, "repair", "Read what can be read of a damaged one into a new file",
               repair, "The new file; must not be there yet", made());
}

}  // namespace alphascope
