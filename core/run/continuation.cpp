// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/continuation.h"

#include "data/split_plan.h"
#include "run/continuable.h"
#include "run/run_thread.h"
#include "store/handover.h"
#include "store/imported_run.h"
#include "store/lives_here.h"
#include "store/orphans.h"
#include "store/reader.h"
#include "study/error.h"
#include "study/run_folder.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <set>

namespace alphascope {
namespace {

struct Stored {
    RunRow row;
    std::int64_t step = 0;             ///< of the checkpoint; 0: none
    std::filesystem::path checkpoint;  ///< empty: none
};

/// Whose it is, and what to do about that.
std::string ownerOf(const RunRow& row) {
    if (isInSight(row.owner)) return "a living process; cancel it there first.";
    return processOf(row.owner) +
           ", which is out of sight from here (on another machine, or in a container); cancel it "
           "there first. Where it is gone (the machine was renamed, or does not come back), take "
           "the run over with `alphascope-cli continue " +
           std::to_string(row.id) + " --owner-gone`.";
}

RunRow findEnded(StoreReader& reader, std::int64_t id, const std::filesystem::path& database) {
    const std::string name = "Run " + std::to_string(id);
    auto row = reader.findRun(std::to_string(id));
    if (row && isOrphan(*row)) {
        interruptOrphans(database);
        row = reader.findRun(std::to_string(id));
    }
    if (!row) throw Error(name + " is not in this database. `alphascope-cli runs` lists the runs.");
    refuseImported(*row, "be continued");
    if (row->state == RunState::kFinished)
        throw Error(name + " has finished; there is nothing to continue.");
    if (!isEnded(row->state))
        throw Error(name + " is " + runStateName(row->state) + " and belongs to " + ownerOf(*row));
    return *row;
}

/// The newest checkpoint that the database names and the disk has as it was written.
Stored findCheckpoint(StoreReader& reader, const RunRow& row, const std::filesystem::path& files) {
    const auto folder = runFolder(files, row.uuid);  // where the run is going to write
    const auto states = savedStates(reader, row.id, files);
    std::filesystem::path damaged;
    for (const auto& state : states) {
        const auto file = storedFile(files, state.path);
        if (!std::filesystem::exists(file)) continue;
        if (sha256OfFile(file.string()) == state.sha256)
            return {.row = row, .step = state.step, .checkpoint = file};
        spdlog::warn("{} is not what run {} wrote (its SHA-256 differs): it is not used",
                     file.string(), row.id);
        if (damaged.empty()) damaged = file;
    }
    if (!damaged.empty())
        throw Error::at(damaged.string(), 0,
                        "the checkpoint of run " + std::to_string(row.id) +
                            " is damaged (its SHA-256 is not the stored one), and there is none "
                            "before it",
                        "Restore the file from a copy, or have the run begin anew with "
                        "`alphascope-cli continue " +
                            std::to_string(row.id) + " --from-start`");
    if (!states.empty()) throw Error(lostStates({row.id}, folder));
    return {.row = row};
}

std::unique_ptr<Job> makeJob(const Stored& stored, const std::filesystem::path& files) {
    auto job = std::make_unique<Job>();
    job->id = stored.row.id;
    job->spec = runSpecFromText(stored.row.spec_json);
    job->place = {.files = files,
                  .uuid = stored.row.uuid,
                  .teacher_dir = {},
                  .checkpoint = stored.checkpoint};
    // What began on the CPU stays there, so that its bits do.
    if (!stored.checkpoint.empty() && stored.row.device == "cpu") job->device = "cpu";
    if (!job->spec.teacher_uuid.empty())
        job->place.teacher_dir = runFolder(files, job->spec.teacher_uuid);
    job->control = std::make_unique<RunControl>(job->stop.get_token());
    return job;
}

void findTeacher(Job& job, const std::vector<std::unique_ptr<Job>>& jobs, StoreReader& reader) {
    const std::string& uuid = job.spec.teacher_uuid;
    if (uuid.empty()) return;
    const auto among = std::find_if(jobs.begin(), jobs.end(),
                                    [&](const auto& other) { return other->place.uuid == uuid; });
    if (among != jobs.end()) {
        job.teacher = (*among)->id;
        return;
    }
    const auto teacher = reader.findRun(uuid);
    if (!teacher || teacher->state != RunState::kFinished)
        throw Error("Run " + std::to_string(job.id) + " needs its teacher, run " + uuid +
                    ", which has not finished; continue that one with it.");
}

/// Takes the runs over to go on after the checkpoints that `find` finds.
template <typename Find>
std::vector<std::unique_ptr<Job>> take(const std::vector<std::int64_t>& run_ids,
                                       StoreWriter& writer, const Find& find) {
    StoreReader reader(writer.database());
    std::vector<Takeover> takeovers;
    std::vector<std::unique_ptr<Job>> jobs;
    for (const auto id : std::set(run_ids.begin(), run_ids.end())) {
        const Stored stored =
            find(reader, findEnded(reader, id, writer.database()), writer.filesFolder());
        takeovers.push_back({.run_id = id, .revision = stored.row.revision, .step = stored.step});
        jobs.push_back(makeJob(stored, writer.filesFolder()));
    }
    for (auto& job : jobs) findTeacher(*job, jobs, reader);
    writer.takeOver(takeovers);
    return jobs;
}

}  // namespace

std::vector<std::unique_ptr<Job>> takeOver(const std::vector<std::int64_t>& run_ids,
                                           StoreWriter& writer) {
    return take(run_ids, writer, findCheckpoint);
}

void cutToStart(const std::vector<std::int64_t>& run_ids, StoreWriter& writer) {
    take(run_ids, writer,
         [](StoreReader&, const RunRow& row, const std::filesystem::path&) -> Stored {
             return {.row = row};
         });
    for (const std::int64_t id : std::set(run_ids.begin(), run_ids.end()))
        writer.setState(id, RunState::kInterrupted, "to begin anew");
}

std::vector<std::unique_ptr<Job>> adoptJob(std::int64_t run_id, std::int64_t pid,
                                           StoreWriter& writer) {
    if (!adoptRun(writer.database(), run_id, pid))
        throw Error("Run " + std::to_string(run_id) + " is not one that process " +
                    std::to_string(pid) +
                    " has queued. This command is for a queue in the background alone; use "
                    "`alphascope-cli continue` to go on with a run.");
    try {
        StoreReader reader(writer.database());
        const auto row = reader.findRun(std::to_string(run_id));
        std::vector<std::unique_ptr<Job>> jobs;
        jobs.push_back(makeJob(findCheckpoint(reader, row.value(), writer.filesFolder()),
                               writer.filesFolder()));
        return jobs;
    } catch (const std::exception& problem) {
        failRun(writer, run_id, problem.what());
        throw;
    }
}

}  // namespace alphascope
