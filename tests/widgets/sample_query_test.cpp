// SPDX-License-Identifier: GPL-3.0-or-later
// Searching, sorting, marking and exporting samples.
#include "widgets/part.h"
#include "widgets/sample_lookup.h"
#include "widgets/sample_model.h"
#include "widgets/sample_panel.h"
#include "widgets/snapshot_reader.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SampleQueries : public test::WithDatabase {
protected:
    SampleResult find(const SampleQuery& query) {
        return lookup_.find(store_, *store_.findRun(std::to_string(made->rw_kd)), query);
    }
    static std::vector<std::uint32_t> idsOf(const SampleResult& result) {
        std::vector<std::uint32_t> ids;
        for (const SampleRow& row : result.rows) ids.push_back(row.view.record.id);
        return ids;
    }

private:
    StoreReader store_{made->file()};
    SampleLookup lookup_;
};

TEST_F(SampleQueries, AskAllSamplesOfTheRun) {
    const auto result = find({.condition = "alpha > 0.9 and flipped", .most = 100000});
    std::set<std::uint32_t> expected;
    for (const auto& [id, alpha] : made->latest_alpha)
        if (alpha > 0.9F && made->train.examples[id].flipped()) expected.insert(id);
    EXPECT_GT(expected.size(), 10U);
    const auto ids = idsOf(result);
    EXPECT_EQ(std::set<std::uint32_t>(ids.begin(), ids.end()), expected);
    EXPECT_EQ(result.total, expected.size());
    EXPECT_EQ(result.ids, std::vector<std::uint32_t>(expected.begin(), expected.end()));
}

TEST_F(SampleQueries, LookIntoTheSentencesWithoutCase) {
    const std::string word = "COINS";
    const auto result = find({.words = word, .most = 100000});
    std::size_t expected = 0;
    for (const auto& [id, unused] : made->latest_alpha) {
        const Example& example = made->train.examples[id];
        const auto has = [](const std::string& text) {
            return QString::fromStdString(text).contains("coins", Qt::CaseInsensitive);
        };
        expected += has(example.text_a) || has(example.text_b) ? 1 : 0;
    }
    EXPECT_EQ(result.total, expected);
    EXPECT_GT(expected, 0U);
    EXPECT_LT(expected, made->latest_alpha.size());
}

TEST_F(SampleQueries, KeepOnlyTheFirstOfTheOrderThatIsAskedFor) {
    const auto lowest = find({.order = SampleField::kLabelLoss, .descending = false, .most = 5});
    EXPECT_EQ(lowest.total, made->latest_alpha.size());
    ASSERT_EQ(lowest.rows.size(), 5U);
    for (const SampleRow& row : lowest.rows) {
        EXPECT_NEAR(row.view.record.label_loss, 0.25F, 1e-3F);
        EXPECT_FALSE(row.text_a.empty());
    }
    const auto highest = find({.order = SampleField::kLabelLoss, .most = 5});
    EXPECT_NEAR(highest.rows.front().view.record.label_loss, 1.5F, 1e-3F);
    const auto texts = find({.order = SampleField::kText, .descending = false, .most = 50});
    EXPECT_TRUE(std::is_sorted(texts.rows.begin(), texts.rows.end(), [](auto& a, auto& b) {
        return std::pair(a.text_a, a.text_b) < std::pair(b.text_a, b.text_b);
    }));
}

TEST_F(SampleQueries, TakeOnlyWhatIsKept) {
    const std::uint32_t first = made->train_ids[3], second = made->train_ids[9];
    auto result = find({.only_kept = true, .kept = {first, second, 4000000}});
    EXPECT_THAT(result.ids, ElementsAre(first, second));
    result = find({.only_kept = true});
    EXPECT_EQ(result.total, 0U);
}

TEST_F(SampleQueries, ComeWithHowWellAlphaFindsTheNoise) {
    const auto result = find({.low = 0.99});
    ASSERT_TRUE(result.noise.has_value());
    EXPECT_GT(result.noise->flipped, 0);
    EXPECT_GT(result.noise->alpha.auc, 0.8);
    EXPECT_DOUBLE_EQ(result.noise->label_loss.auc, 1.0) << "the made losses tell it exactly";
}

