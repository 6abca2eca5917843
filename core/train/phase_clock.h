// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace alphascope {

/// What a training step spends its time on. `kLosses`: losses, their derivatives and checks;
/// `kWeigh`: the scheme's own arithmetic; `kBetween`: records, evaluation and checkpoints between
/// two steps.
enum class Phase : std::size_t {
    kBetween,
    kBatch,
    kForward,
    kLosses,
    kMeta,
    kRates,
    kWeigh,
    kBackward,
    kUpdate
};
inline constexpr std::array<const char*, 9> kPhaseNames{
    "between", "batch", "forward", "losses", "meta", "rates", "weigh", "backward", "update"};

/// Adds up wall time by phase. A phase started inside another suspends it.
class PhaseClock {
public:
    /// The time from start() until this object leaves belongs to its phase.
    class Scope {
    public:
        Scope(PhaseClock& clock, Phase phase) : clock_(clock), outer_(clock.switchTo(phase)) {}
        ~Scope() { clock_.switchTo(outer_); }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

    private:
        PhaseClock& clock_;
        Phase outer_;
    };

    [[nodiscard]] Scope start(Phase phase) { return {*this, phase}; }
    /// Seconds by phase since the last take(). Time outside every scope belongs to kBetween.
    std::array<double, kPhaseNames.size()> take() {
        switchTo(current_);
        auto taken = seconds_;
        seconds_.fill(0.0);
        return taken;
    }

private:
    Phase switchTo(Phase next) {
        const auto now = std::chrono::steady_clock::now();
        seconds_[static_cast<std::size_t>(current_)] +=
            std::chrono::duration<double>(now - since_).count();
        since_ = now;
        const Phase before = current_;
        current_ = next;
        return before;
    }

    std::array<double, kPhaseNames.size()> seconds_{};
    Phase current_ = Phase::kBetween;
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

}  // namespace alphascope
