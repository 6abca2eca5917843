// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace alphascope {

/// Where a database lies, which decides its journal. In WAL mode readers share memory with the
/// writer, which works on one machine only (SQLite, "Write-Ahead Logging", section 1): on a network
/// file system the journal is a file that is rolled back, and readers and writers wait for each
/// other.
enum class Place { kLocal, kNetwork };

/// By the mark of its folder, else by the type of the file system that holds the file, or the
/// nearest folder above it that is there. What cannot be asked counts as local.
Place placeOf(const std::filesystem::path& file);

/// Says of a folder that several machines use its databases, whatever the file system looks like
/// from each of them: all take them for kNetwork. Throws Error.
void markShared(const std::filesystem::path& folder);

/// The mark's name in the folder.
inline constexpr const char* kSharedMark = ".alphascope-shared";

/// Whether a file system of this type (`f_type` of statfs(2)) may be shared between machines: those
/// of servers (NFS, SMB, AFS, Coda, 9p), of clusters (Ceph, Lustre, BeeGFS, GPFS, GFS2, OCFS2 and
/// more), those of a virtual machine's host, and what FUSE mounts, since sshfs is one of those.
bool isNetworkType(long type);

}  // namespace alphascope
