// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/known_jobs.h"

#include "cluster/line_list.h"
#include "store/lives_here.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/error.h"

#include <spdlog/spdlog.h>

#include <string>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

fs::path listOf(const fs::path& database) {
    return filesFolderOf(database) / "cluster_jobs";
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
    addLine(listOf(database), ClusterJob::fullName(folder).string());
}

KnownJobs::KnownJobs(const fs::path& database) {
    for (const std::string& folder : readLines(listOf(database))) {
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
