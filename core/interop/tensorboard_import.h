// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

struct ImportReport {
    std::size_t added = 0;             ///< runs
    std::size_t advanced = 0;          ///< runs that had got further
    std::size_t alike = 0;             ///< runs that were there already
    std::size_t empty = 0;             ///< folders without a scalar
    std::size_t scalars = 0;           ///< written
    std::vector<std::string> notes;    ///< a sentence for each file whose writer is still at work
    std::vector<std::string> damaged;  ///< a sentence for each damaged file: read up to the damage
};

/// Makes a finished run of Role::kImported of each folder at or below `folder` that has event files
/// with scalars, in a study of that name ("": the folder's). A folder that is known brings what has
/// been appended since; nothing of it is stored twice. Throws Error where nothing can be imported
/// or the database cannot be written; runs imported before stay.
ImportReport importTensorboard(const std::filesystem::path& folder, const std::string& study,
                               const std::filesystem::path& database);

}  // namespace alphascope
