// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>

namespace alphascope {

/// Every value below a JSON object by its path ("train.learning_rate" for prefix "", with dots
/// between), strings without quotes. `dots` off: by the last name alone ("learning_rate").
std::map<std::string, std::string> flatSettings(const nlohmann::json& json, bool dots,
                                                const std::string& prefix = {});

}  // namespace alphascope
