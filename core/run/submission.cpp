// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/submission.h"

#include "run/run_thread.h"
#include "run/study_check.h"

#include <algorithm>
#include <exception>

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
    if (teacher != nullptr) {
        job->teacher = teacher->id;
        spec.teacher_uuid = teacher->place.uuid;
    }
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
    const std::string study_uuid = writer.createStudy(study.name, study.toToml());
    std::shared_ptr<Budget> budget;
    if (study.budget_minutes > 0)
        budget = std::make_shared<Budget>(
            Budget{.limit = std::chrono::minutes(study.budget_minutes), .since = {}});
    std::vector<std::unique_ptr<Job>> jobs;
    try {
        for (auto& run : runs) {
            if (run.spec.threads == 0) run.spec.threads = threadShare(run.spec, slots);
            const auto teacher = static_cast<std::size_t>(run.teacher_index);
            auto job = makeJob(std::move(run.spec),
                               run.teacher_index >= 0 ? jobs.at(teacher).get() : nullptr, writer);
            job->budget = budget;
            job->id = writer.createRun(study_uuid, job->spec, job->place.uuid);
            jobs.push_back(std::move(job));
        }
    } catch (const std::exception&) {
        for (const auto& job : jobs)
            storeState(writer, job->id, RunState::kCancelled,
                       "the rest of the study could not be stored");
        throw;
    }
    return jobs;
}

}  // namespace alphascope
