// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace alphascope {

/// toml++ writes 0.1 as 0.10000000000000001; a person wants the shortest text that reads back
/// equal. Numbers on lines with quotes stay as they are.
std::string withShortReals(const std::string& toml);

}  // namespace alphascope
