// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/durable_file.h"

#include "core/data/helpers.h"
#include "study/error.h"

#include <gtest/gtest.h>

#include <atomic>
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

}  // namespace
}  // namespace alphascope
