// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the place of fsync() in the program of the tests: a test cannot cut the power.
#include "sync_record.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace {

struct Record {
    std::mutex mutex;
    std::vector<std::string> paths;
    std::function<void(const std::filesystem::path&)> tell;
};

Record& record() {
    static Record only;
    return only;
}

template <typename Fits>
bool any(const Fits& fits) {
    const std::scoped_lock lock(record().mutex);
    return std::any_of(record().paths.begin(), record().paths.end(), fits);
}

}  // namespace

extern "C" int fsync(int file) {
    std::error_code unknown;
    const auto path =
        std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file), unknown);
    std::function<void(const std::filesystem::path&)> tell;
    {
        const std::scoped_lock lock(record().mutex);
        record().paths.push_back(path.string());
        tell = record().tell;
    }
    const auto outcome = static_cast<int>(::syscall(SYS_fsync, file));
    if (outcome == 0 && tell) tell(path);  // unlocked: who is told may sync, too
    return outcome;
}

namespace alphascope {

void forgetSyncs() {
    const std::scoped_lock lock(record().mutex);
    record().paths.clear();
}

bool wasSynced(const std::filesystem::path& start) {
    return any([&](const std::string& path) { return path.starts_with(start.string()); });
}

bool wasSyncedItself(const std::filesystem::path& path) {
    return any([&](const std::string& synced) { return synced == path.string(); });
}

void onSync(std::function<void(const std::filesystem::path&)> tell) {
    const std::scoped_lock lock(record().mutex);
    record().tell = std::move(tell);
}

}  // namespace alphascope
