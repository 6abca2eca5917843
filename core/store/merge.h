// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace alphascope {

/// What a merge has changed in the target.
struct MergeReport {
    std::vector<std::string> added;     ///< uuids of runs that were not there
    std::vector<std::string> advanced;  ///< of runs that had got further in the source
    std::vector<std::string> apart;     ///< of runs that went on in both files: the target's stays
    int alike = 0;                      ///< runs that were there already
    std::int64_t rows = 0;              ///< written or replaced, of all tables

    [[nodiscard]] bool changed() const { return rows > 0; }
};

/// What of the source is brought over.
struct MergeChoice {
    std::set<std::string> runs;  ///< uuids; empty: all there are
    /// The runs' own rows, their studies and the names of their checkpoints, and nothing else that
    /// belongs to them: for whoever only needs to know how they ended, and with which weights.
    bool rows_alone = false;
};

/// Brings all runs of one database into another. Runs and studies keep their uuids, so that the
/// same merge a second time changes nothing; rows of a run that both have are only added, as far as
/// the source has got further, and a run that was taken up again in the source (a higher revision)
/// replaces the target's. Of marks the newer ones stay. Both files may be in use meanwhile: each
/// run is one transaction, and a merge that was broken off is completed by the next. Requests to
/// owners are not copied. Throws Error: one of the files is none of ours, or the source is of a
/// newer schema, or names in it lead to files elsewhere; then nothing of it was brought over.
/// `before` is told the uuids of the runs whose rows are about to be added or replaced, before any
/// of them is: what the rows name can be put in place first.
MergeReport mergeDatabases(const std::filesystem::path& source, const std::filesystem::path& target,
                           const std::function<void(const std::vector<std::string>&)>& before = {},
                           const MergeChoice& choice = {});

}  // namespace alphascope
