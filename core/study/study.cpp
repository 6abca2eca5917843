// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/study.h"

#include "study/devices.h"
#include "study/error.h"
#include "study/fields.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <iomanip>
#include <sstream>

namespace alphascope {
namespace {

constexpr int kMostRuns = 20000;  // of a study

/// Collects every value out of range, in sentences for a form.
class RangeChecker {
public:
    RangeChecker(std::vector<std::string>& problems, std::string where)
        : problems_(problems), where_(std::move(where)) {}
    void text(const char*, const std::string&) {}
    void boolean(const char*, bool) {}
    void seed(const char*, std::uint64_t) {}
    void choice(const char* name, const std::string& value,
                const std::vector<std::string>& choices) {
        if (std::find(choices.begin(), choices.end(), value) == choices.end())
            problems_.push_back(where_ + name + " cannot be \"" + value + "\".");
    }
    void integer(const char* name, int value, double min, double max) {
        real(name, value, min, max);
    }
    void real(const char* name, double value, double min, double max) {
        if (std::isfinite(value) && value >= min && value <= max) return;
        std::ostringstream text;
        text << where_ << name << " = " << value << " must lie between " << min << " and " << max
             << ".";
        problems_.push_back(text.str());
    }

private:
    std::vector<std::string>& problems_;
    std::string where_;
};

bool supports(const SchemeDescriptor& scheme, TaskKind kind) {
    return std::find(scheme.task_kinds.begin(), scheme.task_kinds.end(), kind) !=
           scheme.task_kinds.end();
}

bool hasTypeOf(const ParameterDescriptor& parameter, const ParameterValue& value) {
    switch (parameter.type) {
        case ParameterType::kBoolean:
            return std::holds_alternative<bool>(value);
        case ParameterType::kInteger:
            return std::holds_alternative<std::int64_t>(value);
        case ParameterType::kReal:  // "delta = 1" is a real
            return std::holds_alternative<double>(value) ||
                   std::holds_alternative<std::int64_t>(value);
        case ParameterType::kChoice:
            return std::holds_alternative<std::string>(value);
    }
    return false;
}

void checkParameter(const SchemeDescriptor& scheme, const std::string& name,
                    const ParameterValue& value, std::vector<std::string>& problems) {
    RangeChecker checker(problems, scheme.id + ".");
    const auto known = std::find_if(scheme.parameters.begin(), scheme.parameters.end(),
                                    [&](const auto& p) { return p.name == name; });
    if (known == scheme.parameters.end())
        problems.push_back("Scheme " + scheme.id + " has no parameter " + name + ".");
    else if (!hasTypeOf(*known, value))
        problems.push_back(scheme.id + "." + name + " has a value of the wrong type.");
    else if (const auto* real = std::get_if<double>(&value))
        checker.real(name.c_str(), *real, known->min, known->max);
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
        checker.real(name.c_str(), static_cast<double>(*whole), known->min, known->max);
    else if (const auto* text = std::get_if<std::string>(&value);
             text &&
             std::find(known->choices.begin(), known->choices.end(), *text) == known->choices.end())
        problems.push_back(scheme.id + "." + name + " cannot be \"" + *text + "\".");
}

void checkParameters(const SchemeChoice& choice, std::vector<std::string>& problems) {
    const SchemeDescriptor& scheme = findScheme(choice.id);
    for (const auto& [name, value] : choice.parameters)
        checkParameter(scheme, name, value, problems);
    for (const auto& [name, values] : choice.grid) {
        for (const auto& value : values) checkParameter(scheme, name, value, problems);
        if (values.empty())
            problems.push_back(scheme.id + "." + name + " has an empty list of values.");
        if (choice.parameters.contains(name))
            problems.push_back(scheme.id + "." + name +
                               " is given as one value and as a list; leave one out.");
        for (auto value = values.begin(); value != values.end(); ++value)
            if (std::find(values.begin(), value, *value) != value)
                problems.push_back(scheme.id + "." + name + " lists " + parameterText(*value) +
                                   " twice; its runs would be equal bit for bit.");
    }
}

/// Students that start from teacher layers need a teacher of their own hidden size, and no deeper a
/// body.
void checkTeacherLayers(const Study& study, std::vector<std::string>& problems) {
    if (study.student.init != "teacher_layers" || !study.teacher.run.empty()) return;
    const auto layers = [](const TrainSpec& train) {
        return train.layers > 0 ? train.layers : findEncoder(train.encoder).layers;
    };
    const EncoderDescriptor& student = findEncoder(study.student.encoder);
    const EncoderDescriptor& teacher = findEncoder(study.teacher.train.encoder);
    const auto transformer = EncoderKind::kTransformer;
    if (student.kind != transformer || teacher.kind != transformer)
        problems.push_back("student.init = \"teacher_layers\" copies transformer layers, and " +
                           (student.kind != transformer ? student.id : teacher.id) +
                           " has none; choose init = \"random\" or a transformer for both.");
    else if (student.hidden != teacher.hidden)
        problems.push_back("student.init = \"teacher_layers\" needs one hidden size, and " +
                           student.id + " has " + std::to_string(student.hidden) + ", " +
                           teacher.id + " " + std::to_string(teacher.hidden) +
                           "; choose one encoder for both, with fewer layers for the student.");
    else if (layers(study.student) > layers(study.teacher.train))
        problems.push_back(
            "student.layers is larger than the teacher's number of layers, from which it shall "
            "start.");
}

/// No epochs: a teacher made elsewhere is taken as it is.
void checkImport(const Study& study, std::vector<std::string>& problems) {
    if (study.student.epochs == 0)
        problems.emplace_back(
            "student.epochs is 0, but a student must be trained; set at least 1.");
    if (study.teacher.train.epochs > 0 || !study.teacher.run.empty()) return;
    if (study.teacher.train.pretrained.empty())
        problems.emplace_back(
            "teacher.epochs = 0 takes a teacher as it is, so teacher.pretrained must name its "
            "folder; or set at least 1.");
    if (study.teacher.targets == "cross_fit")
        problems.emplace_back(
            "teacher.targets = \"cross_fit\" trains the teacher on folds, which teacher.epochs = 0 "
            "does not allow; choose \"in_sample\".");
}

void checkTasks(const Study& study, std::vector<std::string>& problems) {
    if (study.tasks.empty())
        problems.emplace_back("No task is chosen; add one, for example tasks = [\"demo\"].");
    for (const auto& id : study.tasks) {
        const TaskDescriptor& task = findTask(id);
        if (task.findSplit("train") == nullptr)
            problems.push_back("Task " + task.name +
                               " has no train split; it can only be predicted.");
        if (std::count(study.tasks.begin(), study.tasks.end(), id) > 1)
            problems.push_back("Task " + task.name + " is listed twice; leave one out.");
        for (const auto& choice : study.schemes)
            if (!supports(findScheme(choice.id), task.kind))
                problems.push_back("Scheme " + choice.id + " does not support task " + task.name +
                                   ".");
    }
}

/// Before anything is made of them: six lists of ten values are a million runs of each seed.
void checkSize(const Study& study, std::vector<std::string>& problems) {
    double points = study.full_train_row ? 1.0 : 0.0;
    for (const auto& choice : study.schemes) {
        double all = 1.0;
        for (const auto& [name, values] : choice.grid) all *= static_cast<double>(values.size());
        points += all;
    }
    const double runs =
        points * static_cast<double>(study.tasks.size()) * static_cast<double>(study.seeds.size());
    if (runs <= kMostRuns) return;
    std::ostringstream number;
    number << std::fixed << std::setprecision(0) << runs;
    problems.push_back("The study makes " + number.str() + " runs, and " +
                       std::to_string(kMostRuns) +
                       " are the most that one study can have; list fewer values, seeds or tasks.");
}

/// A choice for every combination of its grid, without grid; itself where it has none.
std::vector<SchemeChoice> combinations(const SchemeChoice& choice) {
    std::vector<SchemeChoice> all{{.id = choice.id, .parameters = choice.parameters}};
    for (const auto& [name, values] : choice.grid) {
        std::vector<SchemeChoice> more;
        for (const auto& partial : all)
            for (const auto& value : values) {
                more.push_back(partial);
                more.back().parameters[name] = value;
            }
        all = std::move(more);
    }
    return all;
}

/// The parameters of a grid, as a run remembers them.
std::string gridNames(const SchemeChoice& choice) {
    std::string names;
    for (const auto& [name, values] : choice.grid) names += (names.empty() ? "" : ",") + name;
    return names;
}

ParameterMap completeParameters(const SchemeChoice& choice) {
    ParameterMap parameters;
    for (const auto& descriptor : findScheme(choice.id).parameters)
        parameters[descriptor.name] = descriptor.default_value;
    for (const auto& [name, value] : choice.parameters) {
        // A study may write "delta = 1" for a real: keep the descriptor's type.
        const bool as_real = std::holds_alternative<double>(parameters.at(name)) &&
                             std::holds_alternative<std::int64_t>(value);
        parameters[name] =
            as_real ? ParameterValue(static_cast<double>(std::get<std::int64_t>(value))) : value;
    }
    return parameters;
}

/// What all runs of a task share.
RunSpec baseSpec(const Study& study, const std::string& task) {
    RunSpec spec{.study = study.name, .task = task, .data = study.data};
    const auto files = study.files_by_task.find(task);
    if (files != study.files_by_task.end()) spec.data.files = files->second;
    if (task == "demo") spec.data.folder.clear();
    spec.teacher_targets = study.teacher.targets;
    spec.teacher_labels = study.teacher.labels;
    spec.threads = study.threads;
    spec.device = study.device;
    return spec;
}

bool needsTeacher(const Study& study) {
    return study.student.init == "teacher_layers" ||
           std::any_of(study.schemes.begin(), study.schemes.end(),
                       [](const auto& choice) { return findScheme(choice.id).uses_teacher; });
}

RunSpec teacherSpec(const Study& study, const std::string& task) {
    RunSpec spec = baseSpec(study, task);
    spec.role = Role::kTeacher;
    spec.train = study.teacher.train;
    spec.seed = study.teacher.seed;
    return spec;
}

/// A student of one scheme; `teacher` is the place of its teacher, or -1.
PlannedRun studentRun(const Study& study, const std::string& task, const SchemeChoice& choice,
                      std::uint64_t seed, int teacher) {
    PlannedRun planned{.spec = baseSpec(study, task), .teacher_index = -1};
    planned.spec.train = study.student;
    planned.spec.scheme = choice.id;
    planned.spec.scheme_parameters = completeParameters(choice);
    planned.spec.seed = seed;
    if (findScheme(choice.id).uses_teacher || study.student.init == "teacher_layers") {
        planned.teacher_index = teacher;
        planned.spec.teacher_uuid = study.teacher.run;
    }
    return planned;
}

}  // namespace

std::vector<std::string> validate(const Study& study) {
    std::vector<std::string> problems;
    RangeChecker top(problems, ""), data(problems, "data."), teacher(problems, "teacher."),
        student(problems, "student.");
    fields::visitStudy(top, study);
    fields::visitData(data, study.data);
    fields::visitTeacher(teacher, study.teacher);
    fields::visitTrain(student, study.student);
    if (study.name.empty()) problems.emplace_back("The study has no name; give it one.");
    if (study.seeds.empty())
        problems.emplace_back("No seed is given; write for example seeds = [1, 2, 3].");
    for (const auto seed : study.seeds)
        if (std::count(study.seeds.begin(), study.seeds.end(), seed) > 1) {
            problems.push_back("Seed " + std::to_string(seed) +
                               " is listed twice; its runs would be equal bit for bit.");
            break;
        }
    if (study.schemes.empty())
        problems.emplace_back(
            "No scheme is chosen; add a [[scheme]] with id = \"rw-kd\", for example.");
    if (study.teacher.train.init == "teacher_layers")
        problems.emplace_back(
            "teacher.init cannot be \"teacher_layers\": a teacher has no teacher.");
    checkImport(study, problems);
    if (!study.teacher.run.empty() && study.tasks.size() > 1)
        problems.emplace_back(
            "A reused teacher serves one task; give each task a study of its own.");
    for (const auto& precision : {study.teacher.train.precision, study.student.precision})
        if (auto problem = deviceProblem(study.device, precision);
            !problem.empty() && std::count(problems.begin(), problems.end(), problem) == 0)
            problems.push_back(std::move(problem));
    for (const auto& choice : study.schemes) checkParameters(choice, problems);
    if (problems.empty())
        checkTeacherLayers(study, problems);  // which encoders there are is checked above
    checkTasks(study, problems);
    checkSize(study, problems);
    return problems;
}

Study onlyOf(const Study& study, const RunSpec& run) {
    Study only = study;
    only.tasks = {run.task};
    std::erase_if(only.files_by_task,
                  [&run](const auto& entry) { return entry.first != run.task; });
    if (run.role == Role::kTeacher) {
        only.teacher.run.clear();
        only.teacher.seed = run.seed;
        return only;
    }
    only.seeds = {run.seed};
    only.full_train_row = run.data.full_train;
    only.schemes = {{.id = run.scheme, .parameters = run.scheme_parameters}};
    return only;
}

std::vector<PlannedRun> expand(const Study& study) {
    std::vector<PlannedRun> runs;
    for (const auto& task : study.tasks) {
        int teacher = -1;
        if (needsTeacher(study) && study.teacher.run.empty()) {
            teacher = static_cast<int>(runs.size());
            runs.push_back({.spec = teacherSpec(study, task), .teacher_index = -1});
        }
        for (const auto seed : study.seeds) {
            for (const auto& choice : study.schemes) {
                const auto points = combinations(choice);
                for (const auto& point : points) {
                    runs.push_back(studentRun(study, task, point, seed, teacher));
                    runs.back().spec.grid = gridNames(choice);
                    runs.back().spec.grid_points = static_cast<int>(points.size());
                }
            }
            if (!study.full_train_row) continue;
            runs.push_back(
                studentRun(study, task, {.id = "label-only", .parameters = {}}, seed, teacher));
            runs.back().spec.data.full_train = true;
        }
    }
    return runs;
}

}  // namespace alphascope
