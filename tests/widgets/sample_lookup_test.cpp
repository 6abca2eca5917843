// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples are listed where there are many, and from which folder their sentences come.
#include "widgets/sample_lookup.h"

#include "data/glue_reader.h"
#include "data/split_plan.h"
#include "store/writer.h"
#include "study/task.h"

#include <gmock/gmock.h>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <numeric>

namespace alphascope {
namespace {

/// A run on a made-up RTE whose sample i has α = i / rows.
class SampleLookupTest : public testing::Test {
protected:
    /// Writes RTE/train.tsv below `name`, with sentences that tell where they come from.
    std::string makeFolder(const QString& name, int rows) {
        QDir(folder_.path()).mkpath(name + "/RTE");
        QFile file(folder_.filePath(name + "/RTE/train.tsv"));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("index\tsentence1\tsentence2\tlabel\n");
        for (int i = 0; i < rows; ++i) {
            file.write(QStringLiteral("%1\t%2 %1\tsecond\tentailment\n").arg(i).arg(name).toUtf8());
        }
        return folder_.filePath(name).toStdString();
    }
    /// A run that was trained on `trained_on`, and names `spec_folder` as its data folder.
    RunRow makeRun(const std::string& trained_on, const std::string& spec_folder) {
        const Split split = readSplit(findTask("rte"), "train", trained_on, {});
        std::vector<std::size_t> all(split.examples.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        SetDescribed set{.set = "train",
                         .file = "train.tsv",
                         .sha256 = hashExamples(split.examples, all),
                         .ids = {},
                         .labels = {},
                         .flags = {}};
        SamplesWeighted weighted{
            .step = 1, .epoch = 0, .ids = {}, .alpha = {}, .label_loss = {}, .teacher_loss = {}};
        for (const Example& example : split.examples) {
            set.ids.push_back(example.id);
            set.labels.push_back(example.label);
            set.flags.push_back(0);
            weighted.ids.push_back(example.id);
            weighted.alpha.push_back(static_cast<float>(example.id) /
                                     static_cast<float>(split.examples.size()));
            weighted.label_loss.push_back(0.5F);
            weighted.teacher_loss.push_back(0.5F);
        }
        RunSpec spec;
        spec.task = "rte";
        spec.data.folder = spec_folder;
        StoreWriter writer(database_);
        const std::int64_t id = writer.createRun(writer.createStudy("made", ""), spec);
        const auto sink = writer.sink(id);
        sink->publish(set);
        sink->publish(weighted);
        writer.flush();
        return *StoreReader(database_).findRun(std::to_string(id));
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
