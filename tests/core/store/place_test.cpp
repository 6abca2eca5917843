// SPDX-License-Identifier: GPL-3.0-or-later
// Where a database lies, and what cannot be done with it there.
#include "store/place.h"

#include "scratch.h"
#include "store/database.h"
#include "store/maintenance.h"
#include "store/merge.h"

#include <gmock/gmock.h>
#include <linux/gfs2_ondisk.h>
#include <linux/magic.h>

namespace alphascope {
namespace {

using std::filesystem::path;
using testing::AllOf;
using testing::HasSubstr;

struct FileSystem {
    const char* name;
    long type;  ///< by the kernel's headers where they know it
};

TEST(FileSystems, ThatMachinesShareAreKnown) {
    constexpr FileSystem kShared[]{
        {"NFS", NFS_SUPER_MAGIC},     {"SMB", SMB_SUPER_MAGIC},   {"SMB 2", SMB2_SUPER_MAGIC},
        {"CIFS", CIFS_SUPER_MAGIC},   {"NCP", NCP_SUPER_MAGIC},   {"AFS", AFS_SUPER_MAGIC},
        {"kAFS", AFS_FS_MAGIC},       {"Coda", CODA_SUPER_MAGIC}, {"9p", V9FS_MAGIC},
        {"sshfs", FUSE_SUPER_MAGIC},  {"Ceph", CEPH_SUPER_MAGIC}, {"Lustre", 0x0BD00BD0},
        {"BeeGFS", 0x19830326},       {"GPFS", 0x47504653},       {"OrangeFS", 0x20030528},
        {"PanFS", 0xAAD7AAEA},        {"IBRIX", 0x013111A8},      {"GFS2", GFS2_MAGIC},
        {"OCFS2", OCFS2_SUPER_MAGIC}, {"StorNext", 0xBEEFDEAD},   {"ACFS", 0x61636673},
        {"VxFS", 0xA501FCF5},         {"VirtualBox", 0x786F4256}, {"VMware", 0xBACBACBC},
        {"Parallels", 0x7C7C6673},
    };
    for (const auto& [name, type] : kShared) {
        EXPECT_TRUE(isNetworkType(type)) << name;
        EXPECT_TRUE(isNetworkType(static_cast<std::int32_t>(type)))
            << name << ", negative, as some kernels give it";
    }
}

TEST(FileSystems, OfOneMachineAreLocal) {
    constexpr FileSystem kLocal[]{
        {"ext4", EXT4_SUPER_MAGIC},         {"tmpfs", TMPFS_MAGIC},     {"XFS", XFS_SUPER_MAGIC},
        {"Btrfs", BTRFS_SUPER_MAGIC},       {"ZFS", 0x2FC12FC1},        {"F2FS", F2FS_SUPER_MAGIC},
        {"overlay", OVERLAYFS_SUPER_MAGIC}, {"FAT", MSDOS_SUPER_MAGIC}, {"nothing", 0},
    };
    for (const auto& [name, type] : kLocal) EXPECT_FALSE(isNetworkType(type)) << name;
}

TEST(FileSystems, OfWhatIsNotThereIsThatOfTheNearestFolder) {
    EXPECT_EQ(placeOf("/tmp/no/such/folder/runs.db"), placeOf("/tmp"));
}

/// A finished run on a local disk, and a folder that counts as lying on a network.
class OnANetwork : public Scratch {
protected:
    OnANetwork() {
        StoreWriter writer(file_);
        writer.sink(addSomeRun(writer))->publish(StateChanged{RunState::kFinished, ""});
        std::filesystem::create_directory(net_);
        markShared(net_);
    }
    static std::string journalMode(const path& file) {
        return openForReading(file, false).database->execAndGet("PRAGMA journal_mode").getString();
    }

    path net_ = folder_ / "net";
    path copy_ = net_ / "copy.db";
};

/// The memory that readers in WAL mode share with the writer ends at its machine.
TEST_F(OnANetwork, AFileInWalIsNotReadUntilItsModeIsSet) {
    std::filesystem::copy_file(file_, copy_);
    const auto refused =
        AllOf(HasSubstr(copy_.string() + " lies on a network file system"), HasSubstr("(WAL)"),
              HasSubstr("`alphascope-cli db vacuum --db " + copy_.string() + "`"));
    EXPECT_THAT(errorOf([&] { StoreReader{copy_}; }), refused);
    EXPECT_THAT(errorOf([&] { backupDatabase(copy_, folder_ / "b.db"); }), refused);
    EXPECT_THAT(errorOf([&] { mergeDatabases(copy_, file_); }), refused);
    EXPECT_FALSE(std::filesystem::exists(copy_.string() + "-shm")) << "no such memory was made";
    EXPECT_EQ(StoreReader(copy_, StoreReader::Mode::kImmutable).runs().size(), 1U)
        << "nobody writes, as the caller promises";
    vacuumDatabase(copy_);
    EXPECT_EQ(StoreReader(copy_).runs().size(), 1U);
    EXPECT_EQ(StoreReader(file_).runs().size(), 1U) << "on a local disk it is as it was";
}

TEST_F(OnANetwork, AVacuumMakesNoDatabase) {
    EXPECT_THAT(errorOf([&] { vacuumDatabase(copy_); }), HasSubstr("There is no database"));
    EXPECT_FALSE(std::filesystem::exists(copy_));
}

TEST_F(OnANetwork, ABackupIsReadAndWrittenThereAndBackHere) {
    backupDatabase(file_, copy_);
    EXPECT_EQ(StoreReader(copy_).runs().size(), 1U);
    EXPECT_NO_THROW(StoreWriter{copy_});
    EXPECT_NE(journalMode(copy_), "wal");
    const path back = folder_ / "back.db";
    backupDatabase(copy_, back);
    EXPECT_NO_THROW(StoreWriter{back});
    EXPECT_EQ(journalMode(back), "wal");
}

}  // namespace
}  // namespace alphascope
