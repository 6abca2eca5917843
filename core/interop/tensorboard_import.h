// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

struct ImportReport {
    std::size_t added = 0;           ///< runs
    std::size_t advanced = 0;        ///< runs that had got further
    std::size_t alike = 0;           ///< runs that were there already
    std::size_t empty = 0;           ///< folders without a scalar
    std::size_t elsewhere = 0;       ///< known runs, of another study than the one asked for
    std::size_t scalars = 0;         ///< written
    std::vector<std::string> notes;  ///< a sentence for each file whose writer is still at work
    /// A sentence for each damaged file, which was read up to the damage, and for each folder whose
    /// run was left as it is.
    std::vector<std::string> damaged;
};

/// Makes a finished run of Role::kImported of each folder at or below `folder` that has event files
/// with scalars, in a study of that name ("": the folder's). A folder that is known brings what has
/// been appended since, and its run stays in its study; nothing of it is stored twice, and nothing
/// that is stored goes: where the files no longer hold it and have others in its place, the run
/// stays as it is. So does one that another process imports; `owner_gone`: only if that is on this
/// machine. Throws Error where nothing can be imported or the database cannot be written; runs
/// imported before stay.
ImportReport importTensorboard(const std::filesystem::path& folder, const std::string& study,
                               const std::filesystem::path& database, bool owner_gone = false);

}  // namespace alphascope
