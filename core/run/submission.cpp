// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/submission.h"

#include "study/run_folder.h"

#include <algorithm>

namespace alphascope {
namespace {

/// Runs of a study that go on at once share the cores.
int threadShare(const RunSpec& spec, const Slots& slots) {
    const bool any_gpu = spec.device == "auto" || spec.device == "cuda";
    const int at_once = slots.each * (any_gpu ? std::max(1, slots.gpus) : 1);
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / at_once);
}

std::unique_ptr<Job> makeJob(RunSpec spec, const Job* teacher, StoreWriter& writer) {
    auto job = std::make_unique<Job>();
    if (teacher != nullptr) spec.teacher_uuid = teacher->place.uuid;
    job->place = {.files = writer.filesFolder(), .uuid = newUuid()};
    if (!spec.teacher_uuid.empty())
        job->place.teacher_dir = runFolder(job->place.files, spec.teacher_uuid);
    job->spec = std::move(spec);
    job->control = std::make_unique<RunControl>(job->stop.get_token());
    return job;
}

}  // namespace

std::vector<std::unique_ptr<Job>> storeJobs(const Study& study, std::vector<PlannedRun> runs,
                                            const Slots& slots, StoreWriter& writer) {
    std::shared_ptr<Budget> budget;
    if (study.budget_minutes > 0)
        budget = std::make_shared<Budget>(
            Budget{.limit = std::chrono::minutes(study.budget_minutes), .since = {}});
    std::vector<std::unique_ptr<Job>> jobs;
    const auto teacherOf = [&jobs](const PlannedRun& run) {
        return run.teacher_index < 0 ? nullptr
                                     : jobs.at(static_cast<std::size_t>(run.teacher_index)).get();
    };
    std::vector<NewRun> rows;
    for (auto& run : runs) {
        if (run.spec.threads == 0) run.spec.threads = threadShare(run.spec, slots);
        auto job = makeJob(std::move(run.spec), teacherOf(run), writer);
        job->budget = budget;
        rows.push_back({.spec = &job->spec, .uuid = job->place.uuid});
        jobs.push_back(std::move(job));
    }
    const auto ids = writer.createStudyOf(study.name, study.toToml(), rows);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i]->id = ids[i];
        if (const Job* teacher = teacherOf(runs[i])) jobs[i]->teacher = teacher->id;
    }
    return jobs;
}

}  // namespace alphascope
