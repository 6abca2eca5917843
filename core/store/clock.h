// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace alphascope {

/// Unix time in seconds, as the database has it.
inline double unixNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
}

}  // namespace alphascope
