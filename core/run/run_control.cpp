// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/training_module.h"

namespace alphascope {

void RunControl::pause(bool on) {
    {
        const std::lock_guard lock(mutex_);
        paused_ = on;
    }
    changed_.notify_all();
}

bool RunControl::waitWhilePaused() {
    std::unique_lock lock(mutex_);
    // Wakes on a stop as well: a paused run can be cancelled.
    changed_.wait(lock, stop_, [this] { return !paused_.load(); });
    return !stop_.stop_requested();
}

}  // namespace alphascope
