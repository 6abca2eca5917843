// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/json_object.h"

#include "study/bounded_file.h"
#include "study/bounded_json.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

constexpr FileKind kConfig{"the file", 1U << 20U, "Check its path and rights",
                           "Download the file again"};

}  // namespace

nlohmann::json readJsonObject(const std::filesystem::path& file) {
    auto json = parseBoundedJson(readBoundedFile(file, kConfig), file.string(), kConfig.large);
    if (!json.is_object())
        throw Error::at(file.string(), 0, "this is not a JSON object", kConfig.large);
    return json;
}

int sizeFrom(const nlohmann::json& object, const char* key, int least, int most) {
    const auto& value = object.at(key);
    if (!value.is_number_integer() || value.get<double>() < least || value.get<double>() > most)
        throw Error(std::string(key) + " is " + shortJson(value) + ", not a whole number from " +
                    std::to_string(least) + " to " + std::to_string(most));
    return value.get<int>();
}

}  // namespace alphascope
