// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples are listed where there are many, and from which folder their sentences come.
#include "widgets/sample_lookup.h"

#include "widgets/made_rte.h"

#include <gmock/gmock.h>
#include <QTemporaryDir>

namespace alphascope {
namespace {

/// A run on a made-up RTE whose sample i has α = i / rows.
class SampleLookupTest : public testing::Test {
protected:
    /// With sentences that tell where they come from.
    std::string makeFolder(const std::string& name, int rows) const {
        const auto folder = std::filesystem::path(folder_.path().toStdString()) / name;
        test::writeRte(folder, rows, name);
        return folder.string();
    }
    /// A run that was trained on `trained_on`, and names `spec_folder` as its data folder.
    RunRow makeRun(const std::string& trained_on, const std::string& spec_folder) const {
        return test::addRteRun(database_, test::readRte(trained_on), spec_folder);
    }
    SampleResult find(const RunRow& run) {
        StoreReader store(database_);
        return lookup_.find(store, run, {});
    }

    QTemporaryDir folder_;
    std::filesystem::path database_ = folder_.filePath("lookup.db").toStdString();
    SampleLookup lookup_;
};

TEST_F(SampleLookupTest, ListsThoseWithTheHighestAlphaAndCountsAll) {
    const std::string folder = makeFolder("many", 2500);
    const SampleResult result = find(makeRun(folder, folder));
    EXPECT_EQ(result.total, 2500U);
    ASSERT_EQ(result.rows.size(), kMostSamples);
    for (const SampleRow& row : result.rows) EXPECT_GE(row.view.record.id, 500U);
}

TEST_F(SampleLookupTest, LooksIntoTheRunsOwnFolderFirst) {
    const std::string own = makeFolder("own", 50);
    lookup_.setDataFolder(makeFolder("windows", 60));
    const SampleResult result = find(makeRun(own, own));
    EXPECT_EQ(result.text_problem, "");
    ASSERT_FALSE(result.rows.empty());
    EXPECT_THAT(result.rows[0].text_a, testing::StartsWith("own "));
}

TEST_F(SampleLookupTest, FindsTheSentencesWhereTheFolderHasMoved) {
    const std::string moved = makeFolder("moved", 50);
    const RunRow run = makeRun(moved, "/nowhere/any/more");
    EXPECT_THAT(find(run).text_problem, testing::HasSubstr("/nowhere/any/more"));
    lookup_.setDataFolder(moved);
    const SampleResult result = find(run);
    EXPECT_EQ(result.text_problem, "");
    ASSERT_FALSE(result.rows.empty());
    EXPECT_THAT(result.rows[0].text_a, testing::StartsWith("moved "));
}

}  // namespace
}  // namespace alphascope
