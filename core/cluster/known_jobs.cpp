// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/known_jobs.h"

#include "cluster/cluster_job.h"
#include "data/durable_file.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/error.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

fs::path listOf(const fs::path& database) {
    return filesFolderOf(database) / "cluster_jobs";
}

std::vector<std::string> knownFolders(const fs::path& database) {
    std::ifstream stream(listOf(database));
    std::vector<std::string> folders;
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) folders.push_back(line);
    return folders;
}

/// Whoever goes on with a run begins a new revision of it: the job has it while its own is no
/// older.
bool hasAsItIs(const ClusterJob& job, int number, const RunRow& run) {
    const fs::path file = job.database(number);
    if (!fs::exists(file)) return true;  // it waits
    const auto there = StoreReader(file).findRun(run.uuid);
    return !there || there->revision >= run.revision;
}

}  // namespace

void rememberJob(const fs::path& database, const fs::path& folder) {
    auto folders = knownFolders(database);
    const std::string name = ClusterJob::fullName(folder).string();
    if (std::find(folders.begin(), folders.end(), name) != folders.end()) return;
    folders.push_back(name);
    std::string text;
    for (const std::string& known : folders) text += known + "\n";
    writeDurably(listOf(database), text);
}

std::optional<fs::path> jobThatHas(const fs::path& database, const RunRow& run) {
    for (const std::string& folder : knownFolders(database)) {
        try {
            const ClusterJob job(folder);
            const auto number = job.find(run.uuid);
            if (number && hasAsItIs(job, *number, run)) return job.folder();
        } catch (const Error& problem) {  // of a job that was put away; the run may be another's
            spdlog::warn("{}", problem.what());
        }
    }
    return {};
}

}  // namespace alphascope
