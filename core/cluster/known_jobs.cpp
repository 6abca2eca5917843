// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/known_jobs.h"

#include "store/lives_here.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/error.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

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

/// In one write at the file's end, so that of two at once both stay.
void append(const fs::path& file, const std::string& text) {
    std::error_code ignored;  // what that means open() tells
    fs::create_directories(file.parent_path(), ignored);
    errno = ENOSPC;  // of a write that takes only a part
    const int out = open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    const bool written =
        out >= 0 && write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        fsync(out) == 0;
    const int problem = errno;
    if (out >= 0) close(out);
    if (!written)
        throw Error::at(file.string(), 0,
                        std::string("the file cannot be written: ") + std::strerror(problem),
                        "Check the rights of its folder and the space on its disk");
}

/// Whoever goes on with a run begins a new revision of it: the job has it while its own is no
/// older, by the rule of a merge.
bool hasAsItIs(const ClusterJob& job, int number, const RunRow& run) {
    std::error_code absent;
    std::optional<RunRow> there;
    if (fs::exists(job.database(number), absent)) there = rowOf(job, number);
    if (!there) there = StoreReader(job.plan()).findRun(run.uuid);  // its task has not begun
    if (!there || there->revision < run.revision) return false;
    if (there->revision > run.revision) return !livesHere(run.owner);
    return run.revision == 0 || there->owner == run.owner;
}

}  // namespace

void rememberJob(const fs::path& database, const fs::path& folder) {
    const auto folders = knownFolders(database);
    const std::string name = ClusterJob::fullName(folder).string();
    if (std::find(folders.begin(), folders.end(), name) != folders.end()) return;
    append(listOf(database), "\n" + name + "\n");  // the first: a line may have been broken off
}

KnownJobs::KnownJobs(const fs::path& database) {
    for (const std::string& folder : knownFolders(database)) {
        if (!ClusterJob::isIn(folder)) continue;  // put away after it was done
        try {
            jobs_.emplace_back(folder);
        } catch (const std::exception& problem) {
            // Whatever is wrong with it, no Error alone: the runs asked for may be another job's.
            spdlog::warn("The cluster job in {} is left aside: {}", folder, problem.what());
        }
    }
}

std::optional<fs::path> KnownJobs::jobThatHas(const RunRow& run) const {
    for (const ClusterJob& job : jobs_) {
        const auto number = job.find(run.uuid);
        if (number && hasAsItIs(job, *number, run)) return job.folder();
    }
    if (run.state == RunState::kQueued && run.owner.host == ClusterJob::waitingOwner().host)
        throw Error(
            "Run " + std::to_string(run.id) +
            " waits in Slurm, and its job folder is not known here, damaged or gone: "
            "`alphascope-cli cluster cancel DIR` with it ends the run, `scancel` without it.");
    return {};
}

}  // namespace alphascope
