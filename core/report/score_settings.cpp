// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/score_settings.h"

#include "report/flat_settings.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <utility>

namespace alphascope {
namespace {

std::string valueOf(const ScoreSettings& settings, const std::string& name) {
    const auto found = settings.find(name);
    return found == settings.end() || found->second.empty() ? "none" : found->second;
}

std::string suffixOf(const ScoreSettings& settings, const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? " [" : ", ") + name + " " + valueOf(settings, name);
    return text.empty() ? text : text + "]";
}

/// The settings in which the variants differ; of the fewest, each separates some that those before
/// it do not.
std::vector<std::string> differences(const std::set<ScoreSettings>& variants, Told told) {
    std::set<std::string> all;
    for (const auto& settings : variants)
        for (const auto& entry : settings) all.insert(entry.first);
    std::vector<std::string> names;
    const auto classesBy = [&variants](const std::vector<std::string>& by) {
        std::set<std::string> classes;
        for (const auto& settings : variants) classes.insert(suffixOf(settings, by));
        return classes.size();
    };
    std::size_t classes = 1;
    for (const auto& name : all) {
        if (told == Told::kAll) {
            if (classesBy({name}) > 1) names.push_back(name);
            continue;
        }
        names.push_back(name);
        const std::size_t finer = classesBy(names);
        if (finer == classes) names.pop_back();
        classes = finer;
    }
    return names;
}

}  // namespace

bool usesTeacher(const RunSpec& spec) {
    return spec.role == Role::kStudent &&
           (findScheme(spec.scheme).uses_teacher || spec.train.init == "teacher_layers");
}

ScoreSettings scoreSettings(const RunSpec& spec, const std::string& prefix) {
    if (spec.role == Role::kImported) return {};  // nobody knows
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

std::vector<std::string> namesOf(const std::vector<NamedRun>& runs, Told told) {
    std::map<std::string, std::set<ScoreSettings>> variants;  // of a label, on all tasks
    std::map<std::pair<std::string, std::string>, std::set<ScoreSettings>> on_task;
    std::set<std::string> split;
    for (const auto& run : runs) {
        variants[run.label].insert(*run.settings);
        auto& seen = on_task[{run.label, run.task}];
        seen.insert(*run.settings);
        if (seen.size() > 1) split.insert(run.label);
    }
    std::map<std::string, std::vector<std::string>> differing;
    for (const auto& label : split) differing[label] = differences(variants.at(label), told);
    std::vector<std::string> names;
    names.reserve(runs.size());
    for (const auto& run : runs)
        names.push_back(split.contains(run.label)
                            ? run.label + suffixOf(*run.settings, differing.at(run.label))
                            : run.label);
    return names;
}

}  // namespace alphascope
