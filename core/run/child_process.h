// SPDX-License-Identifier: GPL-3.0-or-later
// Starting a program beside this one, without a shell, and learning how it ended.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

struct ChildPlan {
    std::filesystem::path program;
    std::vector<std::string> arguments;  ///< the first one is the name that `ps` shows
    int input = -1;                      ///< its standard input; -1: /dev/null
    std::filesystem::path
        log;  ///< what it writes is added to it; empty: goes where this one's does
    /// A session of its own, so that no closed terminal takes it along, with no signal blocked.
    /// Else it blocks what the calling thread blocks.
    bool apart = false;
};

/// Of what this process has open, the child gets nothing but the three standard files. Throws
/// Error.
pid_t startChild(const ChildPlan& plan);

/// How a child ended, as waitpid() has it; empty while it goes on.
std::optional<int> endOfChild(pid_t pid);

/// "process 1234 ended by signal 11 (Segmentation fault)", "process 1234 ended with exit code 3".
std::string endText(pid_t pid, int status);

}  // namespace alphascope
