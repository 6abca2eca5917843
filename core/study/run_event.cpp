// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/run_event.h"

#include "study/error.h"

#include <algorithm>
#include <array>

namespace alphascope {
namespace {
constexpr std::array<const char*, 8> kStateNames{"queued", "running",   "paused",      "finished",
                                                 "failed", "cancelled", "interrupted", "blocked"};
}

const char* runStateName(RunState state) {
    return kStateNames.at(static_cast<std::size_t>(state));
}

RunState runStateFromName(const std::string& name) {
    const auto found = std::find(kStateNames.begin(), kStateNames.end(), name);
    if (found == kStateNames.end())
        throw Error("Unknown run state '" + name + "' in the database.");
    return static_cast<RunState>(found - kStateNames.begin());
}

bool isEnded(RunState state) {
    return state != RunState::kQueued && state != RunState::kRunning && state != RunState::kPaused;
}

int alphaBin(float alpha) {
    return std::clamp(static_cast<int>(alpha * kAlphaBins), 0, kAlphaBins - 1);
}

}  // namespace alphascope
