// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/database_option.h"

#include "app/cli/plain_text.h"
#include "run/paths.h"
#include "study/error.h"

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
