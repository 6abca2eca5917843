// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <string>
#include <vector>

namespace alphascope {

/// Columns as wide as their longest cell, two spaces between, no spaces at the ends of lines; each
/// cell as plainLine() has it.
std::string alignColumns(const std::vector<std::vector<std::string>>& cells);

/// Characters (code points) of a UTF-8 text: what it takes on a terminal, for our labels.
std::size_t displayWidth(const std::string& text);
/// The text cut to `width` characters at most.
std::string cutToWidth(const std::string& text, std::size_t width);

/// "RTE · RW-KD · seed 1"; an imported run has no task and no seed to tell.
std::string runTitle(const RunRow& run);
/// "1:05", "2:00:07".
std::string durationText(double seconds);

}  // namespace alphascope
