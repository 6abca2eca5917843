// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// The right side of a comparison: a sign and what was typed behind it.
struct Comparison {
    enum class Sign { kEqual, kNotEqual, kLess, kAtMost, kGreater, kAtLeast, kContains, kLacks };
    std::string name;  ///< as typed
    Sign sign = Sign::kEqual;
    std::string value;
};

/// A condition as people type it, not yet bound to what it is about. See RunFilter for the
/// language.
struct Condition {
    enum class Kind { kAll, kAny, kNot, kWord, kCompare };
    Kind kind = Kind::kAll;        ///< kAll without parts holds always
    std::vector<Condition> parts;  ///< of kAll and kAny; one of kNot
    std::string word;              ///< of kWord
    bool quoted = false;           ///< the word stood in quotation marks
    Comparison comparison;         ///< of kCompare
    std::size_t place = 0;         ///< 0-based, of its first character
};

/// Throws Error with the place and what was expected there.
Condition parseCondition(std::string_view text);
/// Throws Error: "In the filter at character 5: ...".
[[noreturn]] void complainAt(std::size_t place, const std::string& what);

/// In small letters (ASCII; other letters stay).
std::string lower(std::string_view text);
/// Without case (ASCII); `small` is in small letters.
bool containsLower(std::string_view text, std::string_view small);

/// Whether a fact stands to the typed value as the sign says. Numbers are compared as numbers where
/// both are numbers, else as texts without case. NaN stands to nothing.
class Criterion {
public:
    Criterion(Comparison::Sign sign, std::string_view value);
    [[nodiscard]] bool holds(double fact) const;
    [[nodiscard]] bool holds(std::string_view fact) const;

private:
    [[nodiscard]] bool judged(int by) const;

    Comparison::Sign sign_;
    std::string text_;
    std::optional<double> number_;
};

}  // namespace alphascope
