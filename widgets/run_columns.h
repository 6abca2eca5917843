// SPDX-License-Identifier: GPL-3.0-or-later
// What a column of the run list shows, by a key that is kept in settings: "task", "dev", "tags";
// "setting:train.learning_rate"; "score:meta loss".
#pragma once

#include "widgets/snapshot.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// A value as sorting and grouping see it: numbers before texts, and what is not there last.
struct RunKey {
    std::optional<double> number;
    std::string text;  ///< empty where there is a number, or nothing

    [[nodiscard]] bool there() const { return number || !text.empty(); }
    bool operator<(const RunKey& other) const;
    bool operator==(const RunKey&) const = default;
};

inline const QString kSettingPrefix = QStringLiteral("setting:");
inline const QString kScorePrefix = QStringLiteral("score:");

/// Whether the key is of a setting or of a score.
bool isSettingOrScore(const QString& key);
/// "learning_rate" for "setting:train.learning_rate", "meta loss" for "score:meta loss".
QString extraTitle(const QString& key);

/// "RTE" for "rte".
QString taskName(const std::string& id);
/// "0.001", "3"; as people write it.
QString plainNumber(double value);
QString tagsText(const RunRow& row);

}  // namespace alphascope
