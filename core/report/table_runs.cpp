// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_runs.h"

#include "report/dev_score.h"
#include "report/run_filter.h"
#include "store/imported_run.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <sstream>
#include <tuple>

namespace alphascope {
namespace {

TableRun readRun(StoreReader& reader, const RunRow& row) {
    TableRun run{.row = row,
                 .spec = {},
                 .settings = {},
                 .evaluations = reader.evaluations(row.id),
                 .sets = reader.sets(row.id)};
    try {
        run.spec = runSpecFromText(row.spec_json);
    } catch (const Error& problem) {
        throw Error("Of run " + row.uuid + ": " + problem.what());
    }
    run.settings = scoreSettings(run.spec);
    if (const SetRow* train = run.findSet("train"))
        run.settings["train set"] = train->file + " (" + std::to_string(train->size) + ")";
    return run;
}

/// The finished teachers with these uuids, in the order of their ids; some may be of other studies.
std::vector<RunRow> teacherRows(StoreReader& reader, const std::vector<RunRow>& known,
                                std::set<std::string> wanted) {
    std::vector<RunRow> rows;
    const auto take = [&rows](const RunRow& row) {
        if (row.role == "teacher" && row.state == RunState::kFinished) rows.push_back(row);
    };
    wanted.erase("");
    for (const auto& row : known)
        if (wanted.erase(row.uuid) > 0) take(row);
    for (const auto& uuid : wanted)
        if (const auto row = reader.findRun(uuid)) take(*row);
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return rows;
}

/// Drops runs that repeat a newer one; the uuid of each, with that of the newer one.
std::map<std::string, std::string> dropRepeats(
    std::vector<TableRun>& runs, const std::map<std::string, std::uint64_t>& teacher_seeds) {
    using Key = std::tuple<std::string, std::string, std::uint64_t, std::uint64_t, ScoreSettings,
                           std::string>;
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

}  // namespace

const SetRow* TableRun::findSet(const std::string& name) const {
    const auto found =
        std::find_if(sets.begin(), sets.end(), [&](const auto& set) { return set.set == name; });
    return found == sets.end() ? nullptr : &*found;
}

TableRuns gatherRuns(StoreReader& reader, const std::string& study, const std::string& where) {
    TableRuns result;
    const RunFilter filter(where);
    const std::vector<RunRow> all = study.empty() ? reader.runs() : reader.runsOf(study);
    if (all.empty() && !study.empty())
        throw Error("No study '" + study +
                    "' in this database. Leave the study out to see all runs.");
    DevScores scores;
    if (!where.empty()) scores.update(reader, all);
    std::set<std::string> teachers_needed;
    for (const auto& row : all) {
        if (!where.empty() && !filter.matches({.run = row, .dev = scores.of(row.id)})) continue;
        if (isImported(row))
            ++result.imported;
        else if (row.state != RunState::kFinished)
            ++result.unfinished[row.state];
        else if (row.role == "teacher")
            teachers_needed.insert(row.uuid);
        else {
            teachers_needed.insert(row.teacher_uuid);
            result.students.push_back(readRun(reader, row));
        }
    }
    for (const auto& row : teacherRows(reader, all, teachers_needed))
        result.teachers.push_back(readRun(reader, row));

    std::map<std::string, std::uint64_t> teacher_seeds;
    for (const auto& teacher : result.teachers) {
        teacher_seeds[teacher.row.uuid] = teacher.spec.seed;
        for (auto& student : result.students)
            if (student.row.teacher_uuid == teacher.row.uuid && usesTeacher(student.spec))
                student.settings.merge(scoreSettings(teacher.spec, "teacher "));
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
    std::vector<NamedRun> named;
    named.reserve(runs.size());
    for (const auto& run : runs) named.push_back({plainLabel(run), run.row.task, &run.settings});
    return namesOf(named, Told::kAll);
}

}  // namespace alphascope
