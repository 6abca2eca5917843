// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/json_object.h"

#include "model/mapped_file.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

namespace alphascope {

nlohmann::json readJsonObject(const std::filesystem::path& file) {
    const MappedFile mapped(file);
    auto json = nlohmann::json::parse(mapped.bytes(), nullptr, false);
    if (!json.is_object())
        throw Error::at(file.string(), 0, "this is not a JSON object", "Download the file again");
    return json;
}

}  // namespace alphascope
