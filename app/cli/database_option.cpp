// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/database_option.h"

#include "app/cli/plain_text.h"
#include "run/paths.h"
#include "study/error.h"

#include <system_error>

namespace alphascope {

void addDatabaseOption(CLI::App& command, std::string& database) {
    command
        .add_option("--db", database,
                    "The database (default: experiments.db in the user's data folder)")
        ->type_name("FILE");
}

std::filesystem::path databasePath(const std::string& option) {
    return option.empty() ? defaultDatabase() : std::filesystem::path(option);
}

void addCreateOption(CLI::App& command, bool& create) {
    command.add_flag("--create", create, "Make the database of --db where it is not there");
}

std::filesystem::path targetDatabase(const std::string& option, bool create) {
    const auto database = databasePath(option);
    std::error_code unknown;  // of what cannot be looked at, opening tells
    const bool is_there = std::filesystem::exists(database, unknown) || unknown;
    if (!is_there && !option.empty() && !create)
        throw Error("There is no database " + database.string() +
                    ". Check its name, or have it made with --create.");
    return database;
}

StoreReader openReader(const std::filesystem::path& database) {
    StoreReader reader(database);
    if (!reader.notice().empty()) complain("alphascope-cli: %s\n", reader.notice().c_str());
    return reader;
}

RunRow requireRun(StoreReader& reader, const std::string& key) {
    auto run = reader.findRun(key);
    if (!run)
        throw Error("There is no run '" + key +
                    "' in this database. Give a row number, a uuid or the first "
                    "8 characters of one; `alphascope-cli runs` lists them.");
    return *std::move(run);
}

}  // namespace alphascope
