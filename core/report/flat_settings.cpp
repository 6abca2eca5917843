// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/flat_settings.h"

#include <nlohmann/json.hpp>

namespace alphascope {

std::map<std::string, std::string> flatSettings(const nlohmann::json& json, bool dots,
                                                const std::string& prefix) {
    std::map<std::string, std::string> settings;
    for (const auto& [key, value] : json.items()) {
        if (!value.is_object()) {
            settings[prefix + key] = value.is_string() ? value.get<std::string>() : value.dump();
            continue;
        }
        for (auto& [path, text] : flatSettings(value, dots, dots ? prefix + key + "." : prefix))
            settings[path] = text;
    }
    return settings;
}

}  // namespace alphascope
