// SPDX-License-Identifier: GPL-3.0-or-later
// The plots of α by keys: bars of the histogram, and the step that it is of.
#include "widgets/alpha_histogram.h"
#include "widgets/alpha_panel.h"
#include "widgets/part.h"
#include "widgets/plot_link.h"
#include "widgets/with_snapshots.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>

#include <utility>

namespace alphascope {
namespace {

using test::part;

class HistogramKeys : public ::testing::Test {
protected:
    HistogramKeys() {
        taken.counts.front() = 10;
        taken.counts[20] = 7;
        taken.counts[21] = 2;
        taken.counts.back() = 4;
        taken.atoms = {6, 5, 0};
        histogram.resize(600, 300);
        histogram.show();
        histogram.showHistogram(taken, Qt::blue);
        QTest::qWait(30);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier, int times = 1) {
        for (int i = 0; i < times; ++i) QTest::keyClick(&histogram.plot(), key, held);
    }
    /// What Enter chooses.
    std::pair<double, double> chosen() {
        QSignalSpy spy(&histogram, &AlphaHistogram::rangeSelected);
        press(Qt::Key_Return);
        EXPECT_EQ(spy.count(), 1);
        if (spy.isEmpty()) return {-1.0, -1.0};
        return {spy[0][0].toDouble(), spy[0][1].toDouble()};
    }
    QString heard() { return histogram.plot().accessibleDescription(); }
    const QCPItemRect& mark() {
        const QCPItemRect* found = nullptr;
        for (int i = 0; i < histogram.plot().itemCount() && found == nullptr; ++i)
            found = qobject_cast<QCPItemRect*>(histogram.plot().item(i));
        return *found;
    }

