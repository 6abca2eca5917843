// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace alphascope {

/// The samples that somebody has marked. They belong to a train set and not to a run, so that every
/// run on the same samples shows the same marks. They are kept in the program's settings, by the
/// set's hash.
class SampleMarks {
public:
    /// Those of a train set from now on; an empty hash means that there is none to mark.
    void open(const std::string& set_hash);
    [[nodiscard]] const std::string& setHash() const { return hash_; }
    [[nodiscard]] bool possible() const { return !hash_.empty(); }
    [[nodiscard]] const std::set<std::uint32_t>& ids() const { return ids_; }
    [[nodiscard]] bool contains(std::uint32_t id) const { return ids_.contains(id); }
    /// Kept at once.
    void set(std::uint32_t id, bool on);

private:
    std::string hash_;
    std::set<std::uint32_t> ids_;
};

}  // namespace alphascope
