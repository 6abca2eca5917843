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

/// As statfs(2), the kernel's headers and, for those outside the kernel, coreutils' stat know them.
bool isNetworkType(long type) {
    constexpr std::array<std::uint32_t, 25> kTypes{
        // A server's folders.
        0x6969,      // NFS
        0x517B,      // SMB
        0xFE534D42,  // SMB 2
        0xFF534D42,  // CIFS
        0x564C,      // NCP
        0x5346414F,  // AFS
        0x6B414653,  // kAFS
        0x73757245,  // Coda
        0x01021997,  // 9p
        0x65735546,  // FUSE: sshfs, GlusterFS, MooseFS and others
        // Spread over servers.
        0x00C36400,  // Ceph
        0x0BD00BD0,  // Lustre
        0x19830326,  // BeeGFS
        0x47504653,  // GPFS
        0x20030528,  // OrangeFS
        0xAAD7AAEA,  // PanFS
        0x013111A8,  // IBRIX
        // One disk that several machines are wired to.
        0x01161970,  // GFS2
        0x7461636F,  // OCFS2
        0xBEEFDEAD,  // StorNext
        0x61636673,  // ACFS
        0xA501FCF5,  // VxFS
        // The folders of a virtual machine's host.
        0x786F4256,  // VirtualBox
        0xBACBACBC,  // VMware
        0x7C7C6673,  // Parallels
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
