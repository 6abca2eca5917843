// SPDX-License-Identifier: GPL-3.0-or-later
// Filter, order and groups of the run list, without a window.
#include "widgets/run_rows.h"

#include "widgets/made_snapshot.h"

#include <gmock/gmock.h>
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <nlohmann/json.hpp>

#include <cmath>

namespace alphascope {
namespace {

using test::edit;
using test::makeRun;
using testing::ElementsAre;

class Rows : public testing::Test {
protected:
    /// Two tasks, two schemes; the scores' means and deviations are known by hand.
    static std::shared_ptr<Snapshot> scored() {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->score_names =
            std::make_shared<std::vector<std::string>>(std::vector<std::string>{"meta loss"});
        const double nan = std::numeric_limits<double>::quiet_NaN();
        add(*snapshot, "rte", "RW-KD", 0.60);
        add(*snapshot, "rte", "RW-KD", 0.62);
        add(*snapshot, "rte", "RW-KD", 0.64);
        add(*snapshot, "sst2", "RW-KD", 0.80);
        add(*snapshot, "rte", "fixed 0.5", nan);
        add(*snapshot, "rte", "fixed 0.5", 0.58);
        return snapshot;
    }
    static void add(Snapshot& snapshot, const std::string& task, const std::string& label,
                    double dev) {
        const auto id = static_cast<std::int64_t>(snapshot.runs.size()) + 1;
        RunSummary run = makeRun(id, RunState::kFinished, label);
        edit(run).task = task;
        edit(run).spec_json = R"({"train": {"learning_rate": )" + std::to_string(10 - id) +
                              R"(, "encoder": "tiny"}})";
        run.dev_score = dev;
        run.scores = std::make_shared<RunScores>(RunScores{{0, static_cast<double>(id % 3)}});
        snapshot.runs.push_back(run);
    }
    std::vector<std::int64_t> ids() const {
        std::vector<std::int64_t> all;
        for (int row = 0; row < rows.rowCount(); ++row)
            all.push_back(rows.index(row, 0).data(RunListModel::kIdRole).toLongLong());
        return all;
    }
    std::string head(int row) const {
        return rows.index(row, 0).data(RunRows::kHeadRole).toString().toStdString();
    }

