// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <nlohmann/json.hpp>

namespace alphascope {

/// A run as lists show it. Times are Unix seconds; null where they are not yet known.
nlohmann::json runToJson(const RunRow& run);
/// A run with everything that is known of it, but for per-sample records.
nlohmann::json runDetailsToJson(StoreReader& reader, const RunRow& run);
/// Indented JSON. What is not a finite number is null, and broken UTF-8 is replaced; control
/// characters are escaped, so that a terminal can show it.
std::string jsonText(const nlohmann::json& json, int indent = 2);

}  // namespace alphascope
