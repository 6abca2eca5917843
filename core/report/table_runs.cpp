// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_runs.h"

#include "report/dev_score.h"
#include "report/flat_settings.h"
#include "report/run_filter.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <sstream>
#include <tuple>

namespace alphascope {
namespace {

using Settings = std::map<std::string, std::string>;

bool usesTeacher(const RunSpec& spec) {
    return spec.role == Role::kStudent &&
           (findScheme(spec.scheme).uses_teacher || spec.train.init == "teacher_layers");
}

/// Everything of a specification that may change its scores, less what the row's label or the
/// column tells (scheme, task, files), what seeds stand for, and what must not matter (places,
/// threads, the device).
Settings settingsOf(const RunSpec& spec, const std::string& prefix) {
    nlohmann::json json = toJson(spec);
    for (const char* name : {"study", "task", "seed", "threads", "device", "teacher_uuid", "role",
                             "scheme", "scheme_parameters", "grid", "grid_points"})
        json.erase(name);
    for (const char* name : {"folder", "files", "full_train"}) json["data"].erase(name);
    json["data"]["vocab"] = std::filesystem::path(spec.data.vocab).filename().string();
    if (!spec.data.vocab.empty()) json["data"].erase("vocab_size");
    if (!usesTeacher(spec)) {
        json.erase("teacher_targets");
        if (spec.role == Role::kStudent) json.erase("teacher_labels");
        for (const char* name :
             {"temperature", "temperature_schedule", "temperature_beta", "temperature_gamma"})
            json["train"].erase(name);
    }
    for (const char* name : {"checkpoint_every", "histogram_every"}) json["train"].erase(name);
    for (const char* name : {"pretrained", "glove"})
        json["train"][name] =
            std::filesystem::path(json["train"][name].get<std::string>()).filename().string();
    return flatSettings(json, /*dots=*/false, prefix);
}

TableRun readRun(StoreReader& reader, const RunRow& row) {
    TableRun run{.row = row,
                 .spec = {},
                 .settings = {},
                 .evaluations = reader.evaluations(row.id),
                 .sets = reader.sets(row.id)};
    try {
        run.spec = runSpecFromJson(nlohmann::json::parse(row.spec_json));
    } catch (const nlohmann::json::exception& problem) {
        throw Error("The specification of run " + row.uuid + " cannot be read (" + problem.what() +
                    "). Check the database with: alphascope-cli doctor.");
    }
    run.settings = settingsOf(run.spec, "");
    if (const SetRow* train = run.findSet("train"))
        run.settings["train set"] = train->file + " (" + std::to_string(train->size) + ")";
    return run;
}

/// Drops runs that repeat a newer one; the uuid of each, with that of the newer one.
std::map<std::string, std::string> dropRepeats(
    std::vector<TableRun>& runs, const std::map<std::string, std::uint64_t>& teacher_seeds) {
    using Key =
        std::tuple<std::string, std::string, std::uint64_t, std::uint64_t, Settings, std::string>;
    std::map<Key, RunRow> newest;
    const auto keyOf = [&](const TableRun& run) {
        std::string data = run.spec.grid + ' ';
        for (const auto& set : run.sets) data += set.set + set.sha256 + ' ';
        const auto teacher = teacher_seeds.find(run.row.teacher_uuid);
        return Key(run.row.task, schemeLabel(run.spec), run.spec.seed,
                   teacher == teacher_seeds.end() ? 0 : teacher->second, run.settings, data);
    };
    for (const auto& run : runs)
        if (auto& known = newest[keyOf(run)]; known.id < run.row.id) known = run.row;
    std::map<std::string, std::string> dropped;
    std::erase_if(runs, [&](const auto& run) {
        const RunRow& kept = newest.at(keyOf(run));
        if (kept.id != run.row.id) dropped[run.row.uuid] = kept.uuid;
        return kept.id != run.row.id;
    });
    return dropped;
}

/// Where the set's step with the best value of the task's first metric is; the earliest of equals.
std::optional<std::int64_t> bestStep(const TableRun& run, const std::string& set) {
    const auto metric = std::string(metricName(findTask(run.row.task).metrics.front()));
    std::optional<std::int64_t> step;
    double best = 0.0;
    for (const auto& evaluation : run.evaluations) {
        const auto score = evaluation.set == set ? scoreOf(evaluation, metric) : std::nullopt;
        if (!score || std::isnan(*score)) continue;
        const bool equal_but_earlier = step && *score == best && evaluation.step < *step;
        if (step && *score <= best && !equal_but_earlier) continue;
        best = *score;
        step = evaluation.step;
    }
    return step;
}

const EvaluationRow* evaluationAt(const TableRun& run, const std::string& set, std::int64_t step) {
    const EvaluationRow* found = nullptr;
    for (const auto& evaluation : run.evaluations)
        if (evaluation.set == set && evaluation.step == step) found = &evaluation;
    return found;
}

std::string plainLabel(const TableRun& run) {
    if (run.spec.role == Role::kTeacher) return "teacher (" + encoderName(run.spec.train) + ")";
    return run.tuned_value.empty() ? schemeLabel(run.spec)
                                   : labelWithoutGrid(run.spec) + ", tuned on meta";
}

std::string suffixOf(const Settings& settings, const std::set<std::string>& names) {
    std::string text;
    for (const auto& name : names) {
        const auto found = settings.find(name);
        const std::string value =
            found == settings.end() || found->second.empty() ? "none" : found->second;
        text += (text.empty() ? " [" : ", ") + name + " " + value;
    }
    return text.empty() ? text : text + "]";
}

/// The names of the settings in which runs differ.
std::set<std::string> differences(const std::vector<const Settings*>& all) {
    std::set<std::string> names;
    const auto addMissing = [&](const Settings& from, const Settings& to) {
        for (const auto& [name, value] : from)
            if (const auto found = to.find(name); found == to.end() || found->second != value)
                names.insert(name);
    };
    for (const auto* settings : all) {
        addMissing(*settings, *all.front());
        addMissing(*all.front(), *settings);
    }
    return names;
}

}  // namespace

const SetRow* TableRun::findSet(const std::string& name) const {
    const auto found =
        std::find_if(sets.begin(), sets.end(), [&](const auto& set) { return set.set == name; });
    return found == sets.end() ? nullptr : &*found;
}

TableRuns gatherRuns(StoreReader& reader, const std::string& study, const std::string& where) {
    TableRuns result;
    const RunFilter filter(where);
    const std::vector<RunRow> all = reader.runs();
    DevScores scores;
    if (!where.empty()) scores.update(reader, all);
    std::set<std::string> teachers_needed;
    bool known = study.empty();
    for (const auto& row : all) {
        if (!study.empty() && row.study != study) continue;
        known = true;
        if (!where.empty() && !filter.matches({.run = row, .dev = scores.of(row.id)})) continue;
        if (row.state != RunState::kFinished)
            ++result.unfinished[row.state];
        else if (row.role == "teacher")
            teachers_needed.insert(row.uuid);
        else {
            teachers_needed.insert(row.teacher_uuid);
            result.students.push_back(readRun(reader, row));
        }
    }
    if (!known)
        throw Error("No study '" + study +
                    "' in this database. Leave the study out to see all runs.");
    for (const auto& row : all)
        if (row.role == "teacher" && row.state == RunState::kFinished &&
            teachers_needed.contains(row.uuid))
            result.teachers.push_back(readRun(reader, row));

    std::map<std::string, std::uint64_t> teacher_seeds;
    for (const auto& teacher : result.teachers) {
        teacher_seeds[teacher.row.uuid] = teacher.spec.seed;
        for (auto& student : result.students)
            if (student.row.teacher_uuid == teacher.row.uuid && usesTeacher(student.spec))
                student.settings.merge(settingsOf(teacher.spec, "teacher "));
    }
    const auto students = dropRepeats(result.students, teacher_seeds);
    const auto teachers = dropRepeats(result.teachers, {});
    result.repeated = static_cast<int>(students.size() + teachers.size());
    for (auto& student : result.students)
        if (const auto twin = teachers.find(student.row.teacher_uuid); twin != teachers.end())
            student.row.teacher_uuid = twin->second;
    return result;
}

const EvaluationRow* lastEvaluation(const TableRun& run, const std::string& set) {
    const EvaluationRow* last = nullptr;
    for (const auto& evaluation : run.evaluations)
        if (evaluation.set == set && (last == nullptr || evaluation.step >= last->step))
            last = &evaluation;
    return last;
}

const EvaluationRow* selectEvaluation(const TableRun& run, const std::string& set,
                                      Selection selection) {
    if (selection == Selection::kFinalStep) return lastEvaluation(run, set);
    const auto step = bestStep(run, selection == Selection::kBestOnMeta ? "meta" : set);
    return step ? evaluationAt(run, set, *step) : lastEvaluation(run, set);
}

std::optional<double> scoreOf(const EvaluationRow& evaluation, const std::string& metric) {
    for (const auto& [name, value] : evaluation.scores)
        if (name == metric) return value;
    return std::nullopt;
}

std::string labelWithoutGrid(RunSpec spec) {
    std::istringstream names(spec.grid);
    for (std::string name; std::getline(names, name, ',');) spec.scheme_parameters.erase(name);
    return schemeLabel(spec);
}

std::vector<std::string> rowLabels(const std::vector<TableRun>& runs) {
    // Settings may differ from task to task within one row; within one task they make rows of their
    // own.
    std::map<std::string, std::vector<const Settings*>> by_label;
    std::map<std::pair<std::string, std::string>, std::set<Settings>> variants;
    std::set<std::string> split;
    for (const auto& run : runs) {
        const std::string label = plainLabel(run);
        by_label[label].push_back(&run.settings);
        auto& seen = variants[{label, run.row.task}];
        seen.insert(run.settings);
        if (seen.size() > 1) split.insert(label);
    }
    std::vector<std::string> labels;
    std::map<std::string, std::set<std::string>> names;
    for (const auto& label : split) names[label] = differences(by_label.at(label));
    for (const auto& run : runs) {
        const std::string label = plainLabel(run);
        labels.push_back(split.contains(label) ? label + suffixOf(run.settings, names.at(label))
                                               : label);
    }
    return labels;
}

}  // namespace alphascope
