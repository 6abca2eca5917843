// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/toml_bounds.h"

#include "study/error.h"

#include <algorithm>

namespace alphascope {
namespace {

constexpr int kMostBrackets = 16;
constexpr int kMostDots = 8;
constexpr std::string_view kNoKey = "[]{}=,\n";  // end a key, where they are not in quotes
constexpr std::size_t kFewQuotes = 2;            // that a text in three quotes may have at its end

/// The place behind a text in three quotes, that begins at `place`.
std::size_t behindLongText(std::string_view toml, std::size_t place) {
    const char quote = toml[place];
    const std::string end(3, quote);
    for (place += 3; place < toml.size(); ++place) {
        if (toml[place] == '\\' && quote == '"') {
            ++place;
        } else if (toml.substr(place, 3) == end) {
            place += 3;
            for (std::size_t more = 0; more < kFewQuotes && place < toml.size(); ++more)
                if (toml[place] == quote) ++place;
            return place;
        }
    }
    return toml.size();
}

/// The place behind a text in quotes, which ends with its line at the latest.
std::size_t behindText(std::string_view toml, std::size_t place) {
    const char quote = toml[place];
    if (toml.substr(place, 3) == std::string(3, quote)) return behindLongText(toml, place);
    for (++place; place < toml.size() && toml[place] != '\n'; ++place) {
        if (toml[place] == quote) return place + 1;
        if (toml[place] == '\\' && quote == '"') ++place;
    }
    return std::min(place, toml.size());
}

[[noreturn]] void failAt(std::string_view toml, std::size_t place, const std::string& file) {
    const auto before = toml.substr(0, place);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    throw Error::at(file, static_cast<long>(line), "tables or lists nest too deeply here",
                    "Compare with the examples in resources/studies");
}

}  // namespace

// The parser ends at the first mistake, and up to there it takes texts and brackets as this does.
void refuseDeepToml(std::string_view toml, const std::string& file) {
    int brackets = 0, dots = 0;
    for (std::size_t place = 0; place < toml.size();) {
        const char c = toml[place];
        if (c == '"' || c == '\'') {
            place = behindText(toml, place);
            continue;
        }
        if (c == '#') {
            place = std::min(toml.find('\n', place), toml.size());
            continue;
        }
        if (c == '[' || c == '{') ++brackets;
        if (c == ']' || c == '}') --brackets;
        if (c == '.') ++dots;
        if (kNoKey.find(c) != std::string_view::npos) dots = 0;
        if (brackets > kMostBrackets || dots > kMostDots) failAt(toml, place, file);
        ++place;
    }
}

}  // namespace alphascope
