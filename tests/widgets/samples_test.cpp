// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/made_rte.h"
#include "widgets/sample_detail.h"
#include "widgets/sample_lookup.h"
#include "widgets/sample_model.h"
#include "widgets/sample_panel.h"
#include "widgets/snapshot_reader.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace alphascope {
namespace {

using test::waitFor;

class Samples : public test::WithDatabase {
protected:
    /// α is stored on a fine grid; nothing made lies that near to an edge but the exact values.
    static std::set<std::uint32_t> expected(double low, double high) {
        std::set<std::uint32_t> ids;
        for (const auto& [id, alpha] : made->latest_alpha) {
            const bool below = high >= 1.0 ? alpha <= 1.0F : alpha < static_cast<float>(high);
            if (alpha >= static_cast<float>(low) && below) ids.insert(id);
        }
        return ids;
    }
    RunRow rwKd() { return *store_.findRun(std::to_string(made->rw_kd)); }

    StoreReader store_{made->file()};
};

TEST_F(Samples, OfARangeAreThoseWhoseLatestAlphaLiesInIt) {
    SampleLookup lookup;
    const SampleResult result = lookup.find(store_, rwKd(), {.low = 0.9});
    std::set<std::uint32_t> found;
    for (const SampleRow& sample : result.rows) found.insert(sample.view.record.id);
    std::set<std::uint32_t> missed;
    const auto wanted = expected(0.9, 1.0);
    std::set_symmetric_difference(found.begin(), found.end(), wanted.begin(), wanted.end(),
                                  std::inserter(missed, missed.end()));
    for (const std::uint32_t id : missed) {  // only what the grid may round over the edge
        EXPECT_NEAR(made->latest_alpha.at(id), 0.9F, 1e-4F);
    }
    EXPECT_GT(found.size(), 100U);
    EXPECT_EQ(result.total, result.rows.size());
}

TEST_F(Samples, LieInOneBinEach) {
    SampleLookup lookup;
    const RunRow run = rwKd();
    std::set<std::uint32_t> found;
    std::size_t sum = 0;
    for (int bin = 0; bin < kAlphaBins; ++bin) {
        const double low = static_cast<double>(bin) / kAlphaBins;
        const double high = static_cast<double>(bin + 1) / kAlphaBins;
        const SampleResult result = lookup.find(store_, run, {.low = low, .high = high});
        for (const SampleRow& sample : result.rows) {
            found.insert(sample.view.record.id);
            // Exactly 1/2 lies on an edge and belongs to the bin above it, as in the histogram.
            if (sample.view.record.alpha != 0.5F) continue;
            EXPECT_EQ(bin, alphaBin(0.5F));
        }
        sum += result.total;
    }
    EXPECT_EQ(sum, found.size());
    EXPECT_EQ(sum, made->latest_alpha.size());
}

/// What was written for RW-KD: each sample once an epoch.
TEST_F(Samples, OfAnEarlierHistogramAreThoseItCounted) {
    SampleLookup lookup;
    const RunRow run = rwKd();
    std::int64_t before = 0, moved = 0;
    std::map<std::uint32_t, float> latest;
    for (const SampleView& view : store_.samples(run.id))
        latest[view.record.id] = view.record.alpha;
    for (const HistogramRow& taken : store_.histograms(run.id, 0)) {
        const StepRange steps{before, taken.histogram.step};
        before = taken.histogram.step;
        for (const int bin : {0, 7, 20, 39}) {
            const double low = static_cast<double>(bin) / kAlphaBins;
            const double high = static_cast<double>(bin + 1) / kAlphaBins;
            const SampleResult result =
                lookup.find(store_, run, {.low = low, .high = high, .steps = steps});
            const auto count = taken.histogram.counts[static_cast<std::size_t>(bin)];
            EXPECT_NEAR(static_cast<double>(result.total), count, 1.0) << "but for the grid";
            for (const SampleRow& sample : result.rows) {
                EXPECT_TRUE(steps.has(sample.view.record.step));
                EXPECT_NEAR(static_cast<double>(sample.view.record.alpha), low + 0.0125, 0.0126);
                moved += latest.at(sample.view.record.id) != sample.view.record.alpha ? 1 : 0;
            }
        }
    }
    EXPECT_GT(moved, 100) << "many have another α by now";
}

TEST_F(Samples, ComeWithTheirOwnSentencesLabelsAndProbabilities) {
    SampleLookup lookup;
    const SampleResult result = lookup.find(store_, rwKd(), {.low = 0.9});
    EXPECT_EQ(result.text_problem, "");
    for (const SampleRow& sample : result.rows) {
        const Example& truth = made->train.examples[sample.view.record.id];
        EXPECT_EQ(sample.text_a, truth.text_a);
        EXPECT_EQ(sample.text_b, truth.text_b);
        EXPECT_EQ(sample.label_name, findTask("demo").labels[truth.label > 0.5F ? 1 : 0]);
        EXPECT_EQ((sample.view.flags & kFlagFlipped) != 0, truth.flipped());
        // The teacher's logits are ±1: softmax gives 1/(1+e^∓2).
        const bool agrees = truth.teacher_label == truth.label;
        EXPECT_NEAR(sample.teacher_p, 1.0 / (1.0 + std::exp(agrees ? -2.0 : 2.0)), 1e-6);
        EXPECT_NEAR(sample.student_p, std::exp(-(truth.flipped() ? 1.5 : 0.25)), 1e-3);
    }
}

TEST_F(Samples, SayWhichFolderIsMissing) {
    RunRow run = rwKd();
    run.task = "rte";
    SampleLookup lookup;
    const SampleResult none = lookup.find(store_, run, {.low = 0.9});
    EXPECT_THAT(none.text_problem, testing::HasSubstr("no data folder"));
    lookup.setDataFolder("/nowhere/glue");
    const SampleResult wrong = lookup.find(store_, run, {.low = 0.9});
    EXPECT_THAT(wrong.text_problem, testing::HasSubstr("/nowhere/glue"));
    EXPECT_FALSE(wrong.rows.empty());  // numbers are shown all the same
    EXPECT_EQ(wrong.rows[0].text_a, "");
}

TEST_F(Samples, OfAnotherFileAreNotPassedOffAsTheRunsOwn) {
    const QTemporaryDir glue;
    test::writeRte(glue.path().toStdString(), 2000);
    RunRow run = rwKd();
    run.task = "rte";
    SampleLookup lookup;
    lookup.setDataFolder(glue.path().toStdString());
    const SampleResult result = lookup.find(store_, run, {.low = 0.9});
    EXPECT_THAT(result.text_problem, testing::HasSubstr("hash differs"));
    EXPECT_EQ(result.rows[0].text_a, "");
}

class NoisySamples : public testing::TestWithParam<bool> {};

TEST_P(NoisySamples, AreKnownAgainAlthoughTheirLabelsWereFlipped) {
    const QTemporaryDir temporary;
    const std::string folder = temporary.path().toStdString();
    test::writeRte(folder, 100);
    Split split = test::readRte(folder);
    injectLabelNoise(findTask("rte"), split.examples, test::allOf(split), 0.2, GetParam(), 7);
    const std::filesystem::path database = folder + "/noisy.db";
    const RunRow run = test::addRteRun(database, split, folder);
    StoreReader store(database);
    const SampleResult result =
        SampleLookup().find(store, run, {.order = SampleField::kId, .descending = false});
    EXPECT_EQ(result.text_problem, "");
    ASSERT_EQ(result.rows.size(), 100U);
    EXPECT_EQ(result.rows[42].text_a, "first 42");
}

INSTANTIATE_TEST_SUITE_P(TeacherSeesIt, NoisySamples, testing::Bool());

std::shared_ptr<SampleResult> twoSamples() {
    auto result = std::make_shared<SampleResult>();
    for (const float alpha : {0.25F, 0.75F}) {
        SampleRow row;
        row.view.record.id = static_cast<std::uint32_t>(alpha * 100.0F);
        row.view.record.alpha = alpha;
        row.teacher_p = std::nan("");
        row.text_a = "<b>bold?</b>";
        row.view.flags = kFlagFlipped | kFlagTeacherMisled;
        result->rows.push_back(row);
    }
    return result;
}

TEST(SampleModel, ObeysTheRulesOfModels) {
    SampleModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(twoSamples());
    model.show(nullptr);
    model.show(twoSamples());
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.index(0, SampleModel::kAlpha).data().toString(), "0.25");
    EXPECT_EQ(model.index(0, SampleModel::kTeacher).data().toString(), "–");
    EXPECT_EQ(model.index(0, SampleModel::kSentence).data().toString(), "<b>bold?</b>");
    EXPECT_EQ(model.index(0, SampleModel::kFlags).data().toString(), "both");
    EXPECT_EQ(model.sample(2), nullptr);
    const auto title = [&](int column) {
        return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    EXPECT_EQ(title(SampleModel::kAlpha), "α");
    EXPECT_EQ(title(SampleModel::kSentence), "sentence");
    EXPECT_EQ(title(SampleModel::kMark), "");
}

/// Panel and reader, connected as the window connects them.
class SamplePanelTest : public Samples {
protected:
    SamplePanelTest() {
        QObject::connect(&panel_, &SamplePanel::samplesWanted, &reader_,
                         &SnapshotReader::requestSamples);
        QObject::connect(&panel_, &SamplePanel::historyWanted, &reader_,
                         &SnapshotReader::requestHistory);
        QObject::connect(&reader_, &SnapshotReader::samplesReady, &panel_,
                         &SamplePanel::showSamples);
        QObject::connect(&reader_, &SnapshotReader::historyReady, &panel_,
                         [this](qint64 run, quint32 id, const auto& records) {
                             panel_.showHistory(run, id, *records);
                         });
        reader_.open(made->file(), StoreReader::Mode::kLive);
        reader_.select({made->rw_kd});
        EXPECT_TRUE(waitFor([this] {
            const auto snapshot = reader_.snapshot();
            return snapshot && !snapshot->selected.empty();
        }));
        panel_.showSnapshot(reader_.snapshot());
        panel_.resize(700, 500);
        panel_.show();
    }
    QTableView* table() { return panel_.findChild<QTableView*>("samples"); }

