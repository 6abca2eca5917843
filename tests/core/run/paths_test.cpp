// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/paths.h"

#include "data/run_files.h"
#include "study/error.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <optional>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// Sets or removes a variable and puts it back.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name)) old_ = old;
        if (value != nullptr)
            setenv(name, value, 1);
        else
            unsetenv(name);
    }
    ~Variable() {
        if (old_)
            setenv(name_, old_->c_str(), 1);
        else
            unsetenv(name_);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> old_;
};

fs::path makeFolder(const std::string& name) {
    std::string pattern = testing::TempDir() + "alphascope-paths-XXXXXX";
    const fs::path folder = fs::path(mkdtemp(pattern.data())) / name;
    fs::create_directories(folder);
    return folder;
}

TEST(DefaultDatabase, FollowsXdgDataHome) {
    const Variable data("XDG_DATA_HOME", "/somewhere/share"), home("HOME", "/home/ada");
    EXPECT_EQ(defaultDatabase(), "/somewhere/share/alphascope/experiments.db");
}

TEST(DefaultDatabase, IgnoresARelativeXdgDataHomeAsTheSpecificationSays) {
    const Variable data("XDG_DATA_HOME", "share"), home("HOME", "/home/ada");
    EXPECT_EQ(defaultDatabase(), "/home/ada/.local/share/alphascope/experiments.db");
}

TEST(DefaultDatabase, LiesInTheHomeFolderOtherwise) {
    const Variable data("XDG_DATA_HOME", nullptr), home("HOME", "/home/ada");
    EXPECT_EQ(defaultDatabase(), "/home/ada/.local/share/alphascope/experiments.db");
}

TEST(DefaultDatabase, WithoutAHomeItAsksForOne) {
    const Variable data("XDG_DATA_HOME", nullptr), home("HOME", nullptr);
    EXPECT_THROW(defaultDatabase(), Error);
}

TEST(FolderOfADatabase, IsMadeWithItsParents) {
    const fs::path folder = makeFolder("a");
    createFolderOf(folder / "b" / "c" / "x.db");
    EXPECT_TRUE(fs::is_directory(folder / "b" / "c"));
    EXPECT_FALSE(fs::exists(folder / "b" / "c" / "x.db"));
    std::ofstream(folder / "file") << "x";
    EXPECT_THROW(createFolderOf(folder / "file" / "x.db"), Error);
}

TEST(DataFolder, ExplicitBeatsStudyBeatsEnvironment) {
    const Variable data("ALPHASCOPE_DATA", "/from/environment");
    EXPECT_EQ(resolveDataFolder("/explicit", "/study"), "/explicit");
    EXPECT_EQ(resolveDataFolder("", "/study"), "/study");
    EXPECT_EQ(resolveDataFolder("", ""), "/from/environment");
}

TEST(DataFolder, IsEmptyWhereNobodyNamesOne) {
    const Variable data("ALPHASCOPE_DATA", nullptr);
    EXPECT_EQ(resolveDataFolder("", ""), "");
}

TEST(DataFolder, IsTheGlueFolderBelowAParent) {
    const fs::path parent = makeFolder("data");
    fs::create_directories(parent / "glue" / "RTE");
    EXPECT_EQ(resolveDataFolder(parent.string(), ""), (parent / "glue").string());
    EXPECT_EQ(resolveDataFolder((parent / "glue").string(), ""), (parent / "glue").string());
}

TEST(DataFolder, WithTaskFoldersOfItsOwnIsTakenAsItIs) {
    const fs::path folder = makeFolder("data");
    fs::create_directories(folder / "glue");
    fs::create_directories(folder / "MRPC");
    EXPECT_EQ(resolveDataFolder(folder.string(), ""), folder.string());
}

TEST(DataFolder, IsMadeAbsoluteBecauseItIsStored) {
    EXPECT_EQ(resolveDataFolder("some/where", ""), (fs::current_path() / "some/where").string());
}

void write(const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "here";
}

TEST(ShippedFile, LiesInShareWhereTheProgramIsInstalled) {
    const fs::path usr = makeFolder("usr");
    fs::create_directories(usr / "bin");
    write(usr / "share/alphascope/studies/demo.study.toml");
    EXPECT_EQ(
        shippedFile(usr / "bin", "studies/demo.study.toml", "resources/studies/demo.study.toml"),
        usr / "share/alphascope/studies/demo.study.toml");
    EXPECT_EQ(shippedFile(usr / "bin", "experiments.db", "experiments.db"), "");
}

TEST(ShippedFile, LiesInTheSourcesWhereTheProgramWasBuilt) {
    const fs::path tree = makeFolder("tree");
    fs::create_directories(tree / "build/release/bin");
    write(tree / "core/run/paths.h");
    write(tree / "resources/studies/demo.study.toml");
    EXPECT_EQ(shippedFile(tree / "build/release/bin", "studies/demo.study.toml",
                          "resources/studies/demo.study.toml"),
              tree / "resources/studies/demo.study.toml");
}

TEST(ShippedFile, IsNoStrangersFileThreeFoldersAboveAnInstalledProgram) {
    const fs::path home = makeFolder("home");
    fs::create_directories(home / "tools/alphascope/bin");
    write(home / "experiments.db");
    EXPECT_EQ(shippedFile(home / "tools/alphascope/bin", "experiments.db", "experiments.db"), "");
}

TEST(OwnFolder, IsThatOfTheFileWhichHoldsTheCode) {
    // These tests link the room itself, so that file is the test program.
    EXPECT_EQ(ownFolder(), fs::read_symlink("/proc/self/exe").parent_path());
}

}  // namespace
}  // namespace alphascope
