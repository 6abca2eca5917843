// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/settings_diff.h"

#include "report/flat_settings.h"
#include "study/bounded_json.h"

#include <algorithm>
#include <array>
#include <map>

namespace alphascope {
namespace {

constexpr std::array kNotSettings{"study", "teacher_uuid", "grid", "grid_points"};
constexpr const char* kRemedy = "Check the database with: alphascope-cli doctor.";

}  // namespace

bool SettingRow::differs() const {
    return std::any_of(values.begin(), values.end(),
                       [this](const auto& value) { return value != values.front(); });
}

std::vector<SettingRow> settingsOf(const std::vector<RunRow>& runs) {
    std::map<std::string, std::vector<std::string>> table;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        auto spec = parseBoundedJson(runs[i].spec_json,
                                     "The specification of run " + runs[i].uuid + " cannot be read",
                                     kRemedy);
        if (!spec.is_object())
            throw Error("The specification of run " + runs[i].uuid + " cannot be read. " + kRemedy);
        for (const char* name : kNotSettings) spec.erase(name);
        for (auto& [path, value] : flatSettings(spec, /*dots=*/true)) {
            auto& row = table[path];
            row.resize(runs.size());
            row[i] = value;
        }
    }
    std::vector<SettingRow> rows;
    for (auto& [path, values] : table) rows.push_back({path, std::move(values)});
    return rows;
}

}  // namespace alphascope