    SamplePanel panel_;
    SnapshotReader reader_;
};

TEST_F(SamplePanelTest, ListsTheSamplesOfTheRangeWithTheHighestAlphaFirst) {
    EXPECT_EQ(table()->model()->rowCount(), 0);
    panel_.chooseRange(0.9, 1.0);
    ASSERT_TRUE(waitFor([this] { return panel_.answered(); }));
    EXPECT_NEAR(table()->model()->rowCount(), static_cast<int>(expected(0.9, 1.0).size()), 1);
    double last = 1.0;
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
        const double alpha = table()
                                 ->model()
                                 ->index(row, SampleModel::kAlpha)
                                 .data(SampleModel::kSortRole)
                                 .toDouble();
        EXPECT_LE(alpha, last);
        last = alpha;
    }
}

TEST_F(SamplePanelTest, ShowsOneSampleInFullWithItsAlphaOverEpochs) {
    panel_.chooseRange(0.9, 1.0);
    ASSERT_TRUE(waitFor([this] { return panel_.answered() && table()->model()->rowCount() > 0; }));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      table()->visualRect(table()->model()->index(0, 0)).center());
    auto* detail = panel_.findChild<SampleDetail*>();
    ASSERT_TRUE(waitFor([detail] { return !detail->points().empty(); }));
    const QString text = panel_.findChild<QPlainTextEdit*>("sample_text")->toPlainText();
    const auto id = text.section("sample ", -1).section(',', 0, 0).toUInt();
    EXPECT_TRUE(text.contains(QString::fromStdString(made->train.examples[id].text_a)));
    const auto& alphas = made->alpha_by_epoch.at(id);
    ASSERT_EQ(detail->points().size(), alphas.size());
    for (std::size_t epoch = 0; epoch < alphas.size(); ++epoch) {
        EXPECT_EQ(detail->points()[epoch].first, static_cast<double>(epoch + 1));
        EXPECT_NEAR(detail->points()[epoch].second, static_cast<double>(alphas[epoch]), 1e-4);
    }
}

