// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace alphascope {

/// "3", "3, 4", and of many the first ones: "1, 2, 3, 4, 5, 6, 7, 8 and 12 more"; for messages.
inline std::string idList(const std::vector<std::int64_t>& ids) {
    constexpr std::size_t kShown = 8;
    std::string text;
    for (std::size_t i = 0; i < std::min(ids.size(), kShown); ++i)
        text += (text.empty() ? "" : ", ") + std::to_string(ids[i]);
    if (ids.size() > kShown) text += " and " + std::to_string(ids.size() - kShown) + " more";
    return text;
}

}  // namespace alphascope
