// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <string>
#include <vector>

namespace alphascope {

/// One setting of several runs: "train.learning_rate", with a value a run. Empty: the run has no
/// such setting, as another scheme's parameter.
struct SettingRow {
    std::string path;
    std::vector<std::string> values;

    [[nodiscard]] bool differs() const;
};

/// Every setting that any of the runs has, by path, in the order of the runs. What tells of places
/// and names alone (the study, uuids) is left out. Throws Error naming the run whose specification
/// cannot be read.
std::vector<SettingRow> settingsOf(const std::vector<RunRow>& runs);

}  // namespace alphascope