/// The panel with a reader behind it, as in the window.
class SampleSearch : public test::WithDatabase {
protected:
    SampleSearch() {
        QSettings().remove("marks");
        QObject::connect(&panel, &SamplePanel::samplesWanted, &reader,
                         &SnapshotReader::requestSamples);
        QObject::connect(&reader, &SnapshotReader::samplesReady, &panel, &SamplePanel::showSamples);
        reader.open(made->file(), StoreReader::Mode::kLive);
        select(made->rw_kd);
        panel.resize(900, 500);
        panel.show();
    }
    void select(std::int64_t id) {
        reader.select({id});
        EXPECT_TRUE(waitFor([&] {
            const auto snapshot = reader.snapshot();
            return snapshot && !snapshot->selected.empty() &&
                   snapshot->selected.front()->row.id == id;
        }));
        panel.showSnapshot(reader.snapshot());
    }
    bool answered() {
        QTest::qWait(150);  // longer than the pause in typing that a search waits for
        return waitFor([&] { return panel.answered(); });
    }
    QAbstractItemModel& rows() { return *part<QTableView>(panel, "samples")->model(); }
    void type(const char* edit, const QString& text) {
        part<QLineEdit>(panel, edit)->setText(text);
    }
    QString title() { return part<QLabel>(panel, "samples_title")->text(); }

    SamplePanel panel;
    SnapshotReader reader;
};

TEST_F(SampleSearch, AConditionAloneSearchesAllSamples) {
    type("sample_condition", "alpha > 0.9 and flipped");
    ASSERT_TRUE(answered());
    EXPECT_GT(rows().rowCount(), 10);
    for (int row = 0; row < rows().rowCount(); ++row)
        EXPECT_GT(rows().index(row, SampleModel::kAlpha).data(SampleModel::kSortRole).toDouble(),
                  0.9);
    EXPECT_TRUE(title().startsWith("All samples, filtered")) << title().toStdString();
    const QString notice = part<QLabel>(panel, "samples_notice")->text();
    EXPECT_TRUE(notice.contains("AUC")) << notice.toStdString();
}

TEST_F(SampleSearch, NarrowsTheChosenRangeAndIsAskedOnceForAWord) {
    panel.chooseRange(0.5, 1.0);
    ASSERT_TRUE(waitFor([&] { return panel.answered(); }));
    const int all = rows().rowCount();
    const QSignalSpy asked(&panel, &SamplePanel::samplesWanted);
    for (const char* text : {"c", "coi", "coins"}) type("sample_words", text);
    ASSERT_TRUE(answered());
    EXPECT_EQ(asked.count(), 1);
    EXPECT_LT(rows().rowCount(), all);
    type("sample_words", "");
    ASSERT_TRUE(answered());
    EXPECT_EQ(rows().rowCount(), all);
}

TEST_F(SampleSearch, AHalfTypedConditionLeavesTheListAlone) {
    type("sample_condition", "flipped");
    ASSERT_TRUE(answered());
    const int found = rows().rowCount();
    auto* problem = part<QLabel>(panel, "sample_condition_problem");
    EXPECT_FALSE(problem->isVisible());
    type("sample_condition", "flipped and alpha >");
    EXPECT_TRUE(problem->isVisible());
    EXPECT_TRUE(problem->text().contains("value is expected"));
    ASSERT_TRUE(answered());
    EXPECT_EQ(rows().rowCount(), found);
}

TEST_F(SampleSearch, StaysWhenTheRunChanges) {
    type("sample_condition", "flipped");
    ASSERT_TRUE(answered());
    const int found = rows().rowCount();
    select(made->fixed);
    ASSERT_TRUE(answered());
    EXPECT_EQ(rows().rowCount(), found) << "the same train set";
    panel.clear();
    EXPECT_EQ(rows().rowCount(), 0);
    EXPECT_EQ(part<QLineEdit>(panel, "sample_condition")->text(), "");
    select(made->rw_kd);
    QTest::qWait(150);
    EXPECT_FALSE(panel.answered());
}

TEST_F(SampleSearch, MarksAreKeptForEveryRunOnTheSameSet) {
    panel.chooseRange(0.9, 1.0);
    ASSERT_TRUE(waitFor([&] { return panel.answered(); }));
    auto* table = part<QTableView>(panel, "samples");
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_M);
    const QModelIndex box = rows().index(0, SampleModel::kMark);
    EXPECT_EQ(box.data(Qt::CheckStateRole).toInt(), Qt::Checked);
    EXPECT_TRUE(
        rows().setData(rows().index(1, SampleModel::kMark), Qt::Checked, Qt::CheckStateRole));
    select(made->fixed);
    auto* only = part<QCheckBox>(panel, "sample_only_marked");
    EXPECT_TRUE(only->isEnabled());
    only->setChecked(true);
    ASSERT_TRUE(answered());
    EXPECT_EQ(rows().rowCount(), 2);
    // Another window finds them in the settings.
    SampleMarks marks;
    marks.open(reader.snapshot()->selected.front()->sets.front().sha256);
    for (const SetRow& set : reader.snapshot()->selected.front()->sets)
        if (set.set == "train") marks.open(set.sha256);
    EXPECT_EQ(marks.ids().size(), 2U);
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_M);
    EXPECT_EQ(rows().index(0, SampleModel::kMark).data(Qt::CheckStateRole).toInt(), Qt::Unchecked);
}