TEST_F(SamplePanelTest, DropsAnAnswerToAQuestionOfEarlier) {
    panel_.chooseRange(0.5, 0.6);
    auto late = twoSamples();
    late->run_id = made->rw_kd;
    panel_.showSamples(late);  // asked for [0, 1]
    EXPECT_FALSE(panel_.answered());
    EXPECT_EQ(table()->model()->rowCount(), 0);
}

TEST_F(SamplePanelTest, IsAnsweredAlsoWhenTheRunIsGone) {
    QSignalSpy answers(&reader_, &SnapshotReader::samplesReady);
    reader_.requestSamples(4711, {.low = 0.5, .high = 0.6});
    ASSERT_TRUE(waitFor([&] { return answers.count() == 1; }));
    const auto result = answers[0][0].value<std::shared_ptr<const SampleResult>>();
    EXPECT_THAT(result->text_problem, testing::HasSubstr("not in the database"));
    EXPECT_EQ(result->run_id, 4711);
}

TEST_F(SamplePanelTest, AsksAgainForTheChosenRangeOnly) {
    QSignalSpy asked(&panel_, &SamplePanel::samplesWanted);
    panel_.askAgain();
    EXPECT_EQ(asked.count(), 0);
    panel_.chooseRange(0.5, 0.6);
    panel_.askAgain();
    ASSERT_EQ(asked.count(), 2);
    EXPECT_EQ(asked[0], asked[1]);
}

