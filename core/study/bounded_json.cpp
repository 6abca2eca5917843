// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/bounded_json.h"

namespace alphascope {
namespace {

constexpr int kDeepest = 32;
constexpr std::int64_t kMostValues = 4'000'000;
constexpr std::size_t kShownOfValue = 60;
constexpr std::size_t kShownOfProblem = 200;

std::string cut(std::string text, std::size_t most) {
    if (text.size() > most) text = text.substr(0, most) + "...";
    return text;
}

/// The place of the quote that ends the string whose first quote is at `place`.
std::size_t endOfString(std::string_view text, std::size_t place) {
    for (++place; place < text.size() && text[place] != '"'; ++place)
        if (text[place] == '\\') ++place;
    return place;
}

}  // namespace

// The parser ends at the first mistake, and up to there it takes strings and brackets as this does.
void refuseUnboundedJson(std::string_view text, const std::string& where,
                         const std::string& remedy) {
    int depth = 0;
    std::int64_t values = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') i = endOfString(text, i);
        if (c == '[' || c == '{') ++depth;
        if (c == ']' || c == '}') --depth;
        if (c == '[' || c == '{' || c == ',') ++values;
        if (depth > kDeepest) throw Error::at(where, 0, "it nests over 32 levels deep", remedy);
        if (values > kMostValues)
            throw Error::at(where, 0, "it holds over 4 million values", remedy);
    }
}

Error notJson(const nlohmann::json::exception& problem, const std::string& where,
              const std::string& remedy) {
    return Error::at(where, 0, "it is not valid JSON: " + cut(problem.what(), kShownOfProblem),
                     remedy);
}

std::string shortJson(const nlohmann::json& value) {
    if (value.is_array()) return "a list of " + std::to_string(value.size());
    if (value.is_object()) return "an object of " + std::to_string(value.size());
    return cut(value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace), kShownOfValue);
}

}  // namespace alphascope
