// SPDX-License-Identifier: GPL-3.0-or-later
// α as a ridge, and two runs or groups subtracted.
#include "widgets/alpha_difference.h"
#include "widgets/alpha_over_time.h"
#include "widgets/alpha_overlay.h"
#include "widgets/alpha_panel.h"
#include "widgets/alpha_ridge.h"
#include "widgets/look.h"
#include "widgets/part.h"
#include "widgets/plot_link.h"
#include "widgets/with_snapshots.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>

#include <cmath>

namespace alphascope {
namespace {

using test::part;
using ::testing::ElementsAre;

HistogramTaken histogram(std::int64_t step, std::uint32_t low, std::uint32_t high) {
    HistogramTaken taken;
    taken.step = step;
    taken.counts.front() = low;
    taken.counts.back() = high;
    taken.atoms = {low, 0, 0};
    return taken;
}

std::shared_ptr<RunDetail> run(const std::string& label, std::uint64_t seed, std::uint32_t low,
                               std::uint32_t high) {
    auto detail = std::make_shared<RunDetail>();
    detail->row.label = label;
    detail->row.task = "rte";
    detail->row.seed = seed;
    detail->row.uuid = label + std::to_string(seed);
    detail->histograms = {histogram(10, 1, 1), histogram(20, low, high)};
    return detail;
}

TEST(AlphaRidge, StandsTheNewestInFront) {
    AlphaRidge ridge;
    ridge.resize(400, 300);
    ridge.show();
    ridge.showHistograms({histogram(10, 3, 1), histogram(20, 1, 0)}, Qt::blue);
    EXPECT_THAT(ridge.steps(), ElementsAre(10, 20));
    // Shares ¾, ¼ and 1: heights by their square roots, the tallest 3.5 bases.
    EXPECT_NEAR(ridge.heightAt(0, 0.0), 3.5 * std::sqrt(0.75), 1e-12);
    EXPECT_NEAR(ridge.heightAt(0, 1.0), 3.5 * 0.5, 1e-12);
    EXPECT_NEAR(ridge.heightAt(1, 0.0), 3.5, 1e-12);
    EXPECT_EQ(ridge.heightAt(1, 0.5), 0.0);
    ASSERT_EQ(ridge.plot().plottableCount(), 2);
    const auto* old = qobject_cast<QCPCurve*>(ridge.plot().plottable(0));
    const auto* newest = qobject_cast<QCPCurve*>(ridge.plot().plottable(1));
    EXPECT_EQ(old->data()->constBegin()->value, 1.0) << "behind, higher up";
    EXPECT_EQ(newest->data()->constBegin()->value, 0.0);
    EXPECT_EQ(newest->brush().color().alpha(), 255) << "what lies behind does not shine through";
    EXPECT_NE(newest->brush().color(), old->brush().color());
}

TEST(AlphaRidge, ChoosesSomeOfManyAndAlwaysTheNewest) {
    std::vector<HistogramTaken> many;
    for (int i = 1; i <= 100; ++i) many.push_back(histogram(i, 1, 1));
    AlphaRidge ridge;
    ridge.showHistograms(many, Qt::blue);
    const auto steps = ridge.steps();
    ASSERT_EQ(steps.size(), AlphaRidge::kMostSlices);
    EXPECT_EQ(steps.front(), 1);
    EXPECT_EQ(steps.back(), 100);
    for (std::size_t i = 1; i < steps.size(); ++i) {
        EXPECT_GE(steps[i] - steps[i - 1], 4);
        EXPECT_LE(steps[i] - steps[i - 1], 5);
    }
}

TEST(AlphaOverlay, DrawsAllOutlinesFromPaleToDark) {
    AlphaOverlay overlay;
    overlay.resize(400, 300);
    overlay.show();
    std::vector<HistogramTaken> histograms;
    for (int step = 10; step <= 50; step += 10)
        histograms.push_back(histogram(step, static_cast<std::uint32_t>(step), 50));
    overlay.showHistograms(histograms, QColor(0x00, 0x72, 0xB2));
    EXPECT_THAT(overlay.steps(), ElementsAre(10, 20, 30, 40, 50));
    QCustomPlot& plot = overlay.plot();
    ASSERT_EQ(plot.graphCount(), 5);
    for (int i = 0; i < 5; ++i) {
        const double low = 10.0 * (i + 1);
        EXPECT_NEAR(plot.graph(i)->data()->at(0)->value, 100.0 * low / (low + 50.0), 1e-9);
        if (i == 0) continue;
        EXPECT_LT(plot.graph(i)->pen().color().lightness(),
                  plot.graph(i - 1)->pen().color().lightness());
    }
    overlay.mark(histograms[1]);
    ASSERT_EQ(plot.graphCount(), 6);
    EXPECT_NEAR(plot.graph(5)->data()->at(0)->value, 100.0 * 20.0 / 70.0, 1e-9);
    overlay.mark(std::nullopt);
    EXPECT_EQ(plot.graphCount(), 5);
    overlay.setLogarithmic(true);
    EXPECT_GT(plot.yAxis->range().lower, 0.0);
}

TEST(AlphaDifference, OneLabelWithOtherSettingsIsAnotherRow) {
    const auto tiny = run("A", 1, 1, 0), again = run("A", 2, 1, 0), bilstm = run("A", 3, 0, 1);
    tiny->row_name = again->row_name = "A [encoder tiny]";
    bilstm->row_name = "A [encoder bilstm]";
    const AlphaPair pair = pairOf({tiny, bilstm, again});
    EXPECT_EQ(pair.first, (AlphaPair::Runs{tiny, again}));
    EXPECT_EQ(pair.second, AlphaPair::Runs{bilstm});
    EXPECT_EQ(pair.first_name, "A [encoder tiny] (n = 2)");
    EXPECT_EQ(pair.second_name, "A [encoder bilstm] · seed 3");
}

TEST(AlphaDifference, SubtractsRowsOrRuns) {
    const auto a1 = run("A", 1, 1, 0), a2 = run("A", 2, 1, 1), b1 = run("B", 1, 0, 1);
    const AlphaPair rows = pairOf({a1, b1, a2});
    EXPECT_EQ(rows.first.size(), 2U);
    EXPECT_EQ(rows.second.size(), 1U);
    EXPECT_EQ(rows.first_name, "A (n = 2)");
    EXPECT_EQ(rows.second_name, "B · seed 1");
    // Mean of (1, 0) and (½, ½) minus (0, 1).
    EXPECT_DOUBLE_EQ(rows.at(20).bins.front(), 0.75);
    EXPECT_DOUBLE_EQ(rows.at(20).bins.back(), -0.75);
    EXPECT_DOUBLE_EQ(rows.at(5).bins.front(), 0.0) << "both alike in the first histogram";
    const AlphaPair runs = pairOf({a1, a2});
    EXPECT_EQ(runs.first, AlphaPair::Runs{a1});
    EXPECT_EQ(runs.second, AlphaPair::Runs{a2});
    EXPECT_TRUE(pairOf({a1}).empty());
}

TEST(AlphaDifference, HasTwoColoursAroundAZeroLine) {
    AlphaDifference plot;
    plot.showPair(pairOf({run("A", 1, 1, 0), run("B", 1, 0, 1)}), 20);
    EXPECT_DOUBLE_EQ(plot.pointsAt(0), 100.0);
    EXPECT_DOUBLE_EQ(plot.pointsAt(kAlphaBins - 1), -100.0);
    EXPECT_EQ(plot.pointsAt(10), 0.0);
    const QCPRange range = plot.plot().yAxis->range();
    EXPECT_DOUBLE_EQ(range.lower, -range.upper) << "zero lies in the middle";
    EXPECT_EQ(plot.plot().legend->itemCount(), 2);
    QString atoms;
    for (int i = 0; i < plot.plot().itemCount(); ++i)
        if (auto* text = qobject_cast<QCPItemText*>(plot.plot().item(i))) atoms = text->text();
    EXPECT_TRUE(atoms.contains("at 0: +100.0")) << atoms.toStdString();
    for (const bool dark : {false, true})
        EXPECT_NE(differenceColour(true, dark), differenceColour(false, dark));
}

class AlphaViews : public test::WithSnapshots {
protected:
    PlotLink link;
    AlphaPanel panel{link};
};

TEST_F(AlphaViews, ARidgeIsPickedFromLikeTheOtherPlots) {
    const auto snapshot = show({made->rw_kd});
    panel.resize(500, 600);
    panel.show();
    panel.showSnapshot(snapshot);
    part<QComboBox>(panel, "alpha_mode")->setCurrentIndex(2);
    auto* plot = part<QCustomPlot>(panel, "alpha_ridge_plot");
    EXPECT_TRUE(plot->isVisible());
    EXPECT_FALSE(part<QCustomPlot>(panel, "alpha_time_plot")->isVisible());
    const auto slices = static_cast<int>(
        std::min<std::size_t>(AlphaRidge::kMostSlices, snapshot->selected[0]->histograms.size()));
    ASSERT_EQ(plot->plottableCount(), slices);
    auto* slider = part<QSlider>(panel, "alpha_step");
    EXPECT_EQ(slider->value(), slider->maximum());
    const auto click = [plot](double alpha, double height) {
        QTest::mouseClick(plot, Qt::LeftButton, Qt::NoModifier,
                          QPoint(static_cast<int>(plot->xAxis->coordToPixel(alpha)),
                                 static_cast<int>(plot->yAxis->coordToPixel(height))));
    };
    click(0.3, slices - 1 + 3.4);  // above all: the oldest is nearest
    EXPECT_EQ(slider->value(), 0);
    click(0.3, 0.1);  // within the newest, which stands before the others
    EXPECT_EQ(slider->value(), slider->maximum());
}

TEST_F(AlphaViews, TwoRunsAreSubtractedInBothPlots) {
    panel.resize(500, 600);
    panel.show();
    panel.showSnapshot(show({made->rw_kd}));
    auto* compare = part<QComboBox>(panel, "alpha_compare");
    EXPECT_FALSE(compare->isVisible()) << "nothing to compare with";
    const auto snapshot = show({made->rw_kd, made->fixed});
    panel.showSnapshot(snapshot);
    EXPECT_TRUE(compare->isVisible());
    compare->setCurrentIndex(1);
    EXPECT_TRUE(part<QCustomPlot>(panel, "alpha_difference_plot")->isVisible());
    // All of fixed is exactly ½: the bin above it loses nearly everything.
    auto* difference = panel.findChild<AlphaDifference*>();
    const auto& last = snapshot->selected[0]->histograms.back();
    const double share = 100.0 * sharesOf(last).bins[kAlphaBins / 2];
    EXPECT_NEAR(difference->pointsAt(kAlphaBins / 2), share - 100.0, 1e-9);
    auto* over_time = panel.findChild<AlphaOverTime*>();
    EXPECT_LT(over_time->shareAt(static_cast<double>(last.step) - 0.01, 0.51), -0.5);
    compare->setCurrentIndex(0);
    EXPECT_TRUE(part<QCustomPlot>(panel, "alpha_now_plot")->isVisible());
    EXPECT_GE(over_time->shareAt(static_cast<double>(last.step) - 0.01, 0.51), 0.0);
}

}  // namespace
}  // namespace alphascope
