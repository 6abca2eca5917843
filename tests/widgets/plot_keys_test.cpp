// SPDX-License-Identifier: GPL-3.0-or-later
// Plots by keys alone: the focus and its frame, moving and zooming, curves read point by point.
#include "widgets/plot_keys.h"
#include "widgets/alpha_overlay.h"
#include "widgets/look.h"
#include "widgets/losses.h"
#include "widgets/part.h"
#include "widgets/plot_pane.h"
#include "widgets/series_cursor.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QAccessible>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>

namespace alphascope {
namespace {

using test::part;

/// Two losses of a hundred steps and a score of three, whose values tell their steps.
std::shared_ptr<const Snapshot> madeRun() {
    auto run = std::make_shared<RunDetail>();
    run->row.uuid = "run";
    for (int step = 1; step <= 100; ++step)
        for (const char* name : {"label_loss", "total_loss"}) {
            run->series[name].steps.push_back(step);
            run->series[name].values.push_back(step / 100.0);
        }
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->selected = {run};
    return snapshot;
}

class PlotsByKeys : public ::testing::Test {
protected:
    void SetUp() override {
        for (auto* losses : {&one, &other}) {
            losses->panel.resize(500, 300);
            losses->panel.setView(
                {.series = {"label_loss", "total_loss"}, .hidden = {}, .smoothing = 0.0});
            losses->panel.showSnapshot(madeRun());
            losses->panel.show();
        }
        one.link.join(further);  // as the heat map of α is
        one.link.setExtent(further, 0.0, 50.0);
        QTest::qWait(50);
    }
    [[nodiscard]] static QCustomPlot& plotOf(test::Losses& losses) {
        return losses.panel.pane().plot();
    }
    QCustomPlot& plot() { return plotOf(one); }
    void press(int key, Qt::KeyboardModifiers held = Qt::NoModifier) {
        QTest::keyClick(&plot(), static_cast<Qt::Key>(key), held);
    }

