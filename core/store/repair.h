// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

/// What could be read of a damaged table.
struct RepairedTable {
    std::string name;
    std::int64_t rows = 0;     ///< in the new file
    std::int64_t orphans = 0;  ///< read, and left out: what they point to is lost
    std::int64_t refused = 0;  ///< read, and left out: a value is of the wrong kind
    bool damaged = false;      ///< some of it could not be read
    /// Left out as a whole: the file has something else under its name, such as a view.
    bool disguised = false;
};

/// Reads what can still be read of a damaged database into a new one, table by table and past the
/// damaged pages, without its indexes and only from ordinary tables; the damaged file stays as it
/// is. The new one passes checkDatabase() but for blobs that were damaged themselves. Throws Error:
/// the target is there already, or the file's first page, which says what it holds, is gone.
std::vector<RepairedTable> repairDatabase(const std::filesystem::path& database,
                                          const std::filesystem::path& target);

}  // namespace alphascope
