// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"

#include <functional>
#include <vector>

namespace alphascope::toy {

/// A sink that keeps everything it is told.
class Recorder : public RunSink {
public:
    void publish(const RunEvent& event) override {
        events.push_back(event);
        if (on_event) on_event(event);
    }
    template <typename T>
    std::vector<T> all() const {
        std::vector<T> found;
        for (const auto& event : events)
            if (const auto* match = std::get_if<T>(&event)) found.push_back(*match);
        return found;
    }
    StateChanged end() const { return all<StateChanged>().back(); }

    std::vector<RunEvent> events;
    std::function<void(const RunEvent&)> on_event;
};

}  // namespace alphascope::toy
