// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of files and databases that may come from strangers. The library parses any depth but
// writes, copies and walks by recursion, so that what is too deep must not be parsed at all.
#pragma once

#include "study/error.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace alphascope {

/// Throws Error where the text nests over 32 levels deep or holds over 4 million values; `where`
/// and `remedy` are its first and last words. Builds nothing, and may pass text that is no JSON.
void refuseUnboundedJson(std::string_view text, const std::string& where,
                         const std::string& remedy);

/// What is wrong with a text that is no JSON, short enough for a sentence.
Error notJson(const nlohmann::json::exception& problem, const std::string& where,
              const std::string& remedy);

/// A value as the text has it, short enough for a sentence; of a list or an object only its size.
std::string shortJson(const nlohmann::json& value);

/// Parses what refuseUnboundedJson() passes. `where` is the file, or says what the text is. Throws
/// Error only. `Json` may be nlohmann::ordered_json.
template <typename Json = nlohmann::json>
Json parseBoundedJson(std::string_view text, const std::string& where, const std::string& remedy) {
    refuseUnboundedJson(text, where, remedy);
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::exception& problem) {
        throw notJson(problem, where, remedy);
    }
}

}  // namespace alphascope
