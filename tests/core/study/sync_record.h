// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

namespace alphascope {

/// Begins a new record of what this program syncs.
void forgetSyncs();
/// Whether a file or folder whose path begins so has been synced, by the name that it had then.
bool wasSynced(const std::filesystem::path& start);
/// Whether that very path has been.
bool wasSyncedItself(const std::filesystem::path& path);
/// Tells of each sync from now on, by the path of what was synced, once that is done and on its
/// thread: the moments between the steps of what is tested. Empty: nobody is told.
void onSync(std::function<void(const std::filesystem::path&)> tell);

}  // namespace alphascope
