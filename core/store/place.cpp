// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/place.h"

#include "study/error.h"

#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <system_error>

namespace alphascope {

bool isNetworkType(long type) {
    constexpr std::array<std::uint32_t, 13> kTypes{
        0x6969,      // NFS
        0x517B,      // SMB
        0xFE534D42,  // SMB 2
        0xFF534D42,  // CIFS
        0x5346414F,  // AFS
        0x6B414653,  // kAFS
        0x73757245,  // Coda
        0x00C36400,  // Ceph
        0x0BD00BD0,  // Lustre
        0x19830326,  // BeeGFS
        0x47504653,  // GPFS
        0x01021997,  // 9p
        0x65735546,  // FUSE
    };
    return std::find(kTypes.begin(), kTypes.end(), static_cast<std::uint32_t>(type)) !=
           kTypes.end();
}

void markShared(const std::filesystem::path& folder) {
    const std::filesystem::path mark = folder / kSharedMark;
    if (!std::ofstream(mark, std::ios::app))
        throw Error::at(mark.string(), 0, "the file cannot be made",
                        "Check free space and rights of the folder");
}

Place placeOf(const std::filesystem::path& file) {
    std::error_code unknown;
    std::filesystem::path place = std::filesystem::absolute(file, unknown);
    if (std::filesystem::exists(place.parent_path() / kSharedMark, unknown)) return Place::kNetwork;
    struct statfs system {};
    while (statfs(place.c_str(), &system) != 0) {
        if (!place.has_relative_path()) return Place::kLocal;
        place = place.parent_path();
    }
    return isNetworkType(system.f_type) ? Place::kNetwork : Place::kLocal;
}

}  // namespace alphascope
