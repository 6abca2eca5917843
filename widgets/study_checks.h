// SPDX-License-Identifier: GPL-3.0-or-later
// What can be told of a study before it is launched, beyond its own text: of this machine's files,
// of its devices, and of the teachers that there are.
#pragma once

#include "study/study.h"

#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// A teacher that a study may reuse.
struct FinishedTeacher {
    std::int64_t id = 0;
    std::string uuid;
    std::string task;
    std::string spec_json;
    QString shown;  ///< one line
};

/// What this machine lacks for a valid study's runs, a sentence each: files that they read, a GPU
/// (where `devices` is not empty), a finished teacher that fits (where `teachers` are known). Looks
/// for files, reads none.
QStringList studyLacks(const std::vector<PlannedRun>& runs, const std::vector<std::string>& devices,
                       const std::optional<std::vector<FinishedTeacher>>& teachers);

}  // namespace alphascope
