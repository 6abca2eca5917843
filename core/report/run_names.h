// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/score_settings.h"
#include "store/rows.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace alphascope {

/// Names runs so that only those of one task have the same name that differ in nothing but what
/// seeds stand for, their teachers' settings included. What has been found out of a specification
/// is kept, so that 100,000 runs are named in a moment the second time. One thread at a time.
class RunNames {
public:
    /// A run that may be the teacher of others, which its settings are settings of, too; before
    /// of(). Runs that are no teachers are left aside.
    void learn(const RunRow& run);
    /// In the order of `runs`; as namesOf() with the fewest settings. A run whose specification
    /// cannot be read has none.
    std::vector<std::string> of(const std::vector<const RunRow*>& runs);

private:
    const ScoreSettings& settingsOf(const RunRow& run);

    std::map<std::string, ScoreSettings> known_;  ///< by what settings are read from
    std::unordered_map<std::string, const ScoreSettings*> of_run_;  ///< by uuid
    struct Teacher {
        std::string whole;  ///< its specification
        std::string cut;    ///< the same without what seeds stand for
    };
    std::unordered_map<std::string, Teacher> teachers_;  ///< by uuid
};

}  // namespace alphascope