TEST_F(SamplePanelTest, SaysWhichStepsTheSamplesAreOf) {
    panel_.chooseRange(0.5, 0.525, {.after = 20, .last = 40});
    ASSERT_TRUE(waitFor([this] { return panel_.answered(); }));
    const QString title = panel_.findChild<QLabel*>("samples_title")->text();
    EXPECT_TRUE(title.startsWith("Steps 21 to 40, α in [0.5, 0.525): ")) << title.toStdString();
}

TEST_F(SamplePanelTest, FinishesAnExportAlthoughAnotherRunIsShownByThen) {
    panel_.chooseRange(0.9, 1.0);
    ASSERT_TRUE(waitFor([this] { return panel_.answered(); }));
    const int listed = table()->model()->rowCount();
    const QString file = folder->filePath("left.csv");
    panel_.exportTo(file);
    auto other = std::make_shared<Snapshot>(*reader_.snapshot());
    auto next = std::make_shared<RunDetail>(*other->selected[0]);
    next->row.uuid = "another";
    next->row.id = made->fixed;
    other->selected = {next};
    panel_.showSnapshot(other);  // as when the window follows the next run
    auto* notice = panel_.findChild<QLabel*>("samples_notice");
    ASSERT_TRUE(waitFor([&] { return notice->text().contains("left.csv"); }));
    QFile written(file);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(written.readAll().count('\n'), listed + 1) << "a line a sample, and the names";
    EXPECT_EQ(table()->model()->rowCount(), 0) << "they are not the other run's";
}

TEST_F(SamplePanelTest, SaysThatThereIsMoreAndThatSentencesAreMissing) {
    panel_.chooseRange(0.0, 1.0);
    auto result = twoSamples();
    result->run_id = made->rw_kd;
    result->total = 4321;
    result->text_problem = "No folder.";
    panel_.showSamples(result);
    const QString notice = panel_.findChild<QLabel*>("samples_notice")->text();
    EXPECT_TRUE(notice.contains("The first 2 "));
    const QString title = panel_.findChild<QLabel*>("samples_title")->text();
    EXPECT_EQ(title, "Latest α in [0, 1]: 2 of 4,321 samples");
    EXPECT_TRUE(notice.contains("No folder."));
}

}  // namespace
}  // namespace alphascope
