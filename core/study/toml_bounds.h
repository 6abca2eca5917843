// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace alphascope {

/// Throws Error, naming file and line, where a text nests deeper than a study ever does: more than
/// 16 brackets within each other, or a key of more than 8 dots. The parser bounds brackets itself
/// but makes a table for each dot, and as many ("a.a.a...") end the program by their recursion.
void refuseDeepToml(std::string_view text, const std::string& file);

}  // namespace alphascope
