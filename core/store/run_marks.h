// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, notes, colours and the archive: what a user says of runs.
#pragma once

#include "store/rows.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// The colours that a run can be given, in the order of menus; safe for colour-blind readers.
inline constexpr std::array<std::string_view, 6> kMarkColours{"orange",    "sky",  "green",
                                                              "vermilion", "blue", "purple"};

/// What is to change in a run's marks; what is absent stays. Tags that are taken off go first.
struct MarkChange {
    std::int64_t run_id = 0;
    std::vector<std::string> add_tags;
    std::vector<std::string> remove_tags;
    std::optional<std::string> note;
    std::optional<std::string> colour;  ///< of kMarkColours; empty: the automatic one
    std::optional<bool> archived;

    [[nodiscard]] bool empty() const;
};

/// A tag as it is stored, without spaces around it. Throws Error where it is none.
std::string tagFrom(const std::string& text);
/// Tags with commas between them, each once.
std::vector<std::string> tagsFrom(const std::string& text);
/// Whether two tags are the same: case does not count (in ASCII).
bool sameTag(std::string_view a, std::string_view b);
bool hasTag(const std::vector<std::string>& tags, std::string_view tag);

/// What leads from the change back to the marks that there were before it.
MarkChange undoOf(const MarkChange& change, const RunMarks& before);

}  // namespace alphascope
