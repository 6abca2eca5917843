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
    std::filesystem::path program;       ///< a name without a slash is looked for on the PATH
    std::vector<std::string> arguments;  ///< the first one is the name that `ps` shows
    int input = -1;                      ///< its standard input; -1: /dev/null
    /// What it writes is added to this file; empty: it goes to `output` and `error`, and where they
    /// are -1, where this one's does.
    std::filesystem::path log;
    int output = -1;
    int error = -1;
    bool apart = false;      ///< a session of its own: no closed terminal takes it along
    bool unblocked = false;  ///< no signal is blocked; else it blocks what the calling thread does
    /// What the user can do where it cannot be started, for the error.
    std::string remedy =
        "Look at the number of processes, the memory and the log's folder, and start it again";
};

/// Of what this process has open, the child gets nothing but the three standard files. Throws
/// Error.
pid_t startChild(const ChildPlan& plan);

/// How a child ended, as waitpid() has it; empty while it goes on.
std::optional<int> endOfChild(pid_t pid);
/// As above; waits for it, whatever signals come meanwhile.
int waitForChild(pid_t pid);

/// "process 1234 ended by signal 11 (Segmentation fault)", "process 1234 ended with exit code 3".
std::string endText(pid_t pid, int status);

}  // namespace alphascope
