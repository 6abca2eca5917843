// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/strange_names.h"

#include "study/run_folder.h"

#include <SQLiteCpp/Statement.h>

namespace alphascope {

std::vector<std::string> strangeNames(SQLite::Database& database,
                                      const std::set<std::string>& runs) {
    std::vector<std::string> problems;
    const auto note = [&](const SQLite::Column& run, const std::string& what,
                          const std::string& name) {
        problems.push_back("run " + run.getString() + ": " + what + " '" + shownName(name) + "'");
    };
    const auto wanted = [&](const std::string& uuid) {
        return runs.empty() || runs.contains(uuid);
    };
    SQLite::Statement rows(database, "SELECT id, uuid, teacher_uuid FROM run ORDER BY id");
    while (rows.executeStep()) {
        const std::string uuid = rows.getColumn(1).getString(),
                          teacher = rows.getColumn(2).getString();
        if (!wanted(uuid)) continue;
        if (!isFolderName(uuid))
            note(rows.getColumn(0), "its uuid cannot be the name of a folder:", uuid);
        if (!teacher.empty() && !isFolderName(teacher))
            note(rows.getColumn(0), "its teacher's uuid cannot be the name of a folder:", teacher);
    }
    SQLite::Statement paths(database,
                            "SELECT run.id, uuid, path FROM checkpoint JOIN run ON run.id = run_id "
                            "ORDER BY checkpoint.id");
    while (paths.executeStep()) {
        const std::string path = paths.getColumn(2).getString();
        if (wanted(paths.getColumn(1).getString()) && !staysBelow(path))
            note(paths.getColumn(0),
                 "the path of a checkpoint leads out of the files folder:", path);
    }
    return problems;
}

}  // namespace alphascope
