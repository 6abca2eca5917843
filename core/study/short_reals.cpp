// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/short_reals.h"

#include <array>
#include <charconv>
#include <sstream>
#include <string_view>

namespace alphascope {
namespace {

constexpr const char* kBetweenWords = " ,[]";

/// The word, shorter where it is a real number.
std::string shortened(std::string_view word) {
    double real = 0.0;
    const char* end = word.data() + word.size();
    const auto parsed = std::from_chars(word.data(), end, real);
    const bool is_real = parsed.ec == std::errc() && parsed.ptr == end &&
                         word.find_first_of(".e") != std::string_view::npos;
    if (!is_real) return std::string(word);
    std::array<char, 32> text{};
    std::string number(text.data(),
                       std::to_chars(text.data(), text.data() + text.size(), real).ptr);
    if (number.find_first_of(".e") == std::string::npos)
        number += ".0";  // else TOML calls it an integer
    return number;
}

std::string shortenedLine(const std::string& line) {
    if (line.find_first_of("\"'") != std::string::npos) return line;
    std::string result;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t word = std::min(line.find_first_not_of(kBetweenWords, at), line.size());
        const std::size_t end = std::min(line.find_first_of(kBetweenWords, word), line.size());
        result +=
            line.substr(at, word - at) + shortened(std::string_view(line).substr(word, end - word));
        at = end;
    }
    return result;
}

}  // namespace

std::string withShortReals(const std::string& toml) {
    std::istringstream lines(toml);
    std::string line, text;
    while (std::getline(lines, line)) text += shortenedLine(line) + '\n';
    return text;
}

}  // namespace alphascope
