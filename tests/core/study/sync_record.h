// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace alphascope {

/// Begins a new record of what this program syncs.
void forgetSyncs();
/// Whether a file or folder whose path begins so has been synced, by the name that it had then.
bool wasSynced(const std::filesystem::path& start);
/// Whether that very path has been.
bool wasSyncedItself(const std::filesystem::path& path);

}  // namespace alphascope
