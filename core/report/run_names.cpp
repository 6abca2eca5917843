// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_names.h"

#include "study/error.h"

#include <filesystem>
#include <string_view>
#include <tuple>
#include <utility>

namespace alphascope {
namespace {

/// The text without the value of a field: `"seed":17,` without the digits. Cheap, and no harm done
/// where it fails: the run then counts as one of its own until its settings are compared.
void cutValue(std::string& json, const std::string& field) {
    const auto name = json.find('"' + field + "\":");
    if (name == std::string::npos) return;
    const auto begin = name + field.size() + 3;
    const auto end = json.find_first_of(",}", begin);
    if (end != std::string::npos) json.erase(begin, end - begin);
}

/// What settings are read from: alike for runs that differ in their seed.
std::string cutSpec(const RunRow& run) {
    std::string spec = run.spec_json;
    for (const char* field : {"seed", "teacher_uuid", "study"}) cutValue(spec, field);
    return spec;
}

ScoreSettings readSettings(const RunRow& run, const std::string& teacher_spec) {
    try {
        const RunSpec spec = runSpecFromText(run.spec_json);
        ScoreSettings settings = scoreSettings(spec);
        if (const auto train = spec.data.files.find("train"); train != spec.data.files.end())
            settings["train file"] = std::filesystem::path(train->second).filename().string();
        if (!teacher_spec.empty() && usesTeacher(spec))
            settings.merge(scoreSettings(runSpecFromText(teacher_spec), "teacher "));
        return settings;
    } catch (const std::exception&) {
        return {};  // of another version or damaged: nobody knows what it is like
    }
}

}  // namespace

void RunNames::learn(const RunRow& run) {
    if (run.role == "teacher" && !teachers_.contains(run.uuid))
        teachers_.emplace(run.uuid, Teacher{.whole = run.spec_json, .cut = cutSpec(run)});
}

const ScoreSettings& RunNames::settingsOf(const RunRow& run) {
    if (const auto found = of_run_.find(run.uuid); found != of_run_.end()) return *found->second;
    std::string key = cutSpec(run);
    const auto teacher = teachers_.find(run.teacher_uuid);
    const bool taught = teacher != teachers_.end();
    if (taught) key += '\n' + teacher->second.cut;
    const auto [settings, unknown] = known_.try_emplace(std::move(key));
    if (unknown) settings->second = readSettings(run, taught ? teacher->second.whole : "");
    // A teacher that nobody has told of yet may still come.
    if (taught || run.teacher_uuid.empty()) of_run_.emplace(run.uuid, &settings->second);
    return settings->second;
}

std::vector<std::string> RunNames::of(const std::vector<const RunRow*>& runs) {
    // Comparing settings costs more than comparing places: each kind of run is named once.
    using Kind = std::tuple<std::string_view, std::string_view, const ScoreSettings*>;
    std::map<Kind, std::size_t> number_of;
    std::vector<NamedRun> kinds;
    std::vector<std::size_t> kind_of;
    kind_of.reserve(runs.size());
    for (const RunRow* run : runs) {
        const ScoreSettings* settings = &settingsOf(*run);
        const auto [place, is_new] =
            number_of.try_emplace(Kind(run->label, run->task, settings), kinds.size());
        if (is_new) kinds.push_back({run->label, run->task, settings});
        kind_of.push_back(place->second);
    }
    const std::vector<std::string> names = namesOf(kinds, Told::kFewest);
    std::vector<std::string> of_runs;
    of_runs.reserve(runs.size());
    for (const std::size_t kind : kind_of) of_runs.push_back(names[kind]);
    return of_runs;
}

}  // namespace alphascope
