// SPDX-License-Identifier: GPL-3.0-or-later
// What the starter of a background process tells it, and what it is answered, over one socket.
#pragma once

#include "study/study.h"

#include <cstdint>
#include <string>
#include <vector>

namespace alphascope {

/// A study to submit, or runs to go on with.
struct BackgroundOrder {
    std::string study_toml;
    std::vector<std::int64_t> continued;
    int concurrent = 1;  ///< runs at once

    [[nodiscard]] std::string text() const;
    /// Throws Error where it is none.
    static BackgroundOrder parse(const std::string& text);
};

/// What has come of it.
struct BackgroundAnswer {
    std::vector<std::int64_t> runs;
    std::int64_t pid = 0;  ///< of the process that keeps the queue
    std::string error;     ///< why nothing was started; mostly empty

    [[nodiscard]] std::string text() const;
    static BackgroundAnswer parse(const std::string& text);
};

/// Sends all of it and says that nothing more will come. Throws Error when the other side is gone.
void sendAll(int socket, const std::string& text);
/// All that the other side sends. Throws Error when nothing comes for two minutes.
std::string receiveAll(int socket);

}  // namespace alphascope
