// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

class QObject;

namespace alphascope {

/// Work with the files of a data folder, on a thread that nobody waits for: whoever owns this may
/// go at any time. Of all such works of the program one goes on at a time, so that a new one never
/// meets the rest of one that was stopped.
class ImportThread {
public:
    ImportThread() = default;
    ~ImportThread() { stop(); }
    ImportThread(const ImportThread&) = delete;
    ImportThread& operator=(const ImportThread&) = delete;

    /// Called on the receiver's thread, and not at all once the receiver is gone.
    using Answer = std::function<void()>;
    using Say = std::function<void(Answer)>;
    using Work = std::function<Answer(const std::stop_token& stop, const Say& say)>;
    /// Stops what it did before and begins `work`, whose return value is said as the last thing.
    void start(QObject& receiver, Work work);
    /// Asks it to stop; returns at once.
    void stop() { source_.request_stop(); }

private:
    std::stop_source source_;
};

}  // namespace alphascope
