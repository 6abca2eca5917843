// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_histogram.h"
#include "widgets/alpha_over_time.h"
#include "widgets/alpha_panel.h"
#include "widgets/alpha_quantiles.h"
#include "widgets/dev_score_panel.h"
#include "widgets/log_panel.h"
#include "widgets/plot_link.h"
#include "widgets/plot_style.h"
#include "widgets/with_snapshots.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSlider>

#include <algorithm>
#include <numeric>

namespace alphascope {
namespace {

class Plots : public test::WithSnapshots {
protected:
    /// α of RW-KD, on the screen.
    static void show(AlphaHistogram& histogram) {
        histogram.resize(600, 300);
        histogram.show();
        histogram.showHistogram(made->last_histogram, Qt::blue);
        QTest::qWait(50);
    }
    using WithSnapshots::show;
};

QString messageOf(QWidget& panel, const char* plot) {
    auto* label = panel.findChild<QLabel*>(QString(plot) + "_message");
    return label == nullptr ? QString() : label->text();
}

QPoint atAlpha(AlphaHistogram& histogram, double alpha) {
    QCustomPlot& plot = histogram.plot();
    return {static_cast<int>(plot.xAxis->coordToPixel(alpha)), plot.axisRect()->center().y()};
}

TEST_F(Plots, HistogramShowsTheStoredCounts) {
    PlotLink link;
    AlphaPanel panel(link);
    panel.showSnapshot(show({made->rw_kd}));
    auto* histogram = panel.findChild<AlphaHistogram*>();
    ASSERT_NE(histogram, nullptr);
    EXPECT_EQ(histogram->shownCounts(), made->last_histogram.counts);
    const auto heights = histogram->barHeights();
    for (std::size_t bin = 0; bin < heights.size(); ++bin) {
        EXPECT_EQ(heights[bin], made->last_histogram.counts[bin]) << bin;
    }
}

TEST_F(Plots, AClickIntoAPlotShowsTheHistogramOfThatStep) {
    PlotLink link;
    AlphaPanel panel(link);
    const auto snapshot = show({made->rw_kd});
    panel.showSnapshot(snapshot);
    auto* histogram = panel.findChild<AlphaHistogram*>();
    auto* slider = panel.findChild<QSlider*>("alpha_step");
    const auto& all = snapshot->selected[0]->histograms;
    ASSERT_GT(all.size(), 2U);
    EXPECT_EQ(slider->value(), static_cast<int>(all.size()) - 1);
    link.setCursor(static_cast<double>(all[1].step) - 0.5);
    emit link.picked(link.cursor());
    EXPECT_EQ(slider->value(), 1);
    EXPECT_EQ(histogram->shownCounts(), all[1].counts);
    EXPECT_TRUE(panel.findChild<QLabel*>("alpha_title")
                    ->text()
                    .contains(QStringLiteral("step %1 ").arg(all[1].step)));
    EXPECT_EQ(link.cursor(), static_cast<double>(all[1].step) - 0.5) << "it stays with the mouse";
    slider->setValue(0);
    EXPECT_EQ(histogram->shownCounts(), all[0].counts);
    EXPECT_EQ(link.cursor(), static_cast<double>(all[0].step)) << "the line follows the slider";
    panel.showSnapshot(show({made->rw_kd}));  // what comes later does not move it
    EXPECT_EQ(histogram->shownCounts(), all[0].counts);
    slider->setValue(slider->maximum());
    EXPECT_EQ(histogram->shownCounts(), all.back().counts);
}

TEST_F(Plots, AClickIntoAPlotOverEpochsChoosesTheStepOfALoneRun) {
    PlotLink link;
    AlphaPanel panel(link);
    const auto snapshot = show({made->rw_kd});
    panel.showSnapshot(snapshot);
    const auto* slider = panel.findChild<QSlider*>("alpha_step");
    const auto& run = snapshot->selected[0];
    const auto step = static_cast<double>(run->histograms[1].step);
    const Series& clock = *run->find("epoch");
    const auto place = std::find(clock.steps.begin(), clock.steps.end(), step);
    ASSERT_NE(place, clock.steps.end());
    const double epoch = clock.values[static_cast<std::size_t>(place - clock.steps.begin())];
    link.setCursor(epoch, XAxis::kEpoch);
    emit link.picked(epoch);
    EXPECT_EQ(slider->value(), slider->maximum()) << "of several runs nobody knows";
    link.setRun(run);
    emit link.picked(epoch);
    EXPECT_EQ(slider->value(), 1);
}

TEST_F(Plots, AnotherRunsAlphaIsAnOutlineOfEqualWeight) {
    PlotLink link;
    AlphaPanel panel(link);
    const auto snapshot = show({made->rw_kd, made->fixed});
    panel.showSnapshot(snapshot);
    auto* plot = panel.findChild<QCustomPlot*>("alpha_now_plot");
    ASSERT_EQ(plot->legend->itemCount(), 1);
    const auto& mine = snapshot->selected[0]->histograms.back().counts;
    const auto& other = snapshot->selected[1]->histograms.back().counts;
    const double all = std::accumulate(mine.begin(), mine.end(), 0.0);
    const double scale = all / std::accumulate(other.begin(), other.end(), 0.0);
    double drawn = 0.0;
    for (std::size_t bin = 0; bin < other.size(); ++bin) {
        const double height = plot->graph(0)->data()->at(static_cast<int>(bin))->value;
        EXPECT_DOUBLE_EQ(height, scale * other[bin]) << bin;
        drawn += height;
    }
    EXPECT_NEAR(drawn, all, 1e-9 * all);
    panel.showSnapshot(show({made->rw_kd}));
    EXPECT_EQ(plot->legend->itemCount(), 0);
    EXPECT_EQ(plot->graph(0)->dataCount(), 0);
}

TEST_F(Plots, AlphaOverTimeCanBeQuantiles) {
    PlotLink link;
    AlphaPanel panel(link);
    const auto snapshot = show({made->rw_kd});
    panel.showSnapshot(snapshot);
    auto* plot = panel.findChild<QCustomPlot*>("alpha_time_plot");
    EXPECT_FALSE(plot->graph(4)->visible());
    panel.findChild<QComboBox*>("alpha_mode")->setCurrentIndex(1);
    EXPECT_TRUE(plot->graph(4)->visible());
    const auto& last = snapshot->selected[0]->histograms.back();
    const auto point = plot->graph(4)->data()->constEnd() - 1;
    EXPECT_EQ(point->key, static_cast<double>(last.step));
    EXPECT_DOUBLE_EQ(point->value, alphaQuantile(last, 0.5));
    for (int i = 0; i < plot->graph(0)->dataCount(); ++i)
        EXPECT_LE(plot->graph(0)->data()->at(i)->value, plot->graph(1)->data()->at(i)->value);
}

TEST_F(Plots, HistogramNamesTheThreeAtomsApart) {
    AlphaHistogram histogram;
    HistogramTaken taken;
    taken.counts[0] = 10;
    taken.counts[20] = 7;
    taken.counts[39] = 4;
    taken.atoms = {6, 7, 0};
    histogram.showHistogram(taken, Qt::blue);
    QStringList texts;
    for (int i = 0; i < histogram.plot().itemCount(); ++i) {
        if (auto* text = qobject_cast<QCPItemText*>(histogram.plot().item(i)))
            texts << text->text();
    }
    EXPECT_EQ(texts, (QStringList{"at 0: 6", "at ½: 7"}));
    EXPECT_EQ(histogram.barHeights()[0], 10.0);  // the atom is part of its bar
}

TEST_F(Plots, NoBarOfTheHistogramIsNegative) {
    AlphaHistogram histogram;
    HistogramTaken taken;
    taken.counts[19] = 5;
    taken.counts[20] = 4;
    taken.atoms = {0, 7, 0};  // three of them just below ½
    histogram.showHistogram(taken, Qt::blue);
    EXPECT_EQ(histogram.between()[19], 2.0);
    EXPECT_EQ(histogram.between()[20], 0.0);
    EXPECT_EQ(histogram.barHeights()[19], 5.0);
    EXPECT_EQ(histogram.barHeights()[20], 4.0);
}

TEST_F(Plots, ClickingABarChoosesItsBin) {
    AlphaHistogram histogram;
    show(histogram);
    QSignalSpy chosen(&histogram, &AlphaHistogram::rangeSelected);
    QTest::mouseClick(&histogram.plot(), Qt::LeftButton, Qt::NoModifier, atAlpha(histogram, 0.51));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_DOUBLE_EQ(chosen[0][0].toDouble(), 0.5);
    EXPECT_DOUBLE_EQ(chosen[0][1].toDouble(), 0.525);
}

TEST_F(Plots, DraggingEitherWayChoosesTheBinsBetween) {
    AlphaHistogram histogram;
    show(histogram);
    QSignalSpy chosen(&histogram, &AlphaHistogram::rangeSelected);
    QTest::mousePress(&histogram.plot(), Qt::LeftButton, Qt::NoModifier, atAlpha(histogram, 0.99));
    QTest::mouseMove(&histogram.plot(), atAlpha(histogram, 0.95));
    QTest::mouseRelease(&histogram.plot(), Qt::LeftButton, Qt::NoModifier,
                        atAlpha(histogram, 0.91));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_NEAR(chosen[0][0].toDouble(), 0.95, 0.0251);  // the last move counts
    EXPECT_DOUBLE_EQ(chosen[0][1].toDouble(), 1.0);
}

TEST_F(Plots, HeatMapShowsTheShareOfEachHistogram) {
    std::vector<HistogramTaken> histograms(2);
    histograms[0].step = 10;
    histograms[0].counts[0] = 3;
    histograms[0].counts[39] = 1;
    histograms[1].step = 20;
    histograms[1].counts[20] = 5;
    AlphaOverTime map;
    map.showHistograms(histograms, Qt::blue);
    EXPECT_NEAR(map.shareAt(4.0, 0.01), 0.75, 1e-9);
    EXPECT_NEAR(map.shareAt(4.0, 0.99), 0.25, 1e-9);
    EXPECT_NEAR(map.shareAt(4.0, 0.51), 0.0, 1e-9);
    EXPECT_NEAR(map.shareAt(16.0, 0.51), 1.0, 1e-9);
    EXPECT_NEAR(map.shareAt(16.0, 0.01), 0.0, 1e-9);
    EXPECT_EQ(map.cellText(4.0, 0.01), "step 4, α from 0 to 0.025: 75.0 % of the samples");
    EXPECT_EQ(map.cellText(16.0, 0.51), "step 16, α from 0.5 to 0.525: 100.0 % of the samples");
    EXPECT_EQ(map.cellText(4.0, 1.2), "");
    EXPECT_EQ(map.cellText(40.0, 0.5), "");
    map.setMode(AlphaOverTime::Mode::kQuantiles);
    EXPECT_EQ(map.cellText(4.0, 0.01), "");
}

TEST_F(Plots, ABarOfAnEarlierStepSaysWhichStepsItCounts) {
    PlotLink link;
    AlphaPanel panel(link);
    const auto snapshot = show({made->rw_kd});
    panel.showSnapshot(snapshot);
    QSignalSpy chosen(&panel, &AlphaPanel::rangeSelected);
    auto* histogram = panel.findChild<AlphaHistogram*>();
    const auto stepsOf = [&](int place) {
        panel.findChild<QSlider*>("alpha_step")->setValue(place);
        emit histogram->rangeSelected(0.5, 0.525);
        return chosen.last()[2].value<StepRange>();
    };
    const auto& all = snapshot->selected[0]->histograms;
    EXPECT_EQ(stepsOf(1), (StepRange{all[0].step, all[1].step}));
    EXPECT_EQ(stepsOf(0), (StepRange{0, all[0].step}));
    EXPECT_TRUE(stepsOf(static_cast<int>(all.size()) - 1).any()) << "the latest: all samples";
}

TEST_F(Plots, AColumnOfTheHeatMapIsTheMeanOfAllItsHistograms) {
    std::vector<HistogramTaken> histograms(4000);  // four a column
    for (std::size_t i = 0; i < histograms.size(); ++i) {
        histograms[i].step = static_cast<std::int64_t>(i) + 1;
        histograms[i].counts[i % 4 == 2 ? 0 : 39] = 10;
    }
    AlphaOverTime map;
    map.showHistograms(histograms, Qt::blue);
    for (const double step : {2.0, 1002.0, 3998.0}) {
        EXPECT_NEAR(map.shareAt(step, 0.01), 0.25, 1e-9) << step;
        EXPECT_NEAR(map.shareAt(step, 0.99), 0.75, 1e-9) << step;
    }
}

TEST_F(Plots, TheHeatMapFollowsTheThemeWithItsScale) {
    PlotLink link;
    AlphaPanel panel(link);
    panel.showSnapshot(show({made->rw_kd}));
    auto* plot = panel.findChild<QCustomPlot*>("alpha_time_plot");
    auto* map = qobject_cast<QCPColorMap*>(plot->plottable(0));
    ASSERT_NE(map, nullptr);
    EXPECT_EQ(map->colorScale()->gradient().colorStops(), map->gradient().colorStops());
    EXPECT_TRUE(map->colorScale()->visible());
    QPalette dark(QColor(0x2E3237), QColor(0x191B1E));
    dark.setColor(QPalette::Base, QColor(0x191B1E));
    dark.setColor(QPalette::Text, Qt::white);
    dark.setColor(QPalette::WindowText, Qt::white);
    panel.setPalette(dark);  // at once: a plot is exported in other colours and back
    EXPECT_EQ(map->gradient().colorStops().first(), QColor(0x191B1E));
    EXPECT_GT(map->colorScale()->axis()->tickLabelColor().lightness(), 150);
    panel.findChild<QComboBox*>("alpha_mode")->setCurrentIndex(1);
    EXPECT_FALSE(map->colorScale()->visible());
    EXPECT_EQ(plot->plotLayout()->elementCount(), 1) << "it leaves its room to the quantiles";
    panel.findChild<QComboBox*>("alpha_mode")->setCurrentIndex(0);
    EXPECT_TRUE(map->colorScale()->visible());
}

TEST_F(Plots, SayWhyThereIsNoAlpha) {
    PlotLink link;
    AlphaPanel panel(link);
    EXPECT_TRUE(messageOf(panel, "alpha_now_plot").contains("Select a run"));
    auto snapshot = std::make_shared<Snapshot>(*show({made->label_only}));
    auto plain = std::make_shared<RunDetail>(*snapshot->selected[0]);
    plain->row.teacher_uuid.clear();
    snapshot->selected[0] = plain;
    panel.showSnapshot(snapshot);
    EXPECT_TRUE(messageOf(panel, "alpha_now_plot").contains("no α"));
    panel.showSnapshot(show({made->rw_kd}));
    EXPECT_TRUE(messageOf(panel, "alpha_now_plot").isEmpty());
}

TEST_F(Plots, TheHistogramSaysWhichSamplesItCounts) {
    PlotLink link;
    AlphaPanel panel(link);
    panel.showSnapshot(show({made->rw_kd}));
    EXPECT_TRUE(
        panel.findChild<QLabel*>("alpha_title")->text().endsWith("since the last histogram"));
}

TEST_F(Plots, ScoresShowDevAndMetaTimesHundred) {
    PlotLink link;
    DevScorePanel panel(link);
    panel.showSnapshot(show({made->rw_kd}));
    auto* plot = panel.findChild<QCustomPlot*>("dev_scores_plot");
    ASSERT_EQ(plot->graphCount(), 2);
    EXPECT_EQ(plot->graph(0)->name(), "dev");
    EXPECT_NEAR(plot->graph(0)->data()->at(2)->value, 79.0, 1e-9);
    EXPECT_EQ(plot->graph(1)->name(), "meta");
    EXPECT_NE(plot->yAxis->label().indexOf("accuracy"), -1);
    panel.showSnapshot(show({made->running}));
    EXPECT_TRUE(messageOf(panel, "dev_scores_plot").contains("not been evaluated"));
}

TEST_F(Plots, TheLegendLiesWhereItHidesLeast) {
    QCustomPlot plot;
    plot.resize(300, 200);
    plot.addGraph()->setName("dev");
    plot.legend->setVisible(true);
    plot.xAxis->setRange(0.0, 10.0);
    plot.yAxis->setRange(0.0, 1.0);
    plot.replot();
    const auto cornerWith = [&plot](const QVector<double>& x, const QVector<double>& y) {
        plot.graph(0)->setData(x, y);
        placeLegend(plot);
        return plot.axisRect()->insetLayout()->insetAlignment(0);
    };
    EXPECT_EQ(cornerWith({1.0}, {0.1}), Qt::AlignBottom | Qt::AlignRight);
    EXPECT_EQ(cornerWith({9.9}, {0.05}), Qt::AlignTop | Qt::AlignRight);
    EXPECT_EQ(cornerWith({9.9, 9.9}, {0.05, 0.95}), Qt::AlignBottom | Qt::AlignLeft);
    EXPECT_EQ(cornerWith({9.9, 9.9, 0.1}, {0.05, 0.95, 0.05}), Qt::AlignTop | Qt::AlignLeft);
    EXPECT_EQ(cornerWith({9.9, 9.9, 9.9, 0.1, 0.1, 0.1}, {0.05, 0.05, 0.95, 0.05, 0.05, 0.95}),
              Qt::AlignTop | Qt::AlignRight)
        << "all hide something";
}

TEST_F(Plots, FiguresAreWrittenOnlyWhereThereIsSomethingToSee) {
    PlotLink link;
    AlphaPanel panel(link);
    panel.resize(500, 400);
    const QString file = folder->filePath("alpha.png");
    EXPECT_FALSE(panel.saveNowPng(file, 400, 200, 1.0));
    panel.showSnapshot(show({made->rw_kd}));
    ASSERT_TRUE(panel.saveNowPng(file, 400, 200, 2.0));
    EXPECT_EQ(QImage(file).size(), QSize(800, 400));
    ASSERT_TRUE(panel.saveTimePng(file, 400, 200, 1.0));
}

TEST_F(Plots, LogGrowsAndStartsAnewForAnotherRun) {
    LogPanel panel;
    panel.showSnapshot(show({made->rw_kd}));
    auto* text = panel.findChild<QPlainTextEdit*>("log");
    EXPECT_TRUE(text->toPlainText().contains("warning: teacher's loss"));
    const QString before = text->toPlainText();
    made->writer().log(made->rw_kd, Logged::Level::kError, "<b>plain</b>");
    made->writer().flush();
    panel.showSnapshot(show({made->rw_kd}));
    EXPECT_TRUE(text->toPlainText().startsWith(before));
    EXPECT_TRUE(text->toPlainText().contains("error: <b>plain</b>"));
    panel.showSnapshot(show({made->label_only}));
    EXPECT_FALSE(text->toPlainText().contains("plain"));
}

TEST_F(Plots, LogShowsTheFormulaThatComesAfterTheFirstLine) {
    auto snapshot = std::make_shared<Snapshot>(*show({made->rw_kd}));
    auto early = std::make_shared<RunDetail>(*snapshot->selected[0]);
    early->row.header.clear();
    auto before = std::make_shared<Snapshot>(*snapshot);
    before->selected[0] = early;
    LogPanel panel;
    auto* text = panel.findChild<QPlainTextEdit*>("log");
    panel.showSnapshot(before);
    EXPECT_FALSE(text->toPlainText().contains("(1-α) CE"));
    panel.showSnapshot(snapshot);
    EXPECT_TRUE(text->toPlainText().startsWith("L = (1-α) CE + α KD"));
    EXPECT_EQ(text->toPlainText().count("train 1,800"), 1);
}

}  // namespace
}  // namespace alphascope
