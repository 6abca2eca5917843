// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace alphascope {

/// What a program has said by its end.
struct ProgramEnd {
    int code = 0;  ///< exit code; 128 + signal where one ended it
    std::string out;
    std::string err;
};

/// Runs a program, found on the PATH, to its end without a shell: no argument is ever interpreted.
/// Throws Error: it is not there, or did not end in time and was killed.
ProgramEnd runProgram(const std::vector<std::string>& command, std::chrono::seconds patience);

}  // namespace alphascope
