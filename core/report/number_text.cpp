// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace alphascope {
namespace {

template <typename Number>
std::string shortest(Number value) {
    if (std::isnan(value)) return "nan";
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

}  // namespace

std::string fixedText(double value, int decimals) {
    if (std::isnan(value)) return "nan";
    std::array<char, 400> text{};  // the largest double has 309 digits before the point
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::fixed, decimals)
                         .ptr;
    std::string result(text.data(), end);
    if (result.find_first_not_of("-0.") == std::string::npos && result.front() == '-')
        result.erase(0, 1);
    return result;
}

std::string exactText(double value) {
    return shortest(value);
}
std::string exactText(float value) {
    return shortest(value);
}

std::string csvField(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace alphascope
