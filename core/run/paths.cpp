// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/paths.h"

#include "study/error.h"

#include <cstdlib>
#include <system_error>

namespace alphascope {

namespace fs = std::filesystem;

fs::path defaultDatabase() {
    const char* data_home = std::getenv("XDG_DATA_HOME");
    // The XDG specification: a relative path is invalid and to be ignored.
    if (data_home != nullptr && fs::path(data_home).is_absolute())
        return fs::path(data_home) / "alphascope" / "experiments.db";
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home != '\0')
        return fs::path(home) / ".local" / "share" / "alphascope" / "experiments.db";
    throw Error(
        "There is no place for the database: neither XDG_DATA_HOME nor HOME is set. "
        "Name a database with --db FILE.");
}

fs::path commandLineProgram() {
    std::error_code problem;
    const fs::path here = fs::read_symlink("/proc/self/exe", problem).parent_path();
    const fs::path beside = here / "alphascope-cli", installed = "/usr/bin/alphascope-cli";
    for (const auto& program : {beside, installed})
        if (fs::exists(program, problem)) return program;
    throw Error("Runs in the background need the program alphascope-cli, which is neither " +
                beside.string() + " nor " + installed.string() +
                ". Build or install it, or run the study in this program.");
}

void createFolderOf(const fs::path& database) {
    const fs::path folder = fs::absolute(database).parent_path();
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        throw Error::at(folder.string(), 0, "the folder cannot be made: " + problem.message(),
                        "Name a database elsewhere with --db FILE");
}

}  // namespace alphascope
