// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each reader of files that may come from a stranger. It reads the bytes as such a
// file; an Error is an answer, everything else a finding.
#pragma once

#include <string_view>
#include <vector>

namespace alphascope::fuzz {

struct Target {
    const char* name;  ///< also that of its folder of inputs
    void (*read)(std::string_view bytes);
};

/// All of them.
const std::vector<Target>& targets();
/// Null where there is none of that name.
const Target* findTarget(std::string_view name);

}  // namespace alphascope::fuzz
