// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <csignal>
#include <initializer_list>

namespace alphascope {

/// Takes SIGINT, SIGTERM and SIGHUP out of their normal way, so that they can be waited for instead
/// of handled at any point. Make it before any other thread is started: threads inherit the mask.
class SignalWait {
public:
    /// `more`: further signals to take.
    explicit SignalWait(std::initializer_list<int> more = {});
    ~SignalWait();
    SignalWait(const SignalWait&) = delete;
    SignalWait& operator=(const SignalWait&) = delete;

    /// Sleeps for `time`, or until a signal comes; says whether one came.
    [[nodiscard]] bool wait(std::chrono::milliseconds time) const { return next(time) != 0; }
    /// As above; which one came, or 0.
    [[nodiscard]] int next(std::chrono::milliseconds time) const;

private:
    sigset_t signals_{};
    sigset_t before_{};
};

}  // namespace alphascope
