// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/study_checks.h"

#include "data/run_files.h"
#include "study/devices.h"
#include "study/error.h"
#include "study/teacher_fit.h"
#include "widgets/study_form.h"

#include <algorithm>
#include <set>
#include <utility>

namespace alphascope {
namespace {

constexpr std::size_t kLeastOfUuid = 8;  // characters of a uuid that name a run

QString missingFile(RunSpec spec) {
    try {
        resolveFiles(spec);
        checkFiles(spec);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

const FinishedTeacher* findTeacher(const std::vector<FinishedTeacher>& teachers,
                                   const std::string& key) {
    const auto found =
        std::find_if(teachers.begin(), teachers.end(), [&key](const FinishedTeacher& teacher) {
            return std::to_string(teacher.id) == key ||
                   (key.size() >= kLeastOfUuid && teacher.uuid.starts_with(key));
        });
    return found == teachers.end() ? nullptr : &*found;
}

QString teacherProblem(const RunSpec& student, const std::vector<FinishedTeacher>& teachers) {
    const QString name = QString::fromStdString(student.teacher_uuid);
    const FinishedTeacher* teacher = findTeacher(teachers, student.teacher_uuid);
    if (teacher == nullptr)
        return StudyForm::tr(
                   "No finished teacher of this database is \"%1\". Choose one at the end of the "
                   "line, or leave it empty to train one.")
            .arg(name);
    try {
        const std::string misfit = teacherMisfit(runSpecFromText(teacher->spec_json), student);
        if (misfit.empty()) return {};
        return StudyForm::tr("The teacher run \"%1\" %2").arg(name, QString::fromStdString(misfit));
    } catch (const Error&) {
        return {};  // of another version of the program: the launch will tell
    }
}

}  // namespace

QStringList studyLacks(const std::vector<PlannedRun>& runs, const std::vector<std::string>& devices,
                       const std::optional<std::vector<FinishedTeacher>>& teachers) {
    QStringList found;
    std::set<std::pair<std::string, Role>> seen;
    bool teacher_seen = false;
    for (const PlannedRun& run : runs) {
        if (!run.spec.teacher_uuid.empty() && teachers && !std::exchange(teacher_seen, true))
            found << teacherProblem(run.spec, *teachers);
        if (!seen.insert({run.spec.task, run.spec.role}).second) continue;
        found << missingFile(run.spec);
        if (!devices.empty())
            found << QString::fromStdString(
                deviceProblem(run.spec.device, run.spec.train.precision, devices));
    }
    found.removeAll(QString());
    found.removeDuplicates();
    return found;
}

}  // namespace alphascope
