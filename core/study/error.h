// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace alphascope {

/// The one exception of the project. Its text is for the user: what is wrong, where, and the
/// remedy, in one sentence each. Caught only at the edges (CLI main, run thread, GUI action).
class Error : public std::runtime_error {
public:
    explicit Error(const std::string& message) : std::runtime_error(message) {}

    /// "file:line: what. remedy" — `line` is 1-based; 0 leaves the line out.
    static Error at(const std::string& file, long line, const std::string& what,
                    const std::string& remedy);
};

}  // namespace alphascope
