// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/bounded_file.h"

#include "core/study/error_of.h"
#include "study/study.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

namespace alphascope {
namespace {

using ::testing::HasSubstr;

constexpr FileKind kKind{"the thing", 2U << 20U, "Look for it", "Take another"};

class BoundedFile : public ::testing::Test {
protected:
    ~BoundedFile() override {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }
    /// A file of this size that takes no space on the disk.
    void makeSparse(std::uintmax_t size) const {
        std::ofstream(file_) << "x";
        std::filesystem::resize_file(file_, size);
    }
    static std::string problemOf(const std::filesystem::path& file) {
        return errorOf([&] { readBoundedFile(file, kKind); });
    }
    std::filesystem::path file_ = std::filesystem::temp_directory_path() /
                                  ("alphascope-bounds-" + std::to_string(::getpid()));
};

TEST_F(BoundedFile, IsReadWhole) {
    const std::string bytes("a\0b\r\n\xFF", 6);
    std::ofstream(file_, std::ios::binary) << bytes;
    EXPECT_EQ(readBoundedFile(file_, kKind), bytes);
    makeSparse(2U << 20U);
    EXPECT_EQ(readBoundedFile(file_, kKind).size(), 2U << 20U);
}

TEST_F(BoundedFile, IsRefusedWhereItIsLarger) {
    for (const std::uintmax_t size : {(2ULL << 20U) + 1, 4ULL << 30U}) {
        makeSparse(size);
        EXPECT_EQ(problemOf(file_),
                  file_.string() + ": the thing is larger than 2 MiB. Take another.");
    }
    EXPECT_THAT(problemOf("/dev/zero"), HasSubstr("larger than 2 MiB")) << "it has no size";
}

TEST_F(BoundedFile, IsRefusedWhereItCannotBeRead) {
    EXPECT_EQ(problemOf(file_), file_.string() + ": the thing cannot be opened. Look for it.");
    EXPECT_THAT(problemOf(std::filesystem::temp_directory_path()), HasSubstr("cannot be opened"));
}

TEST_F(BoundedFile, AStudyHasABound) {
    makeSparse(4ULL << 30U);
    EXPECT_THAT(errorOf([&] { readStudy(file_); }),
                HasSubstr("the study file is larger than 16 MiB"));
}

}  // namespace
}  // namespace alphascope
