// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace alphascope {

/// A setting's value; texts live as long as the RunSettings they come from.
using SettingValue = std::variant<double, std::string_view>;

/// The settings of runs by name. Each run's specification is parsed once; equal names and texts are
/// kept once, so that 100,000 runs fit. One thread at a time.
class RunSettings {
public:
    /// By a setting's own name ("learning_rate") or its path ("train.learning_rate"), the first
    /// that has it in the order of the specification; null where the run has none.
    const SettingValue* find(const RunRow& run, std::string_view name);
    /// Whether any of the runs read so far has it.
    [[nodiscard]] bool has(std::string_view name);
    /// Parses the run's specification, if that is still to be done.
    void read(const RunRow& run);
    /// The paths of all settings of the runs read so far, in the order of the alphabet.
    [[nodiscard]] std::vector<std::string> paths() const;

private:
    struct Setting {
        std::uint32_t path;
        SettingValue value;
    };
    struct Name {
        std::vector<char> is;  ///< by path number, as far as asked: whether the name means it
    };
    const std::vector<Setting>& settingsOf(const RunRow& run);
    std::uint32_t pathNumber(const std::string& path);
    std::string_view keep(std::string text);
    [[nodiscard]] Name& known(std::string_view name);

    std::unordered_map<std::string, std::vector<Setting>> runs_;  ///< by uuid
    std::unordered_map<std::string, std::uint32_t> numbers_;      ///< of paths
    std::vector<std::string> paths_;                              ///< by number
    std::set<std::string, std::less<>> texts_;
    std::unordered_map<std::string, Name> names_;
    friend struct SettingsWalk;
};

}  // namespace alphascope
