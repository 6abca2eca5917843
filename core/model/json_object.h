// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace alphascope {

/// Reads a JSON file whose top is an object. Throws Error naming the file.
nlohmann::json readJsonObject(const std::filesystem::path& file);

/// No model has a larger size.
inline constexpr int kLargestSize = 10'000'000;
/// A size of a model. Throws Error, without the file's name, where it is no whole number from
/// `least` to `most`, and nlohmann's exception where there is none.
int sizeFrom(const nlohmann::json& object, const char* key, int least, int most = kLargestSize);

}  // namespace alphascope
