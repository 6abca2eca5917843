// SPDX-License-Identifier: GPL-3.0-or-later
// load() remembers its first success, so failures are seen in child processes (death tests).
#include "run/training_module.h"
#include "study/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace alphascope {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

[[noreturn]] void loadFrom(const fs::path& folder) {
    setenv("ALPHASCOPE_MODULE_DIR", folder.c_str(), 1);
    try {
        TrainingModule::load();
    } catch (const Error& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
        std::_Exit(3);
    }
    std::_Exit(0);
}

fs::path emptyFolder(const std::string& name) {
    const fs::path folder = fs::path(testing::TempDir()) / ("alphascope-module-" + name);
    fs::create_directories(folder);
    return folder;
}

class TrainingModuleDeathTest : public testing::Test {
protected:
    TrainingModuleDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(TrainingModuleDeathTest, AMissingModuleIsNamedWithItsFolder) {
    const fs::path folder = emptyFolder("missing");
    EXPECT_EXIT(loadFrom(folder), testing::ExitedWithCode(3),
                "libalphascope_training.so is not in .*alphascope-module-missing");
}

TEST_F(TrainingModuleDeathTest, ABrokenModuleGivesTheLoadersOwnReason) {
    const fs::path folder = emptyFolder("broken");
    std::ofstream(folder / "libalphascope_training.so") << "not a library";
    EXPECT_EXIT(loadFrom(folder), testing::ExitedWithCode(3), "cannot be loaded.*(too short|ELF)");
}

TEST_F(TrainingModuleDeathTest, ALibraryWithoutTheEntryPointIsRefused) {
    const fs::path folder = emptyFolder("foreign");
    fs::remove(folder / "libalphascope_training.so");
    fs::path foreign = "/lib/x86_64-linux-gnu/libz.so.1";
    if (!fs::exists(foreign)) GTEST_SKIP() << "no library at hand to stand for a foreign one";
    fs::create_symlink(foreign, folder / "libalphascope_training.so");
    EXPECT_EXIT(loadFrom(folder), testing::ExitedWithCode(3), "no usable alphascopeTrainingModule");
}

TEST(TrainingModule, IsLoadedOnceWhateverTheThreadsDo) {
    setenv("ALPHASCOPE_MODULE_DIR", ALPHASCOPE_FAKE_MODULE_DIR, 1);
    std::mutex mutex;
    std::set<const TrainingModule*> seen;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                const TrainingModule& module = TrainingModule::load();
                const std::lock_guard lock(mutex);
                seen.insert(&module);
            });
    }
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ((*seen.begin())->info().torch_version, "0.0-fake");
}

TEST(TrainingModule, OnlyTheOpenMpOpenBlasGoesWithoutAWarning) {
    TrainingInfo info{.torch_version = "1.13",
                      .blas = "/usr/lib/openblas-openmp/libblas.so.3",
                      .blas_is_openmp_openblas = true};
    EXPECT_EQ(blasWarning(info), "");
    info = {.torch_version = "1.13",
            .blas = "/usr/lib/blas/libblas.so.3",
            .blas_is_openmp_openblas = false};
    EXPECT_THAT(blasWarning(info), HasSubstr("/usr/lib/blas/libblas.so.3"));
    EXPECT_THAT(blasWarning(info), HasSubstr("libopenblas0-openmp"));
}

}  // namespace
}  // namespace alphascope