    HistogramTaken taken;
    AlphaHistogram histogram;
};

using Range = std::pair<double, double>;

TEST_F(HistogramKeys, GoFromBarToBarAndToWhatIsExact) {
    const QCPRange whole = histogram.plot().xAxis->range();
    const QSignalSpy untouched(&histogram, &AlphaHistogram::rangeSelected);
    press(Qt::Key_Return);
    EXPECT_EQ(untouched.count(), 0) << "nothing has been reached";
    press(Qt::Key_Right);
    EXPECT_EQ(heard(), "α exactly 0: 6 samples");
    EXPECT_EQ(chosen(), Range(0.0, 0.0));
    press(Qt::Key_Right);
    EXPECT_EQ(heard(), "α from 0 to 0.025: 10 samples");
    EXPECT_EQ(chosen(), Range(0.0, 0.025));
    press(Qt::Key_Right, Qt::NoModifier, 20);
    EXPECT_EQ(heard(), "α exactly ½: 5 samples");
    EXPECT_EQ(chosen(), Range(0.5, 0.5));
    EXPECT_LT(mark().topLeft->key(), 0.5) << "a single value is seen too";
    EXPECT_GT(mark().bottomRight->key(), 0.5);
    press(Qt::Key_Right, Qt::NoModifier, 100);
    EXPECT_EQ(chosen(), Range(39 * 0.025, 1.0)) << "no sample is at 1: it is passed over";
    press(Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(chosen(), Range(38 * 0.025, 39 * 0.025));
    press(Qt::Key_Plus);
    EXPECT_EQ(histogram.plot().xAxis->range(), whole) << "there is nothing to move";
}

TEST_F(HistogramKeys, ShiftTakesMoreBarsAlong) {
    press(Qt::Key_Left);  // from the right end
    EXPECT_EQ(chosen(), Range(39 * 0.025, 1.0));
    press(Qt::Key_Left, Qt::ShiftModifier, 2);
    EXPECT_EQ(chosen(), Range(37 * 0.025, 1.0));
    EXPECT_EQ(heard(), "α from 0.925 to 1: 4 samples");
    press(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(chosen(), Range(38 * 0.025, 1.0));
    press(Qt::Key_Left);
    EXPECT_EQ(chosen(), Range(37 * 0.025, 38 * 0.025)) << "one bar again";
    press(Qt::Key_Left, Qt::NoModifier, 18);
    ASSERT_EQ(heard(), "α exactly ½: 5 samples");
    press(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(chosen(), Range(0.5, 0.55)) << "with the whole bar of ½";
    EXPECT_EQ(heard(), "α from 0.5 to 0.55: 9 samples");
}

TEST_F(HistogramKeys, GoOnFromAClick) {
    const QCPAxisRect& area = *histogram.plot().axisRect();
    const auto x = static_cast<int>(histogram.plot().xAxis->coordToPixel(0.31));
    QTest::mouseClick(&histogram.plot(), Qt::LeftButton, Qt::NoModifier,
                      QPoint(x, area.center().y()));
    press(Qt::Key_Right);
    EXPECT_EQ(chosen(), Range(13 * 0.025, 14 * 0.025));
}

TEST_F(HistogramKeys, EscapeMarksWhatWasChosenBefore) {
    histogram.markRange(0.9, 1.0);
    press(Qt::Key_Right, Qt::NoModifier, 3);
    EXPECT_NE(mark().topLeft->key(), 0.9);
    press(Qt::Key_Escape);
    EXPECT_EQ(mark().topLeft->key(), 0.9);
    EXPECT_TRUE(mark().visible());
    EXPECT_EQ(heard(), "");
    histogram.clearRange();
    press(Qt::Key_Right);
    press(Qt::Key_Escape);
    EXPECT_FALSE(mark().visible());
}

TEST_F(HistogramKeys, GoOnWhereAnAtomHasLostItsSamples) {
    press(Qt::Key_Right);
    ASSERT_EQ(heard(), "α exactly 0: 6 samples");
    taken.atoms = {0, 5, 0};
    histogram.showHistogram(taken, Qt::blue);
    press(Qt::Key_Right);
    EXPECT_EQ(chosen(), Range(0.025, 0.05)) << "from the bar that holds 0";
}

class StepKeys : public test::WithSnapshots {
protected:
    StepKeys() {
        panel.resize(500, 600);
        panel.show();
        panel.showSnapshot(snapshot);
        QTest::qWait(30);
    }
    [[nodiscard]] double stepAt(int place) const {
        const auto& all = snapshot->selected[0]->histograms;
        return static_cast<double>(all[static_cast<std::size_t>(place)].step);
    }

    PlotLink link;
    AlphaPanel panel{link};
    const std::shared_ptr<const Snapshot> snapshot = show({made->rw_kd});
};

TEST_F(StepKeys, ChooseTheHistogramInThePlotsOverTime) {
    auto* slider = part<QSlider>(panel, "alpha_step");
    const int last = slider->maximum();
    ASSERT_GT(last, 2);
    for (const auto& [mode, name] :
         {std::pair{0, "alpha_time_plot"}, std::pair{2, "alpha_ridge_plot"}}) {
        part<QComboBox>(panel, "alpha_mode")->setCurrentIndex(mode);
        auto* plot = part<QCustomPlot>(panel, name);
        slider->setValue(last);
        QTest::keyClick(plot, Qt::Key_Left);
        EXPECT_EQ(slider->value(), last - 1) << name;
        EXPECT_EQ(link.cursor(), stepAt(last - 1)) << "the line follows in all linked plots";
        EXPECT_EQ(plot->accessibleDescription(), part<QLabel>(panel, "alpha_title")->text());
        QTest::keyClick(plot, Qt::Key_BracketLeft);
        EXPECT_EQ(slider->value(), last - 2) << name;
        QTest::keyClick(plot, Qt::Key_Right);
        QTest::keyClick(plot, Qt::Key_Right);
        QTest::keyClick(plot, Qt::Key_Right);  // there is none after
        EXPECT_EQ(slider->value(), last) << name;
        const QCPRange before = plot->xAxis->range();
        QTest::keyClick(plot, Qt::Key_Right, Qt::ShiftModifier);
        EXPECT_GT(plot->xAxis->range().lower, before.lower) << "with Shift it moves";
        QTest::keyClick(plot, Qt::Key_0);
        EXPECT_EQ(plot->xAxis->range(), before);
    }
}

TEST_F(StepKeys, AreForNothingWithoutAlpha) {
    panel.showSnapshot(std::make_shared<Snapshot>());
    QTest::keyClick(part<QCustomPlot>(panel, "alpha_time_plot"), Qt::Key_Left);
    auto* now = part<QCustomPlot>(panel, "alpha_now_plot");
    QTest::keyClick(now, Qt::Key_Right);
    EXPECT_EQ(now->accessibleDescription(), "");
}

}  // namespace
}  // namespace alphascope
