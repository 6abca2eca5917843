// SPDX-License-Identifier: GPL-3.0-or-later
// How enumerations are spelt in the database.
#pragma once

#include "store/rows.h"
#include "study/error.h"

#include <optional>
#include <string>

namespace alphascope {

/// Empty for a state that only a later version knows.
inline std::optional<RunState> knownState(const std::string& name) {
    try {
        return runStateFromName(name);
    } catch (const Error&) {  // names no file; whoever reads one must get at its other runs
        return std::nullopt;
    }
}

/// "info", "warning", "error".
inline const char* logLevelName(Logged::Level level) {
    switch (level) {
        case Logged::Level::kWarning:
            return "warning";
        case Logged::Level::kError:
            return "error";
        case Logged::Level::kInfo:
            break;
    }
    return "info";
}

inline Logged::Level logLevelFromName(const std::string& name) {
    if (name == "warning") return Logged::Level::kWarning;
    return name == "error" ? Logged::Level::kError : Logged::Level::kInfo;
}

/// "pause", "resume", "cancel", "first", "last".
inline const char* requestVerbName(RequestVerb verb) {
    switch (verb) {
        case RequestVerb::kResume:
            return "resume";
        case RequestVerb::kCancel:
            return "cancel";
        case RequestVerb::kFirst:
            return "first";
        case RequestVerb::kLast:
            return "last";
        case RequestVerb::kPause:
            break;
    }
    return "pause";
}

inline RequestVerb requestVerbFromName(const std::string& name) {
    if (name == "resume") return RequestVerb::kResume;
    if (name == "first") return RequestVerb::kFirst;
    if (name == "last") return RequestVerb::kLast;
    return name == "cancel" ? RequestVerb::kCancel : RequestVerb::kPause;
}

}  // namespace alphascope
