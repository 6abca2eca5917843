// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/durable_file.h"

#include "scratch_folder.h"
#include "study/error.h"
#include "sync_record.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

namespace alphascope {
namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(DurableFile, ReplacesAFileAndMakesItsFolder) {
    const testing::ScratchFolder folder;
    const auto file = folder.path() / "a" / "b" / "file";
    writeDurably(file, "first, and longer");
    writeDurably(file, std::string_view("se\0cond", 7));
    EXPECT_EQ(contentOf(file), std::string("se\0cond", 7));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1)
        << "a temporary file is left";
}

TEST(DurableFile, IsWholeAtAnyTimeWhileManyWriteIt) {
    const testing::ScratchFolder folder;
    const auto file = folder.path() / "file";
    const std::vector<std::string> versions{std::string(100000, 'a'), std::string(50000, 'b'),
                                            std::string(7, 'c')};
    writeDurably(file, versions[0]);
    std::atomic<bool> failed{false};
    std::atomic<int> writing{3};
    std::vector<std::jthread> writers;
    for (const auto& version : versions)
        writers.emplace_back([&] {
            try {
                for (int i = 0; i < 60; ++i) writeDurably(file, version);
            } catch (const Error&) {
                failed = true;
            }
            --writing;
        });
    while (writing > 0) {
        const std::string seen = contentOf(file);
        ASSERT_TRUE(std::find(versions.begin(), versions.end(), seen) != versions.end())
            << seen.size() << " bytes";
    }
    EXPECT_FALSE(failed);
}

TEST(DurableFile, SaysWhichFileCannotBeWrittenAndLeavesNothing) {
    const testing::ScratchFolder folder;
    std::ofstream(folder.path() / "no folder") << "a file";
    try {
        writeDurably(folder.path() / "no folder" / "file", "x");
        FAIL();
    } catch (const Error& problem) {
        EXPECT_NE(std::string(problem.what()).find("no folder"), std::string::npos)
            << problem.what();
    }
    std::filesystem::create_directory(folder.path() /
                                      "taken");  // a folder cannot be replaced by a file
    EXPECT_THROW(writeDurably(folder.path() / "taken", "x"), Error);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
}

TEST(DurableFile, IsSyncedAndSoAreTheFoldersThatWereMadeForIt) {
    const testing::ScratchFolder folder;
    const auto file = folder.path() / "a" / "b" / "file";
    forgetSyncs();
    writeDurably(file, "x");
    EXPECT_TRUE(wasSynced(file)) << "under its temporary name";
    for (const auto& made : {file.parent_path(), folder.path() / "a", folder.path()})
        EXPECT_TRUE(wasSyncedItself(made)) << made;
}

TEST(DurableFile, ACopyHasTheBytesAndTheRights) {
    const testing::ScratchFolder folder;
    const std::string bytes(3U << 20U, 'w');
    const auto from = folder.write("from", bytes), to = folder.path() / "new" / "to";
    using std::filesystem::perms;
    std::filesystem::permissions(from, perms::owner_read | perms::owner_write);
    forgetSyncs();
    copyDurably(from, to);
    EXPECT_EQ(contentOf(to), bytes);
    EXPECT_TRUE(sameBytes(from, to));
    EXPECT_EQ(std::filesystem::status(to).permissions(), perms::owner_read | perms::owner_write);
    EXPECT_TRUE(wasSynced(to));
    EXPECT_TRUE(wasSyncedItself(to.parent_path()));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(to.parent_path()), {}), 1);
    folder.write("from", "other");
    EXPECT_FALSE(sameBytes(from, to));
    EXPECT_FALSE(sameBytes(from, folder.path() / "absent"));
}

TEST(DurableFile, NeitherALinkNorAFolderIsCopied) {
    const testing::ScratchFolder folder;
    const auto link = folder.path() / "link", to = folder.path() / "to";
    std::filesystem::create_symlink(folder.write("secret", "x"), link);
    EXPECT_THROW(copyDurably(link, to), Error);
    EXPECT_THROW(copyDurably(folder.path(), to), Error);
    EXPECT_THROW(copyDurably(folder.path() / "absent", to), Error);
    EXPECT_FALSE(std::filesystem::exists(to));
}

TEST(UnfinishedFile, IsPutInPlaceUnlessTheNameIsTaken) {
    const testing::ScratchFolder folder;
    const auto target = folder.path() / "copy", second = folder.path() / "copy-2";
    folder.write("copy", "older");
    {
        UnfinishedFile copy(target);
        EXPECT_FALSE(std::filesystem::exists(copy.path()));
        std::ofstream(copy.path()) << "newer";
        forgetSyncs();
        EXPECT_FALSE(copy.putInPlace(target));
        EXPECT_EQ(contentOf(target), "older");
        EXPECT_TRUE(copy.putInPlace(second));
        EXPECT_TRUE(wasSynced(copy.path()));
        EXPECT_TRUE(wasSyncedItself(folder.path()));
    }
    EXPECT_EQ(contentOf(second), "newer");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
    EXPECT_THROW(UnfinishedFile(folder.path() / "absent" / "copy"), Error);
}

