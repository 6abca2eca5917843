// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints that the rows of a copied database name and that have not come with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace alphascope {

/// What a database names that has taken rows from another, and has not below its files folder.
struct AbsentFiles {
    struct Part {
        std::size_t files = 0;
        std::vector<std::int64_t> runs;  ///< their rows' numbers in the copy
    };
    Part replaced;                   ///< by runs that went on: the source's rows of now name others
    Part lost;                       ///< the source has them no more than the copy
    Part there;                      ///< the source has them
    std::vector<std::string> uuids;  ///< of all these runs

    [[nodiscard]] bool any() const { return !uuids.empty(); }
};

/// Looks at the runs that both have, but for those in `apart` and those of which the copy has got
/// further than the source: theirs are no rows of the source.
AbsentFiles findAbsent(const std::filesystem::path& source, const std::filesystem::path& copy,
                       const std::set<std::string>& apart = {});

}  // namespace alphascope
