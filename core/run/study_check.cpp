// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/study_check.h"

#include "data/run_files.h"
#include "run/stored_weights.h"
#include "run/training_module.h"
#include "store/imported_run.h"
#include "store/reader.h"
#include "study/devices.h"
#include "study/error.h"
#include "study/teacher_fit.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// A GPU that a run asks for must be there. The training module, which knows, is slow to load.
void checkDevices(const std::vector<PlannedRun>& runs) {
    for (const auto& run : runs) {
        const auto& precision = run.spec.train.precision;
        if (!needsGpu(run.spec.device, precision)) continue;
        const auto problem =
            deviceProblem(run.spec.device, precision, TrainingModule::load().info().devices);
        if (!problem.empty()) throw Error(problem);
    }
}

/// The teacher that a study reuses.
RunRow findReusedTeacher(const TeacherChoice& teacher, const fs::path& database) {
    const std::string name = "The teacher run '" + teacher.run + "'";
    StoreReader reader(database);
    const auto row = reader.findRun(teacher.run);
    if (!row) throw Error(name + " is not in this database. `alphascope-cli runs` lists the runs.");
    refuseImported(*row, "teach");
    if (row->role != "teacher")
        throw Error(name + " is a student. Name a run whose role is teacher.");
    if (row->state != RunState::kFinished)
        throw Error(name + " is " + runStateName(row->state) +
                    ", not finished. Wait for it, or train a new one.");
    refuseOtherWeights(reader, *row, filesFolderOf(database));
    return *row;
}

}  // namespace

std::optional<int> gpusHere() {
    try {
        const auto devices = TrainingModule::load().info().devices;
        return static_cast<int>(std::count_if(devices.begin(), devices.end(), [](const auto& name) {
            return name.starts_with("cuda");
        }));
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::vector<PlannedRun> planRuns(const Study& study, const StoreWriter& writer, bool trains_here) {
    return planRuns(study, writer.database(), trains_here);
}

std::vector<PlannedRun> planRuns(const Study& study, const fs::path& database, bool trains_here) {
    if (const auto problems = validate(study); !problems.empty()) throw Error(problems.front());
    auto runs = expand(study);
    for (auto& run : runs) resolveFiles(run.spec);
    std::set<std::string> seen;
    for (const auto& run : runs)
        if (seen.insert(run.spec.task).second) checkFiles(run.spec);
    if (trains_here) checkDevices(runs);
    const auto reuses = [](const PlannedRun& run) { return !run.spec.teacher_uuid.empty(); };
    if (std::none_of(runs.begin(), runs.end(), reuses)) return runs;
    const RunRow teacher = findReusedTeacher(study.teacher, database);
    const RunSpec made = runSpecFromText(teacher.spec_json);
    for (auto& run : runs) {
        if (!reuses(run)) continue;
        if (const auto misfit = teacherMisfit(made, run.spec); !misfit.empty())
            throw Error("The teacher run '" + teacher.uuid + "' " + misfit);
        run.spec.teacher_uuid = teacher.uuid;
    }
    return runs;
}

}  // namespace alphascope