/// As on NFS, where the server has made the link and its answer was lost: the client asks again.
TEST(UnfinishedFile, IsInPlaceWhereTheNameIsItsOwnAlready) {
    const testing::ScratchFolder folder;
    const auto target = folder.path() / "copy";
    {
        UnfinishedFile copy(target);
        std::ofstream(copy.path()) << "whole";
        std::filesystem::create_hard_link(copy.path(), target);
        forgetSyncs();
        EXPECT_TRUE(copy.putInPlace(target));
        EXPECT_FALSE(std::filesystem::exists(copy.path()));
        EXPECT_TRUE(wasSyncedItself(folder.path()));
    }
    EXPECT_EQ(contentOf(target), "whole");
    EXPECT_EQ(std::filesystem::hard_link_count(target), 1U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(UnfinishedFile, ANameThatOnlyLeadsToItOrHasTheSameBytesIsTaken) {
    const testing::ScratchFolder folder;
    UnfinishedFile copy(folder.path() / "copy");
    std::ofstream(copy.path()) << "whole";
    const auto link = folder.path() / "link", twin = folder.write("twin", "whole");
    std::filesystem::create_symlink(copy.path(), link);
    // Another name of it does not make every name its own.
    std::filesystem::create_hard_link(copy.path(), folder.path() / "third");
    for (const auto& name : {link, twin}) EXPECT_FALSE(copy.putInPlace(name)) << name;
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_EQ(contentOf(copy.path()), "whole") << "and it is where it was";
}

TEST(UnfinishedFile, IsGoneWithAllBesideItWhereItIsGivenUp) {
    const testing::ScratchFolder folder;
    {
        const UnfinishedFile copy(folder.path() / "copy");
        std::ofstream(copy.path()) << "half";
        std::ofstream(copy.path().string() + "-journal") << "half";
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

class Abandoned : public ::testing::Test {
protected:
    /// A temporary file of a writer that was killed in the middle of it.
    std::filesystem::path leave(const std::string& name) const {
        std::ofstream(folder_.path() / name) << "half";
        return folder_.path() / name;
    }
    testing::ScratchFolder folder_;
};

TEST_F(Abandoned, FilesOfKilledWritersAreRemovedAndNoOthers) {
    const auto other = leave("other.unfinished77-0"), mine = leave("file.unfinished999999-12");
    for (const char* name :
         {"file.unfinished", "notes.unfinished5", "a.unfinished-1", "a.unfinished1-",
          "a.unfinished1-2-3", "b.unfinishedx-1", "c.unfinished1-2.txt", ".unfinished1-2"})
        leave(name);
    std::filesystem::create_directory(folder_.path() / "folder.unfinished1-1");
    writeDurably(folder_.path() / "file", "x");
    EXPECT_FALSE(std::filesystem::exists(other));
    EXPECT_FALSE(std::filesystem::exists(mine));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 10);
}

TEST_F(Abandoned, WhatALibraryWasWritingGoesWithItsMark) {
    for (const char* name : {"copy.db.unfinished77-0", "copy.db.unfinished77-0.part",
                             "copy.db.unfinished77-0.part-wal"})
        leave(name);
    const UnfinishedFile living(folder_.path() / "copy.db");
    std::ofstream(living.path()) << "x";
    writeDurably(folder_.path() / "file", "x");
    EXPECT_TRUE(std::filesystem::exists(living.path()));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 3)
        << "the file, the living writer's mark and its part";
}

TEST_F(Abandoned, AFileWhoseWriterLivesStaysUntilItIsKilled) {
    const auto temporary = leave("other.unfinished77-0");
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        const int fd = open(temporary.c_str(), O_WRONLY);
        const char ready = flock(fd, LOCK_EX) == 0 ? 'y' : 'n';
        if (write(ends[1], &ready, 1) == 1) pause();
        _exit(1);
    }
    char ready = 0;
    ASSERT_EQ(read(ends[0], &ready, 1), 1);
    ASSERT_EQ(ready, 'y');
    writeDurably(folder_.path() / "file", "x");
    EXPECT_TRUE(std::filesystem::exists(temporary));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    for (const int end : ends) close(end);
    writeDurably(folder_.path() / "file", "x");
    EXPECT_FALSE(std::filesystem::exists(temporary));
}

}  // namespace
}  // namespace alphascope
