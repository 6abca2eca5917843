// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/run_folder.h"

#include "core/study/error_of.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::HasSubstr;

const std::filesystem::path kFiles = "/home/me/runs.db.files";

std::string problemWith(const std::string& uuid) {
    return errorOf([&] { runFolder(kFiles, uuid); });
}

TEST(RunFolder, IsNamedByAPlainUuid) {
    for (const char* uuid : {"abc", "0d0c7d53-5f0c-4d8a-9d5e-3f8f0f6f7a11", "..a", "...", ".hidden",
                             "a b", "\xC3\xBC"})
        EXPECT_EQ(runFolder(kFiles, uuid), kFiles / "runs" / uuid);
    EXPECT_EQ(problemWith(std::string(128, 'a')), "");
}

TEST(RunFolder, LeadsNowhereElse) {
    for (const std::string& uuid : {std::string(), std::string("."), std::string(".."),
                                    std::string("../../.config/autostart"), std::string("/etc"),
                                    std::string("a/b"), std::string("a/"), std::string("a\0b", 3),
                                    std::string("..\0", 3), std::string(129, 'a')}) {
        EXPECT_FALSE(isFolderName(uuid)) << uuid;
        EXPECT_THAT(problemWith(uuid), HasSubstr("no plain name")) << uuid;
    }
    EXPECT_THAT(problemWith("../x"), HasSubstr("runs.db.files: the run '../x' has no folder"));
    EXPECT_THAT(problemWith("../x"), HasSubstr("db check"));
}

TEST(StoredFile, StaysBelowTheFilesFolder) {
    for (const char* path : {"runs/x/step-1.safetensors", "a", "a/..b/c..", "./a"})
        EXPECT_EQ(storedFile(kFiles, path), kFiles / path);
    for (const std::string& path :
         {std::string(), std::string("/etc/passwd"), std::string("../other.db.files/runs/x/y"),
          std::string("runs/../../x"), std::string("runs/.."), std::string("a\0b", 3),
          std::string(2000, 'a')}) {
        EXPECT_FALSE(staysBelow(path)) << path;
        EXPECT_THROW(storedFile(kFiles, path), Error) << path;
    }
}

TEST(StoredFile, AStrangersNameIsShownWithoutWhatATerminalWouldObey) {
    EXPECT_EQ(shownName("a\x1B[2Jb\n"), "a?[2Jb?");
    EXPECT_EQ(shownName(std::string(500, 'a')), std::string(80, 'a') + "...");
}

}  // namespace
}  // namespace alphascope
