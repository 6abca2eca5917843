// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/paths.h"

#include "study/error.h"

#include <dlfcn.h>

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

fs::path ownFolder() {
    Dl_info info{};
    const auto here = reinterpret_cast<const void*>(&ownFolder);
    if (dladdr(here, &info) == 0 || info.dli_fname == nullptr) return {};
    std::error_code problem;
    const fs::path file = fs::canonical(info.dli_fname, problem);
    return problem ? fs::path() : file.parent_path();
}

fs::path shippedFile(const fs::path& program_folder, const fs::path& name,
                     const fs::path& in_tree) {
    std::error_code unreadable;  // a place that cannot be looked at is not the place
    const fs::path installed = program_folder / "../share/alphascope" / name;
    if (fs::exists(installed, unreadable)) return fs::weakly_canonical(installed, unreadable);
    // Programs are built in build/PRESET/bin. Three folders above an installed program lies
    // something else, which may well hold a file of this name.
    const fs::path sources = program_folder / "../../..";
    const bool built = fs::exists(sources / "core/run/paths.h", unreadable);
    if (built && fs::exists(sources / in_tree, unreadable))
        return fs::weakly_canonical(sources / in_tree, unreadable);
    return {};
}

}  // namespace alphascope
