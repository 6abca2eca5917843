// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/settings_diff.h"

#include "study/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace alphascope {
namespace {

constexpr std::array kNotSettings{"study", "teacher_uuid", "grid", "grid_points"};

using Table = std::map<std::string, std::vector<std::string>>;

void add(const nlohmann::json& json, const std::string& prefix, std::size_t run, Table& table,
         std::size_t runs) {
    for (const auto& [key, value] : json.items()) {
        if (value.is_object()) {
            add(value, prefix + key + ".", run, table, runs);
            continue;
        }
        auto& row = table[prefix + key];
        row.resize(runs);
        row[run] = value.is_string() ? value.get<std::string>() : value.dump();
    }
}

}  // namespace

bool SettingRow::differs() const {
    return std::any_of(values.begin(), values.end(),
                       [this](const auto& value) { return value != values.front(); });
}

std::vector<SettingRow> settingsOf(const std::vector<RunRow>& runs) {
    Table table;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        auto spec = nlohmann::json::parse(runs[i].spec_json, nullptr, /*allow_exceptions=*/false);
        if (!spec.is_object())
            throw Error("The specification of run " + runs[i].uuid +
                        " cannot be read. Check the database with: alphascope-cli doctor.");
        for (const char* name : kNotSettings) spec.erase(name);
        add(spec, "", i, table, runs.size());
    }
    std::vector<SettingRow> rows;
    for (auto& [path, values] : table) rows.push_back({path, std::move(values)});
    return rows;
}

}  // namespace alphascope
