// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/condition.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace alphascope {
namespace {

char lowerChar(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// < 0, 0 or > 0, as the first stands to the second, which is in small letters.
int order(std::string_view text, std::string_view small) {
    const auto size = std::min(text.size(), small.size());
    for (std::size_t i = 0; i < size; ++i)
        if (const int by = lowerChar(text[i]) - small[i]; by != 0) return by;
    return text.size() < small.size() ? -1 : text.size() > small.size() ? 1 : 0;
}

std::optional<double> number(std::string_view text) {
    double value = 0.0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = problem == std::errc() && end == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// "3" for 3, "0.5" for 0.5.
std::string textOf(double value) {
    const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
    return whole ? std::to_string(static_cast<std::int64_t>(value)) : nlohmann::json(value).dump();
}

}  // namespace

std::string lower(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), lowerChar);
    return small;
}

bool containsLower(std::string_view text, std::string_view small) {
    return std::search(text.begin(), text.end(), small.begin(), small.end(),
                       [](char a, char b) { return lowerChar(a) == b; }) != text.end();
}

Criterion::Criterion(Comparison::Sign sign, std::string_view value)
    : sign_(sign), text_(lower(value)), number_(number(value)) {}

bool Criterion::holds(double fact) const {
    if (std::isnan(fact)) return false;
    if (!number_ || sign_ == Comparison::Sign::kContains || sign_ == Comparison::Sign::kLacks)
        return holds(std::string_view(textOf(fact)));
    return judged(fact < *number_ ? -1 : fact > *number_ ? 1 : 0);
}

bool Criterion::holds(std::string_view fact) const {
    if (sign_ == Comparison::Sign::kContains) return containsLower(fact, text_);
    if (sign_ == Comparison::Sign::kLacks) return !containsLower(fact, text_);
    return judged(order(fact, text_));
}

bool Criterion::judged(int by) const {
    switch (sign_) {
        case Comparison::Sign::kEqual:
            return by == 0;
        case Comparison::Sign::kNotEqual:
            return by != 0;
        case Comparison::Sign::kLess:
            return by < 0;
        case Comparison::Sign::kAtMost:
            return by <= 0;
        case Comparison::Sign::kGreater:
            return by > 0;
        default:
            return by >= 0;
    }
}

}  // namespace alphascope
