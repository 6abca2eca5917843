// SPDX-License-Identifier: GPL-3.0-or-later
// What a queue notes about a waiting run, in RunRow::message.
#pragma once

#include <string_view>

namespace alphascope {

inline constexpr std::string_view kHeldBack = "held back; resume it to let it start";
inline constexpr std::string_view kMovedFirst = "moved to the front of the queue";
inline constexpr std::string_view kMovedLast = "moved to the end of the queue";

}  // namespace alphascope