    test::Losses one, other;
    QCustomPlot further;
};

TEST_F(PlotsByKeys, ArrowsMoveALinkedPlotAndTheOthersWithIt) {
    const QCPRange whole = plot().xAxis->range();
    press(Qt::Key_Right);
    EXPECT_NEAR(plot().xAxis->range().lower, whole.lower + 0.1 * whole.size(), 1e-9);
    EXPECT_NEAR(plot().xAxis->range().upper, whole.upper + 0.1 * whole.size(), 1e-9);
    EXPECT_EQ(further.xAxis->range(), plot().xAxis->range());
    EXPECT_FALSE(one.link.automatic()) << "it does not follow the data meanwhile";
    press(Qt::Key_Left);
    EXPECT_NEAR(further.xAxis->range().lower, whole.lower, 1e-9);
    EXPECT_EQ(plotOf(other).xAxis->range(), whole) << "of another link";
}

TEST_F(PlotsByKeys, PlusAndMinusZoomAboutTheCentreUntilZeroOrHome) {
    const QCPRange whole = plot().xAxis->range();
    for (const auto home : {Qt::Key_0, Qt::Key_Home}) {
        press(Qt::Key_Plus);
        EXPECT_NEAR(plot().xAxis->range().size(), 0.85 * whole.size(), 1e-9);
        EXPECT_NEAR(plot().xAxis->range().center(), whole.center(), 1e-9);
        EXPECT_EQ(further.xAxis->range(), plot().xAxis->range());
        press(Qt::Key_Minus);
        EXPECT_NEAR(plot().xAxis->range().size(), whole.size(), 1e-9);
        press(Qt::Key_Equal);
        press(home);
        EXPECT_EQ(plot().xAxis->range(), whole);
        EXPECT_EQ(further.xAxis->range(), whole);
        EXPECT_TRUE(one.link.automatic());
    }
}

TEST_F(PlotsByKeys, TheHeightIsMovedAndZoomedAsWithTheWheel) {
    const QSignalSpy zoomed(&one.link, &PlotLink::heightZoomed);
    const QCPRange height = plot().yAxis->range();
    press(Qt::Key_Up);
    EXPECT_NEAR(plot().yAxis->range().lower, height.lower + 0.1 * height.size(), 1e-9);
    press(Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_NEAR(plot().yAxis->range().size(), 0.85 * height.size(), 1e-9);
    EXPECT_EQ(zoomed.count(), 2);
    const QCPRange kept = plot().yAxis->range();
    press(Qt::Key_Right);
    EXPECT_EQ(plot().yAxis->range(), kept) << "somebody has chosen it";
    press(Qt::Key_Home);
    EXPECT_NEAR(plot().yAxis->range().size(), height.size(), 1e-9);
    const QCPRange fixed = further.yAxis->range();
    QTest::keyClick(&further, Qt::Key_Up);  // its height is fixed
    EXPECT_EQ(further.yAxis->range(), fixed);
}

TEST_F(PlotsByKeys, ALogarithmicAxisMovesByAFactor) {
    SeriesView view = one.panel.view();
    view.logarithmic_x = true;
    one.panel.setView(view);
    const QCPRange whole = plot().xAxis->range();
    ASSERT_GT(whole.lower, 0.0);
    press(Qt::Key_Right);
    const double factor = std::pow(whole.upper / whole.lower, 0.1);
    EXPECT_NEAR(plot().xAxis->range().lower / whole.lower, factor, 1e-9);
    EXPECT_NEAR(plot().xAxis->range().upper / whole.upper, factor, 1e-9);
}

TEST_F(PlotsByKeys, KeysOfTheWindowAreLeftToIt) {
    const QCPRange whole = plot().xAxis->range();
    press(Qt::Key_0, Qt::ControlModifier);
    press(Qt::Key_Left, Qt::AltModifier);
    press(Qt::Key_M);
    EXPECT_EQ(plot().xAxis->range(), whole);
    EXPECT_TRUE(one.link.automatic());
}

TEST_F(PlotsByKeys, ACurveIsReadPointByPoint) {
    const auto legend = [this] {
        return qobject_cast<QCPPlottableLegendItem*>(plot().legend->item(0))->plottable()->name();
    };
    press(Qt::Key_BracketRight);
    EXPECT_EQ(one.link.cursor(), 1.0) << "the first point that is seen";
    for (int i = 0; i < 4; ++i) press(Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(one.link.cursor(), 5.0);
    press(Qt::Key_BracketLeft);
    press(Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(one.link.cursor(), 3.0);
    EXPECT_TRUE(legend().endsWith(": 0.03")) << legend().toStdString();
    QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(&plot());
    ASSERT_NE(heard, nullptr);
    EXPECT_EQ(heard->text(QAccessible::Description), readOut(plot(), 3.0));
    EXPECT_TRUE(heard->text(QAccessible::Description).startsWith("step 3; "));
    EXPECT_TRUE(heard->text(QAccessible::Description).contains(legend()));
    press(Qt::Key_Escape);
    EXPECT_TRUE(std::isnan(one.link.cursor()));
    EXPECT_FALSE(legend().contains("0.03"));
    EXPECT_EQ(heard->text(QAccessible::Description), "");
    press(Qt::Key_BracketLeft);
    EXPECT_EQ(one.link.cursor(), 100.0) << "from the other end";
}

TEST_F(PlotsByKeys, EnterPicksWhereTheLineIs) {
    const QSignalSpy picked(&one.link, &PlotLink::picked);
    press(Qt::Key_Return);
    EXPECT_EQ(picked.count(), 0) << "there is no line yet";
    press(Qt::Key_BracketRight);
    press(Qt::Key_Return);
    ASSERT_EQ(picked.count(), 1);
    EXPECT_EQ(picked[0][0].toDouble(), 1.0);
}

TEST_F(PlotsByKeys, WhatIsReadIsSeen) {
    for (int i = 0; i < 10; ++i) press(Qt::Key_Plus);
    const QCPRange before = plot().xAxis->range();
    press(Qt::Key_BracketLeft);
    const double last = one.link.cursor();
    EXPECT_LE(last, before.upper);
    EXPECT_EQ(plot().xAxis->range(), before);
    for (int i = 0; i < 3; ++i) press(Qt::Key_BracketRight);
    EXPECT_EQ(one.link.cursor(), last + 3.0);
    EXPECT_GE(plot().xAxis->range().upper, last + 3.0);
    EXPECT_NEAR(plot().xAxis->range().size(), before.size(), 1e-9);
}

TEST_F(PlotsByKeys, DenseCurvesAreReadBySteps) {
    QCustomPlot dense;
    dense.resize(300, 200);
    QVector<double> x, y;
    for (int i = 0; i < 100000; ++i) {
        x.push_back(i);
        y.push_back(i % 7 == 0 ? std::nan("") : 1.0);
    }
    dense.addGraph()->setData(x, y, true);
    dense.graph(0)->addToLegend();
    dense.rescaleAxes();
    dense.replot();
    EXPECT_EQ(nextPoint(dense, std::nan(""), 1), 1.0) << "the point at 0 has no value";
    const double pixel = dense.xAxis->range().size() / dense.axisRect()->width();
    const auto next = nextPoint(dense, 100.0, 1);
    ASSERT_TRUE(next);
    EXPECT_NEAR(*next, 100.0 + 0.5 * pixel, 2.0);
    EXPECT_FALSE(nextPoint(dense, 99999.0, 1));
    dense.graph(0)->removeFromLegend();
    EXPECT_FALSE(nextPoint(dense, 100.0, 1)) << "nothing is switched on";
}

TEST(PlotFrames, ComeWithTheFocusByTab) {
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* line = new QLineEdit(&window);
    auto* pane = new PlotPane(QStringLiteral("a_plot"), QStringLiteral("A plot"), &window);
    pane->plot().xAxis->setRange(0.0, 1.0);
    column->addWidget(line);
    column->addWidget(pane);
    window.resize(300, 200);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    line->setFocus();
    auto* frame = part<QWidget>(window, "focus_frame");
    EXPECT_FALSE(frame->isVisible());
    QTest::keyClick(line, Qt::Key_Tab);
    EXPECT_TRUE(pane->plot().hasFocus());
    EXPECT_TRUE(frame->isVisible());
    EXPECT_EQ(frame->size(), pane->plot().size());
    EXPECT_TRUE(frame->testAttribute(Qt::WA_TransparentForMouseEvents));
    for (const bool dark : {false, true}) {
        QPalette palette(dark ? QColor(0x2E3237) : QColor(0xECEEF0));
        palette.setColor(QPalette::Base, dark ? QColor(0x191B1E) : QColor(Qt::white));
        palette.setColor(QPalette::Highlight, dark ? QColor(0x2F6F9F) : QColor(0x2C7BB6));
        window.setPalette(palette);
        const QImage seen = window.grab().toImage();
        const double scale = seen.devicePixelRatio();
        const QPoint corner = pane->plot().mapTo(&window, QPoint(0, pane->plot().height() / 2));
        EXPECT_EQ(seen.pixelColor(QPoint(static_cast<int>(corner.x() * scale),
                                         static_cast<int>(corner.y() * scale))),
                  palette.color(QPalette::Highlight));
    }
    pane->plot().clearFocus();
    EXPECT_FALSE(frame->isVisible());
    QTest::mouseClick(&pane->plot(), Qt::LeftButton);
    EXPECT_TRUE(pane->plot().hasFocus());
    EXPECT_FALSE(frame->isVisible()) << "who clicks sees where he is";
    QTest::keyClick(&pane->plot(), Qt::Key_Right);
    EXPECT_TRUE(frame->isVisible());
}

TEST(PlotFrames, AreSeenOnEveryGround) {
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    palette.setColor(QPalette::Highlight, QColor(0xE8F0F8));
    EXPECT_EQ(focusColour(palette), QColor(Qt::black)) << "a highlight that nobody sees";
    palette.setColor(QPalette::Highlight, QColor(0x2C7BB6));
    EXPECT_EQ(focusColour(palette), QColor(0x2C7BB6));
}

HistogramTaken histogram(std::int64_t step, std::uint32_t low) {
    HistogramTaken taken;
    taken.step = step;
    taken.counts.front() = low;
    taken.counts.back() = 10;
    return taken;
}

TEST(PlotsAlone, StayWhereTheyWereMovedWhileDataComes) {
    AlphaOverlay overlay;
    overlay.resize(300, 200);
    overlay.show();
    overlay.showHistograms({histogram(10, 10)}, Qt::blue);
    QCustomPlot& plot = overlay.plot();
    const QCPRange x = plot.xAxis->range();
    QTest::keyClick(&plot, Qt::Key_Plus);
    QTest::keyClick(&plot, Qt::Key_Up);
    const QCPRange seen_x = plot.xAxis->range(), seen_y = plot.yAxis->range();
    EXPECT_LT(seen_x.size(), x.size());
    overlay.showHistograms({histogram(10, 10), histogram(20, 90)}, Qt::blue);
    EXPECT_EQ(plot.xAxis->range(), seen_x);
    EXPECT_EQ(plot.yAxis->range(), seen_y);
    QTest::keyClick(&plot, Qt::Key_0);
    EXPECT_EQ(plot.xAxis->range(), x);
    EXPECT_NEAR(plot.yAxis->range().upper, 90.0 * 1.05, 1e-9) << "of what has come meanwhile";
    QTest::keyClick(&plot, Qt::Key_Up);
    overlay.setLogarithmic(true);
    EXPECT_NEAR(plot.yAxis->range().lower, 0.1, 1e-9) << "another scale is another plot";
}

TEST(PlotCommands, AreListedWithTheirKeys) {
    const auto commands = commandsOfPlots();
    EXPECT_GE(commands.size(), 10U);
    for (const Command& command : commands) {
        EXPECT_TRUE(command.path.startsWith("Plots › ")) << command.path.toStdString();
        EXPECT_FALSE(command.shortcut().isEmpty()) << command.path.toStdString();
        EXPECT_FALSE(command.enabled()) << "it is no command of the palette";
    }
}

}  // namespace
}  // namespace alphascope
