// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/continuation.h"

#include "run/study_check.h"
#include "store/reader.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace alphascope {
namespace {

struct Stored {
    RunRow row;
    std::int64_t step = 0;             ///< of the checkpoint; 0: none
    std::filesystem::path checkpoint;  ///< empty: none
};

RunRow findEnded(StoreReader& reader, std::int64_t id) {
    const std::string name = "Run " + std::to_string(id);
    const auto row = reader.findRun(std::to_string(id));
    if (!row) throw Error(name + " is not in this database. `alphascope-cli runs` lists the runs.");
    if (row->state == RunState::kFinished)
        throw Error(name + " has finished; there is nothing to continue.");
    if (!isEnded(row->state))
        throw Error(name + " is " + runStateName(row->state) +
                    " and belongs to a living process; cancel it there first.");
    return *row;
}

/// The newest checkpoint that the database names and the disk has.
Stored findCheckpoint(StoreReader& reader, const RunRow& row, const std::filesystem::path& files) {
    Stored stored{.row = row};
    for (const auto& checkpoint : reader.checkpoints(row.id)) {
        const auto file = files / checkpoint.path;
        if (checkpoint.kind != "last" || !file.filename().string().starts_with("step-") ||
            !std::filesystem::exists(file))
            continue;
        stored.step = checkpoint.step;
        stored.checkpoint = file;
    }
    return stored;
}

std::unique_ptr<Job> makeJob(const Stored& stored, const std::filesystem::path& files) {
    auto job = std::make_unique<Job>();
    job->id = stored.row.id;
    job->spec = runSpecFromJson(nlohmann::json::parse(stored.row.spec_json));
    job->place = {.files = files,
                  .uuid = stored.row.uuid,
                  .teacher_dir = {},
                  .checkpoint = stored.checkpoint};
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

}  // namespace

std::vector<std::unique_ptr<Job>> takeOver(const std::vector<std::int64_t>& run_ids,
                                           StoreWriter& writer) {
    StoreReader reader(writer.database());
    std::vector<Stored> stored;
    std::vector<std::unique_ptr<Job>> jobs;
    for (const auto id : run_ids) {
        stored.push_back(findCheckpoint(reader, findEnded(reader, id), writer.filesFolder()));
        jobs.push_back(makeJob(stored.back(), writer.filesFolder()));
    }
    for (auto& job : jobs) findTeacher(*job, jobs, reader);
    for (const auto& one : stored) {
        writer.cutAfter(one.row.id, one.step);
        writer.setState(one.row.id, RunState::kQueued, "");
    }
    return jobs;
}

}  // namespace alphascope