    RunListModel model;
    RunRows rows{model};
};

TEST_F(Rows, ObeyTheRulesOfModels) {
    const QAbstractItemModelTester tester(&rows,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.update(scored());
    rows.setGrouping("task");
    model.setExtras({"setting:train.learning_rate"});
    rows.setFilter(RunFilter("rte"));
    auto more = scored();
    add(*more, "rte", "WSL", 0.5);
    model.update(more);
    rows.setOpen(0, false);
    model.setExtras({});
    model.update(scored());
    rows.setGrouping("");
    model.update(nullptr);
    EXPECT_EQ(rows.rowCount(), 0);
}

TEST_F(Rows, AreSortedByNumberOrTextWithWhatIsNotThereLast) {
    model.update(scored());
    rows.sort(RunListModel::kScore, Qt::AscendingOrder);
    EXPECT_THAT(ids(), ElementsAre(6, 1, 2, 3, 4, 5));
    rows.sort(RunListModel::kScore, Qt::DescendingOrder);
    EXPECT_THAT(ids(), ElementsAre(4, 3, 2, 1, 6, 5));
    rows.sort(RunListModel::kScheme, Qt::DescendingOrder);
    EXPECT_THAT(ids(), ElementsAre(5, 6, 1, 2, 3, 4));  // equal ones stay as they came
    model.setExtras({"setting:train.learning_rate", "score:meta loss"});
    rows.sort(RunListModel::kColumns, Qt::AscendingOrder);
    EXPECT_THAT(ids(), ElementsAre(6, 5, 4, 3, 2, 1));
    rows.sort(RunListModel::kColumns + 1, Qt::AscendingOrder);
    EXPECT_THAT(ids(), ElementsAre(3, 6, 1, 4, 2, 5));
}

TEST_F(Rows, DoNotAverageOverRunsOfOtherSettings) {
    auto snapshot = std::make_shared<Snapshot>();
    for (const char* encoder : {"tiny", "bilstm", "tiny"}) {
        add(*snapshot, "rte", "fixed 0.5", encoder == std::string("tiny") ? 0.6 : 0.9);
        RunSpec spec;
        spec.task = "rte";
        spec.scheme = "fixed";
        spec.scheme_parameters["kd_weight"] = 0.5;
        spec.seed = snapshot->runs.size();
        spec.train.encoder = encoder;
        edit(snapshot->runs.back()).spec_json = toJson(spec).dump();
    }
    model.update(snapshot);
    rows.setGrouping(RunRows::kTaskAndScheme);
    EXPECT_THAT(ids(), testing::SizeIs(5));  // two heads
    EXPECT_THAT(head(0), testing::HasSubstr("fixed 0.5 [encoder bilstm]"));
    EXPECT_THAT(head(2), testing::HasSubstr("fixed 0.5 [encoder tiny]"));
    ASSERT_NE(rows.group(2), nullptr);
    EXPECT_EQ(rows.group(2)->runs, 2);
    EXPECT_NEAR(rows.group(2)->mean, 0.6, 1e-12);
}

TEST_F(Rows, ShowSettingsAndScoresAsColumns) {
    model.update(scored());
    model.setExtras({"setting:train.learning_rate", "setting:train.encoder", "score:meta loss"});
    const auto text = [this](int column) {
        return rows.index(0, RunListModel::kColumns + column).data().toString();
    };
    EXPECT_EQ(text(0), "9");
    EXPECT_EQ(text(1), "tiny");
    EXPECT_EQ(text(2), "1");
    EXPECT_EQ(rows.headerData(RunListModel::kColumns, Qt::Horizontal, Qt::DisplayRole),
              "learning_rate");
    EXPECT_EQ(rows.headerData(RunListModel::kColumns, Qt::Horizontal, Qt::ToolTipRole),
              "train.learning_rate");
    EXPECT_TRUE(model.possibleExtras().contains("setting:train.encoder"));
    EXPECT_TRUE(model.possibleExtras().contains("score:meta loss"));
    model.setExtras({"score:meta loss"});
    EXPECT_EQ(text(0), "1");
}

// 0.60, 0.62, 0.64: mean 0.62, sample deviation 0.02.
TEST_F(Rows, AGroupTellsMeanAndDeviationOfAllItsRuns) {
    model.update(scored());
    rows.setGrouping(RunRows::kTaskAndScheme);
    EXPECT_THAT(ids(), ElementsAre(0, 1, 2, 3, 0, 5, 6, 0, 4));
    EXPECT_EQ(head(0), "RTE · RW-KD   3 runs · dev 62.0 ± 2.0");
    EXPECT_EQ(head(4), "RTE · fixed 0.5   2 runs · dev 58.0 (n = 1)");
    EXPECT_EQ(head(7), "SST-2 · RW-KD   1 run · dev 80.0");
    rows.setOpen(0, false);
    EXPECT_EQ(head(0), "RTE · RW-KD   3 runs · dev 62.0 ± 2.0") << "closed, all still count";
    EXPECT_THAT(ids(), ElementsAre(0, 0, 5, 6, 0, 4));
    rows.setGrouping("scheme");
    EXPECT_EQ(head(0), "RW-KD   4 runs · several tasks");
    rows.setGrouping("state");
    EXPECT_EQ(head(0), "finished   6 runs · several tasks");
}

TEST_F(Rows, CanBeGroupedByASettingInTheOrderOfItsNumbers) {
    auto snapshot = scored();
    edit(snapshot->runs[0]).spec_json = R"({"train": {"learning_rate": 10}})";
    model.update(snapshot);
    model.setExtras({"setting:train.learning_rate"});
    rows.setGrouping("setting:train.learning_rate");
    rows.setAllOpen(false);
    EXPECT_EQ(rows.rowCount(), 6);
    EXPECT_TRUE(head(0).starts_with("4 "));
    EXPECT_TRUE(head(5).starts_with("10 "));
    model.setExtras({});  // the column goes, and the groups with it
    EXPECT_THAT(ids(), ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST_F(Rows, HideTheArchiveUnlessItIsAskedFor) {
    auto snapshot = scored();
    edit(snapshot->runs[1]).marks.archived = true;
    model.update(snapshot);
    EXPECT_THAT(ids(), ElementsAre(1, 3, 4, 5, 6));
    EXPECT_EQ(rows.hidden(), 1);
    rows.setFilter(RunFilter("archived"));
    EXPECT_THAT(ids(), ElementsAre(2));
    rows.setFilter(RunFilter("task = sst2"));
    EXPECT_EQ(rows.hidden(), 0);
    rows.setFilter(RunFilter(""));
    rows.setShowArchived(true);
    EXPECT_THAT(ids(), ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST_F(Rows, KeepPersistentIndexesAtTheirRuns) {
    model.update(scored());
    const QPersistentModelIndex third(rows.index(2, 1));
    rows.sort(RunListModel::kScore, Qt::DescendingOrder);
    EXPECT_EQ(third.row(), 1);
    rows.setGrouping("task");
    EXPECT_EQ(third.data(RunListModel::kIdRole).toLongLong(), 3);
    const QPersistentModelIndex group(rows.index(0, 0));
    rows.setFilter(RunFilter("sst2"));
    EXPECT_FALSE(third.isValid());
    EXPECT_FALSE(group.isValid());
}

TEST_F(Rows, AreLeftAloneByAnUpdateThatChangesNothing) {
    model.update(scored());
    const QSignalSpy rearranged(&rows, &RunRows::rearranged);
    auto same = scored();
    for (std::size_t i = 0; i < same->runs.size(); ++i)
        same->runs[i].scores = model.run(static_cast<int>(i))->scores;
    model.update(same);
    EXPECT_EQ(rearranged.count(), 0);
    auto better = std::make_shared<Snapshot>(*same);
    better->runs[0].dev_score = 0.9;
    model.update(better);
    EXPECT_EQ(rearranged.count(), 1);
}

// bench/window_bench.cpp has the figures; this only notices when a walk becomes a square.
TEST_F(Rows, StayQuickForAHundredThousandRuns) {
    auto many = std::make_shared<Snapshot>();
    for (int i = 0; i < 100000; ++i) {
        RunSummary run = makeRun(i + 1, RunState::kFinished, "scheme " + std::to_string(i % 300));
        edit(run).uuid = "run " + std::to_string(i);
        edit(run).spec_json =
            R"({"train": {"learning_rate": 0.)" + std::to_string(1 + i % 97) + "}}";
        run.dev_score = 0.5 + 0.4 * std::sin(i);
        many->runs.push_back(std::move(run));
    }
    model.update(many);
    model.setExtras({"setting:train.learning_rate"});
    QElapsedTimer clock;
    clock.start();
    const auto took = [&clock](const char* what) {
        const auto milliseconds = clock.restart();
        RecordProperty(what, std::to_string(milliseconds));
        EXPECT_LT(milliseconds, 5000) << what;
    };
    rows.setFilter(RunFilter("learning_rate > 0.5"));
    took("first filter on a setting");
    rows.setFilter(RunFilter("learning_rate > 0.2 and dev > 0.3"));
    took("next filter on a setting");
    rows.setFilter(RunFilter("task = rte"));
    took("filter on a task");
    rows.sort(RunListModel::kScore, Qt::DescendingOrder);
    took("sort by score");
    rows.sort(RunListModel::kColumns, Qt::DescendingOrder);
    took("sort by a setting");
    rows.setGrouping(RunRows::kTaskAndScheme);
    took("group");
    EXPECT_EQ(rows.rowCount(), 100300);
}

TEST(RunKey, NumbersComeBeforeTextsAndBothBeforeNothing) {
    const RunKey one{1.0, {}}, two{2.0, {}}, a{{}, "a"}, b{{}, "b"}, none;
    EXPECT_TRUE(one < two && two < a && a < b && b < none && one < none);
    EXPECT_FALSE(two < one || a < two || b < a || none < b || none < none || a < a);
}

}  // namespace
}  // namespace alphascope
