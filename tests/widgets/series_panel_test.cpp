// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look.h"
#include "widgets/losses.h"
#include "widgets/series_list_panel.h"
#include "widgets/with_snapshots.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QCheckBox>
#include <QDropEvent>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>

#include <cmath>
#include <utility>

namespace alphascope {
namespace {

using ::testing::Contains;

class SeriesPanels : public test::WithSnapshots {
protected:
    [[nodiscard]] QCustomPlot* plot() {
        return losses.panel.findChild<QCustomPlot*>("losses_plot");
    }
    void set(void (*change)(SeriesView&)) {
        SeriesView view = losses.panel.view();
        change(view);
        losses.panel.setView(view);
    }

    test::Losses losses;
};

QString messageOf(const QWidget& panel) {
    return panel.findChild<QLabel*>("losses_plot_message")->text();
}

/// Drops series on the panel, as the list hands them over.
void drop(SeriesPanel& panel, const QByteArray& names) {
    QMimeData data;
    data.setData(kSeriesMimeType, names);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&panel, &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&panel, &event);
}

TEST_F(SeriesPanels, ManyPointsAreDrawnWithoutSmoothEdges) {
    const auto drawn = [this](int steps) {
        auto snapshot = std::make_shared<Snapshot>();
        auto run = std::make_shared<RunDetail>();
        for (int step = 1; step <= steps; ++step) {
            run->series["label_loss"].steps.push_back(step);
            run->series["label_loss"].values.push_back(1.0 / step);
        }
        snapshot->selected = {run};
        losses.panel.showSnapshot(snapshot);
        return plot()->graph(plot()->graphCount() - 1);  // the smooth one of two
    };
    EXPECT_TRUE(drawn(5000)->antialiased());
    EXPECT_GT(drawn(5000)->pen().widthF(), 1.0);
    EXPECT_FALSE(drawn(5001)->antialiased());
    EXPECT_EQ(drawn(5001)->pen().widthF(), 1.0);
    EXPECT_EQ(drawn(5001)->pen().style(), Qt::DashLine) << "a series is still known by its dash";
    EXPECT_EQ(drawn(100001)->pen().style(), Qt::SolidLine);
}

TEST_F(SeriesPanels, ALoneRunHasARawAndASmoothLineASeries) {
    EXPECT_TRUE(messageOf(losses.panel).contains("Select a run"));
    losses.panel.showSnapshot(show({made->rw_kd}));
    ASSERT_EQ(plot()->graphCount(), 6);
    EXPECT_EQ(plot()->graph(0)->dataCount(), 171);
    EXPECT_EQ(plot()->legend->itemCount(), 3);
    EXPECT_EQ(plot()->yAxis->label(), "loss (nats)");
    EXPECT_EQ(plot()->xAxis->label(), "step");
    losses.panel.findChild<QCheckBox*>("show_teacher_loss")->click();
    EXPECT_EQ(plot()->graphCount(), 4);
    losses.panel.findChild<QSlider*>("smoothing")->setValue(0);
    EXPECT_EQ(plot()->graphCount(), 2);  // nothing to tell apart from the raw line
}

TEST_F(SeriesPanels, WhatARunDoesNotHaveIsLeftOut) {
    losses.panel.showSnapshot(show({made->label_only}));
    EXPECT_EQ(plot()->graphCount(), 4);  // its teacher loss is NaN throughout
}

TEST_F(SeriesPanels, SeveralRunsLieOverEachOtherByColour) {
    losses.panel.showSnapshot(show({made->rw_kd, made->fixed}));
    ASSERT_EQ(plot()->graphCount(), 12);        // raw and smooth
    EXPECT_EQ(plot()->legend->itemCount(), 2);  // one a run; the boxes tell the dashes
    EXPECT_TRUE(plot()->graph(8)->name().contains("RW-KD"));
    EXPECT_TRUE(plot()->graph(11)->name().contains("fixed"));
    for (int raw = 0; raw < 6; ++raw)  // below all others
        EXPECT_NE(plot()->graph(raw)->pen().color(), plot()->graph(raw + 6)->pen().color());
    losses.link.setCursor(10.0);
    EXPECT_EQ(plot()->graph(8)->name().count("/"), 2);  // the values of its three losses
}

TEST_F(SeriesPanels, GroupedRunsAreTheirMeanWithEachPointOfAll) {
    auto snapshot = std::make_shared<Snapshot>(*show({made->rw_kd}));
    auto twin = std::make_shared<RunDetail>(*snapshot->selected[0]);
    twin->row.uuid = "twin";
    twin->row.seed = 2;
    Series& higher = twin->series["total_loss"];
    for (const double value : std::exchange(higher.values, {}))
        higher.values.push_back(value + 2.0);
    snapshot->selected.push_back(twin);
    set([](SeriesView& view) {
        view.series = {"total_loss"};
        view.grouped = true;
        view.smoothing = 0.0;
    });
    losses.panel.showSnapshot(snapshot);
    ASSERT_EQ(plot()->graphCount(), 3);  // two edges and the mean
    const auto& one = snapshot->selected[0]->series.at("total_loss").values;
    for (int i = 0; i < 171; i += 17) {
        const double mean = one[static_cast<std::size_t>(i)] + 1.0;
        EXPECT_NEAR(plot()->graph(2)->data()->at(i)->value, mean, 1e-12);
        EXPECT_NEAR(plot()->graph(0)->data()->at(i)->value, mean - std::sqrt(2.0), 1e-12);
        EXPECT_NEAR(plot()->graph(1)->data()->at(i)->value, mean + std::sqrt(2.0), 1e-12);
    }
    EXPECT_TRUE(plot()->graph(2)->name().contains("n = 2"))
        << plot()->graph(2)->name().toStdString();
    EXPECT_EQ(plot()->legend->itemCount(), 1);
}

TEST_F(SeriesPanels, ADroppedSeriesIsDrawnAndCanBeTakenOff) {
    losses.panel.showSnapshot(show({made->rw_kd}));
    const QSignalSpy changed(&losses.panel, &SeriesPanel::viewChanged);
    drop(losses.panel, "alpha_mean\nlearning_rate");
    EXPECT_EQ(plot()->graphCount(), 10);
    EXPECT_NE(losses.panel.findChild<QCheckBox*>("show_alpha_mean"), nullptr);
    EXPECT_EQ(plot()->yAxis->label(), "");  // losses and α have no unit in common
    EXPECT_EQ(changed.count(), 1);
    drop(losses.panel, "alpha_mean");  // twice is once
    EXPECT_EQ(plot()->graphCount(), 10);
    auto* button = losses.panel.findChild<QToolButton*>("series_menu");
    emit button->menu()->aboutToShow();
    for (QAction* action : button->menu()->findChild<QMenu*>()->actions())
        if (action->text() == "mean α") action->trigger();
    EXPECT_EQ(plot()->graphCount(), 8);
    EXPECT_EQ(losses.panel.findChild<QCheckBox*>("show_alpha_mean"), nullptr);
}

TEST_F(SeriesPanels, OtherAxesAreChosenInTheMenu) {
    losses.panel.showSnapshot(show({made->rw_kd}));
    auto* button = losses.panel.findChild<QToolButton*>("series_menu");
    const auto choose = [&](const QString& name) {
        emit button->menu()->aboutToShow();
        for (QAction* action : button->menu()->actions())
            if (action->text() == name) return action->trigger();
        FAIL() << name.toStdString();
    };
    choose("Epoch");
    EXPECT_EQ(plot()->xAxis->label(), "epoch");
    EXPECT_NEAR(plot()->xAxis->range().upper, test::MadeDatabase::kEpochs, 0.05);
    choose("Logarithmic");
    EXPECT_EQ(plot()->yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_GT(plot()->yAxis->range().lower, 0.0);
    choose("Step");
    EXPECT_NEAR(plot()->xAxis->range().upper, 171.0, 1e-9);
    choose("Logarithmic horizontal axis");
    EXPECT_EQ(plot()->xAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(plot()->xAxis->range(), QCPRange(1.0, 171.0));
    choose("Logarithmic horizontal axis");
    EXPECT_EQ(plot()->xAxis->range().lower, 0.0);
}

TEST_F(SeriesPanels, TheCursorReadsTheValuesIntoTheLegend) {
    set([](SeriesView& view) {
        view.series = {"total_loss"};
        view.smoothing = 0.0;
    });
    const auto snapshot = show({made->rw_kd});
    losses.panel.showSnapshot(snapshot);
    losses.link.setCursor(100.0);
    const auto& series = snapshot->selected[0]->series.at("total_loss");
    const auto at =
        std::find(series.steps.begin(), series.steps.end(), 100.0) - series.steps.begin();
    EXPECT_EQ(plot()->graph(0)->name(),
              "total: " + QString::number(series.values[static_cast<std::size_t>(at)], 'g', 4));
    losses.link.setCursor(std::nan(""));
    EXPECT_EQ(plot()->graph(0)->name(), "total");
}

TEST_F(SeriesPanels, ZoomIsKeptWhileStepsComeAndLeftByADoubleClick) {
    losses.panel.resize(600, 300);
    losses.panel.show();
    losses.panel.showSnapshot(show({made->running}));
    QTest::qWait(50);
    const QPoint middle = plot()->axisRect()->center();
    QTest::mousePress(plot(), Qt::LeftButton, Qt::NoModifier, middle);
    QTest::mouseMove(plot(), middle + QPoint(30, 0));
    QTest::mouseRelease(plot(), Qt::LeftButton, Qt::NoModifier, middle + QPoint(30, 0));
    plot()->xAxis->setRange(2.0, 5.0);
    made->goOn(3);
    losses.panel.showSnapshot(show({made->running}));
    EXPECT_DOUBLE_EQ(plot()->xAxis->range().upper, 5.0);
    QTest::mouseDClick(plot(), Qt::LeftButton, Qt::NoModifier, middle);
    EXPECT_GT(plot()->xAxis->range().upper, 10.0);
}

TEST_F(SeriesPanels, AClickAloneDoesNotStopTheLiveAxis) {
    losses.panel.resize(600, 300);
    losses.panel.show();
    losses.panel.showSnapshot(show({made->running}));
    QTest::qWait(50);
    const QSignalSpy picked(&losses.link, &PlotLink::picked);
    QTest::mouseClick(plot(), Qt::LeftButton, Qt::NoModifier, plot()->axisRect()->center());
    QTest::mouseMove(plot(), plot()->axisRect()->center() + QPoint(30, 0));
    EXPECT_EQ(picked.count(), 1);
    const double before = plot()->xAxis->range().upper;
    made->goOn(3);
    losses.panel.showSnapshot(show({made->running}));
    EXPECT_DOUBLE_EQ(plot()->xAxis->range().upper, before + 3.0);
}

TEST_F(SeriesPanels, TheListOffersWhatTheSelectedRunsHave) {
    SeriesListPanel list;
    list.showSnapshot(show({made->rw_kd}));
    auto* items = list.findChild<QListWidget*>("series");
    std::vector<std::string> names;
    for (int row = 0; row < items->count(); ++row)
        names.push_back(items->item(row)->data(Qt::UserRole).toString().toStdString());
    EXPECT_THAT(names, Contains("alpha_mean"));
    EXPECT_THAT(names, Contains("total_loss"));
    list.findChild<QLineEdit*>("series_filter")->setText("α");
    for (int row = 0; row < items->count(); ++row)
        EXPECT_EQ(items->item(row)->isHidden(),
                  names[static_cast<std::size_t>(row)] != "alpha_mean");
}

TEST(SeriesViews, SurviveTheirJson) {
    const SeriesView view{.series = {"a", "b"},
                          .hidden = {"b"},
                          .x = XAxis::kSeconds,
                          .logarithmic = true,
                          .logarithmic_x = true,
                          .smoothing = 0.1,
                          .grouped = true,
                          .spread = Spread::kInterval95};
    EXPECT_EQ(seriesViewFromJson(toJson(view), {}), view);
    const SeriesView other{.series = {"c"}, .hidden = {}};
    EXPECT_EQ(seriesViewFromJson({}, other), other);
    EXPECT_EQ(seriesViewFromJson({{"x", "parsec"}}, other), other);
}

}  // namespace
}  // namespace alphascope
