// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace alphascope {

/// Reads a JSON file whose top is an object. Throws Error naming the file.
nlohmann::json readJsonObject(const std::filesystem::path& file);

}  // namespace alphascope
