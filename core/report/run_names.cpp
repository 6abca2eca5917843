// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_names.h"

#include "study/error.h"

#include <nlohmann/json.hpp>

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

}  // namespace

const ScoreSettings& RunNames::settingsOf(const RunRow& run) {
    const auto [place, is_new] = of_run_.try_emplace(run.uuid, nullptr);
    if (!is_new) return *place->second;
    std::string key = run.spec_json;
    for (const char* field : {"seed", "teacher_uuid", "study"}) cutValue(key, field);
    const auto [settings, unknown] = known_.try_emplace(std::move(key));
    if (unknown) {
        try {
            settings->second = scoreSettings(runSpecFromJson(nlohmann::json::parse(run.spec_json)));
        } catch (const std::exception&) {
            // A specification of another version or a damaged one: the label alone names the run.
        }
    }
    place->second = &settings->second;
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
