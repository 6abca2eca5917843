// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_link.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

namespace alphascope {
namespace {

class PlotLinks : public ::testing::Test {
protected:
    void SetUp() override {
        for (QCustomPlot* plot : {&first, &second}) {
            plot->resize(400, 200);
            plot->show();
            link.join(*plot);
        }
        link.setExtent(first, 0.0, 100.0);
        link.setExtent(second, 0.0, 250.0);
        QTest::qWait(30);
    }
    static QCPItemStraightLine* lineOf(const QCustomPlot& plot) {
        for (int i = 0; i < plot.itemCount(); ++i)
            if (auto* line = qobject_cast<QCPItemStraightLine*>(plot.item(i))) return line;
        return nullptr;
    }

    PlotLink link;
    QCustomPlot first, second;
};

TEST_F(PlotLinks, TheRangeFollowsTheDataOfAll) {
    EXPECT_DOUBLE_EQ(first.xAxis->range().upper, 250.0);
    EXPECT_DOUBLE_EQ(second.xAxis->range().upper, 250.0);
    link.setExtent(second, 0.0, 0.0);  // no data any more
    EXPECT_DOUBLE_EQ(second.xAxis->range().upper, 100.0);
}

TEST_F(PlotLinks, ZoomingOneZoomsAllUntilADoubleClick) {
    const QPointF middle = first.axisRect()->center();
    QWheelEvent wheel(middle, first.mapToGlobal(middle), {}, QPoint(0, 120), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&first, &wheel);
    EXPECT_LT(first.xAxis->range().size(), 249.0);
    EXPECT_EQ(first.xAxis->range(), second.xAxis->range());
    EXPECT_FALSE(link.automatic());
    const QCPRange zoomed = first.xAxis->range();
    link.setExtent(first, 0.0, 500.0);
    EXPECT_EQ(first.xAxis->range(), zoomed);
    QTest::mouseDClick(&second, Qt::LeftButton, Qt::NoModifier, second.axisRect()->center());
    EXPECT_DOUBLE_EQ(first.xAxis->range().upper, 500.0);
}

TEST_F(PlotLinks, TheLineUnderTheMouseIsInAllPlots) {
    const QPoint middle = first.axisRect()->center();
    QTest::mouseMove(&first, middle);
    const double x = first.xAxis->pixelToCoord(middle.x());
    ASSERT_NE(lineOf(second), nullptr);
    EXPECT_TRUE(lineOf(second)->visible());
    EXPECT_NEAR(lineOf(second)->point1->key(), x, 1e-9);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&first, &leave);
    EXPECT_FALSE(lineOf(second)->visible());
    EXPECT_TRUE(std::isnan(link.cursor()));
}

/// Two steps an epoch, and a break of a minute in the middle.
std::shared_ptr<const RunDetail> runWithClocks() {
    auto run = std::make_shared<RunDetail>();
    run->series["epoch"] = {.steps = {1, 2, 3, 4}, .values = {0.5, 1.0, 1.5, 2.0}};
    run->series["seconds"] = {.steps = {1, 2, 3, 4}, .values = {1.0, 2.0, 62.0, 63.0}};
    return run;
}

TEST_F(PlotLinks, OneRunsLineIsAtTheSameMomentInPlotsOfOtherUnits) {
    link.setExtent(second, 0.0, 2.0, XAxis::kEpoch);
    link.setCursor(3.0);
    EXPECT_TRUE(lineOf(first)->visible());
    EXPECT_FALSE(lineOf(second)->visible()) << "of several runs nobody knows";
    link.setRun(runWithClocks());
    EXPECT_TRUE(lineOf(second)->visible()) << "at once, wherever the mouse is";
    EXPECT_DOUBLE_EQ(lineOf(second)->point1->key(), 1.5);
    link.setExtent(first, 0.0, 63.0, XAxis::kSeconds);
    EXPECT_DOUBLE_EQ(lineOf(first)->point1->key(), 62.0) << "as soon as its axis is another";
    link.setExtent(first, 0.0, 4.0);
    link.setCursor(4.0);
    EXPECT_TRUE(lineOf(second)->visible());
    EXPECT_DOUBLE_EQ(lineOf(second)->point1->key(), 2.0);
    EXPECT_DOUBLE_EQ(link.cursorIn(XAxis::kSeconds), 63.0);
    link.setCursor(1.25, XAxis::kEpoch);
    EXPECT_DOUBLE_EQ(lineOf(first)->point1->key(), 2.5) << "between two records in proportion";
    EXPECT_DOUBLE_EQ(link.cursorIn(XAxis::kSeconds), 32.0);
    link.setCursor(32.0, XAxis::kSeconds);
    EXPECT_DOUBLE_EQ(link.cursorIn(XAxis::kEpoch), 1.25);
    link.setCursor(90.0, XAxis::kSeconds);
    EXPECT_FALSE(lineOf(first)->visible()) << "the run knows nothing of then";
    EXPECT_TRUE(std::isnan(link.cursorIn(XAxis::kEpoch)));
    link.setRun(std::make_shared<RunDetail>());  // has no clocks
    EXPECT_TRUE(std::isnan(link.convert(2.0, XAxis::kStep, XAxis::kEpoch)));
    EXPECT_EQ(link.convert(2.0, XAxis::kEpoch, XAxis::kEpoch), 2.0);
    EXPECT_TRUE(std::isnan(link.convert(std::nan(""), XAxis::kStep, XAxis::kEpoch)));
}

TEST_F(PlotLinks, APlotMayGo) {
    {
        QCustomPlot third;
        link.join(third);
        link.setExtent(third, 0.0, 900.0);
        EXPECT_DOUBLE_EQ(first.xAxis->range().upper, 900.0);
    }
    link.setCursor(3.0);
    link.setAutomatic();
    EXPECT_DOUBLE_EQ(first.xAxis->range().upper, 250.0);
}

}  // namespace
}  // namespace alphascope
