// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/queue.h"
#include "study/task.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

bool holdsTasks(const fs::path& folder) {
    const auto tasks = taskTable();
    return std::any_of(tasks.begin(), tasks.end(), [&](const TaskDescriptor& task) {
        std::error_code problem;
        return !task.folder.empty() && fs::is_directory(folder / task.folder, problem);
    });
}

/// Absolute, because it is stored with the run; `glue` is added where the tasks lie one level down.
std::string completed(const std::string& folder) {
    const fs::path path = fs::absolute(folder).lexically_normal();
    std::error_code problem;
    const bool parent = !holdsTasks(path) && fs::is_directory(path / "glue", problem);
    return (parent ? path / "glue" : path).string();
}

}  // namespace

std::string resolveDataFolder(const std::string& explicit_folder, const std::string& study_folder) {
    if (!explicit_folder.empty()) return completed(explicit_folder);
    if (!study_folder.empty()) return completed(study_folder);
    const char* environment = std::getenv("ALPHASCOPE_DATA");
    return environment != nullptr && *environment != '\0' ? completed(environment) : std::string();
}

}  // namespace alphascope
