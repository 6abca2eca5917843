// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_settings.h"

#include "study/bounded_json.h"

#include <algorithm>

namespace alphascope {
namespace {

/// Null where it cannot be read: then nothing is known of the run.
nlohmann::ordered_json specOf(const RunRow& run) {
    try {
        return parseBoundedJson<nlohmann::ordered_json>(run.spec_json, "", "");
    } catch (const Error&) {
        return nullptr;
    }
}

}  // namespace

/// Goes through a specification in its order.
struct SettingsWalk {
    RunSettings& owner;
    std::vector<RunSettings::Setting>& found;

    void through(const nlohmann::ordered_json& json, const std::string& prefix) {
        for (const auto& [key, value] : json.items()) {
            if (value.is_object()) {
                through(value, prefix + key + ".");
                continue;
            }
            const std::uint32_t path = owner.pathNumber(prefix + key);
            if (value.is_number())
                found.push_back({path, value.get<double>()});
            else
                found.push_back({path, owner.keep(value.is_string() ? value.get<std::string>()
                                                                    : value.dump())});
        }
    }
};

std::uint32_t RunSettings::pathNumber(const std::string& path) {
    const auto [place, is_new] =
        numbers_.try_emplace(path, static_cast<std::uint32_t>(paths_.size()));
    if (is_new) paths_.push_back(path);
    return place->second;
}

std::string_view RunSettings::keep(std::string text) {
    return *texts_.insert(std::move(text)).first;
}

const std::vector<RunSettings::Setting>& RunSettings::settingsOf(const RunRow& run) {
    const auto [place, is_new] = runs_.try_emplace(run.uuid);
    if (is_new) {
        const nlohmann::ordered_json spec = specOf(run);
        if (spec.is_object()) SettingsWalk{*this, place->second}.through(spec, "");
        place->second.shrink_to_fit();
    }
    return place->second;
}

void RunSettings::read(const RunRow& run) {
    settingsOf(run);
}

RunSettings::Name& RunSettings::known(std::string_view name) {
    auto& entry = names_[std::string(name)];
    while (entry.is.size() < paths_.size()) {
        const std::string_view path = paths_[entry.is.size()];
        const bool is = path == name || path.substr(path.rfind('.') + 1) == name;
        entry.is.push_back(is ? 1 : 0);
    }
    return entry;
}

const SettingValue* RunSettings::find(const RunRow& run, std::string_view name) {
    const auto& settings = settingsOf(run);
    const auto& is = known(name).is;
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&](const Setting& s) { return is[s.path] != 0; });
    return found == settings.end() ? nullptr : &found->value;
}

bool RunSettings::has(std::string_view name) {
    const auto& is = known(name).is;
    return std::find(is.begin(), is.end(), 1) != is.end();
}

std::vector<std::string> RunSettings::paths() const {
    auto sorted = paths_;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

}  // namespace alphascope