TEST_F(SampleSearch, MarksTakenOffSeveralSamplesCanComeBack) {
    panel.chooseRange(0.9, 1.0);
    ASSERT_TRUE(waitFor([&] { return panel.answered(); }));
    const QSignalSpy taken(&panel, &SamplePanel::marksTaken);
    auto* table = part<QTableView>(panel, "samples");
    auto* mark = part<QAction>(*table, "sample_mark");
    const auto marked = [&] {
        int count = 0;
        for (int row = 0; row < rows().rowCount(); ++row)
            count += rows().index(row, SampleModel::kMark).data(Qt::CheckStateRole).toInt() ==
                             Qt::Checked
                         ? 1
                         : 0;
        return count;
    };
    table->selectRow(0);
    mark->trigger();
    mark->trigger();
    EXPECT_EQ(taken.count(), 0) << "a single one is soon marked again";
    table->selectAll();
    mark->trigger();
    const int all = rows().rowCount();
    ASSERT_GT(all, 1);
    EXPECT_EQ(marked(), all);
    mark->trigger();
    EXPECT_EQ(marked(), 0);
    ASSERT_EQ(taken.count(), 1);
    panel.markAgain(taken[0][0].value<std::string>(),
                    taken[0][1].value<std::vector<std::uint32_t>>());
    EXPECT_EQ(marked(), all);
    mark->trigger();
    SamplePanel other;  // shows no set, or another
    other.markAgain(taken[0][0].value<std::string>(), {3, 5});
    SampleMarks kept;
    kept.open(taken[0][0].value<std::string>());
    EXPECT_THAT(kept.ids(), ElementsAre(3U, 5U));
}

TEST_F(SampleSearch, SortsByEveryColumn) {
    panel.chooseRange(0.8, 1.0);
    ASSERT_TRUE(waitFor([&] { return panel.answered(); }));
    auto* table = part<QTableView>(panel, "samples");
    for (int column = 0; column < SampleModel::kColumns; ++column) {
        table->sortByColumn(column, Qt::AscendingOrder);
        for (int row = 1; row < rows().rowCount(); ++row) {
            const auto before = rows().index(row - 1, column).data(SampleModel::kSortRole);
            const auto after = rows().index(row, column).data(SampleModel::kSortRole);
            if (after.typeId() == QMetaType::QString)
                EXPECT_LE(before.toString(), after.toString());
            else
                EXPECT_LE(before.toDouble(), after.toDouble()) << column;
        }
    }
}

TEST_F(SampleSearch, AsksAgainWhereMoreIsThanTheListHolds) {
    panel.chooseRange(0.0, 1.0);
    ASSERT_TRUE(waitFor([&] { return panel.answered(); }));
    auto longer = std::make_shared<SampleResult>();
    longer->run_id = made->rw_kd;
    longer->query = {};
    longer->total = 99999;
    panel.showSamples(longer);
    const QSignalSpy asked(&panel, &SamplePanel::samplesWanted);
    part<QTableView>(panel, "samples")->sortByColumn(SampleModel::kTeacher, Qt::AscendingOrder);
    ASSERT_EQ(asked.count(), 1);
    const auto query = asked[0][1].value<SampleQuery>();
    EXPECT_EQ(query.order, SampleField::kTeacher);
    EXPECT_FALSE(query.descending);
}

TEST_F(SampleSearch, ExportsWhatIsAskedForWithItsSentences) {
    type("sample_condition", "flipped and alpha > 0.9");
    ASSERT_TRUE(answered());
    const int found = rows().rowCount();
    const QString file = folder->filePath("out.jsonl");
    panel.exportTo(file);
    auto* notice = part<QLabel>(panel, "samples_notice");
    ASSERT_TRUE(waitFor([&] { return notice->text().contains("written to"); }));
    QFile written(file);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    int lines = 0;
    while (!written.atEnd()) {
        const auto line = nlohmann::json::parse(written.readLine().toStdString());
        const auto id = line["id"].get<std::size_t>();
        EXPECT_EQ(line["text_a"], made->train.examples[id].text_a);
        EXPECT_TRUE(line["flipped"].get<bool>());
        ++lines;
    }
    EXPECT_EQ(lines, found);
    EXPECT_EQ(rows().rowCount(), found) << "the list stays";
    panel.exportTo(folder->filePath("out.doc"));
    EXPECT_TRUE(notice->text().contains("must end in"));
    panel.exportTo(folder->filePath("no/such/out.csv"));
    ASSERT_TRUE(waitFor([&] { return notice->text().contains("cannot be written"); }));
}

}  // namespace
}  // namespace alphascope
