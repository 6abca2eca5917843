// SPDX-License-Identifier: GPL-3.0-or-later
// Curves with values that no axis can show, and which value the legend gives.
#include "widgets/losses.h"
#include "widgets/part.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QLabel>

#include <cmath>
#include <limits>

namespace alphascope {
namespace {

class SeriesEdges : public ::testing::Test {
protected:
    void show(std::vector<double> steps, std::vector<double> values, bool logarithmic = false,
              bool logarithmic_x = false) {
        auto run = std::make_shared<RunDetail>();
        run->row.uuid = "edge";
        run->row.label = "edge";
        run->series["total_loss"] = {std::move(steps), std::move(values)};
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->selected = {run};
        SeriesView view{.series = {"total_loss"}, .hidden = {}};
        view.smoothing = 0.0;
        view.logarithmic = logarithmic;
        view.logarithmic_x = logarithmic_x;
        losses.panel.setView(view);
        losses.panel.showSnapshot(snapshot);
    }
    QCustomPlot& plot() { return *test::part<QCustomPlot>(losses.panel, "losses_plot"); }
    QString message() { return test::part<QLabel>(losses.panel, "losses_plot_message")->text(); }

    test::Losses losses;
};

TEST_F(SeriesEdges, OneInfiniteValueLeavesTheRangeToTheOthers) {
    const double infinity = std::numeric_limits<double>::infinity();
    show({1, 2, 3, 4}, {1.0, infinity, 2.0, -infinity});
    const QCPRange range = plot().yAxis->range();
    EXPECT_EQ(range.lower, 0.0);
    EXPECT_GE(range.upper, 2.0);
    EXPECT_LT(range.upper, 6.0);
    for (const auto& point : *plot().graph(0)->data()) EXPECT_FALSE(std::isinf(point.value));
    losses.link.setCursor(2.0);
    EXPECT_TRUE(plot().graph(0)->name().endsWith("inf")) << "the legend tells it all the same";
}

TEST_F(SeriesEdges, ALogarithmicAxisSaysThatNothingIsAboveZero) {
    show({1, 2}, {0.0, -1.0}, true);
    EXPECT_TRUE(message().contains("above 0")) << message().toStdString();
    show({1, 2}, {0.0, 0.5}, true);
    EXPECT_EQ(message(), "");
    EXPECT_GT(plot().yAxis->range().lower, 0.0);
    show({1, 2}, {0.0, -1.0}, false);
    EXPECT_EQ(message(), "");
}

TEST_F(SeriesEdges, ALogarithmicAxisOfStepsBeginsAtTheFirstAboveZero) {
    show({-1, 0}, {1.0, 2.0}, false, true);
    EXPECT_TRUE(message().contains("switch Logarithmic horizontal axis off"))
        << message().toStdString();
    show({1, 2}, {std::nan(""), std::numeric_limits<double>::infinity()}, false, true);
    EXPECT_TRUE(message().contains("finite")) << message().toStdString();
    show({0, 4, 400}, {1.0, 2.0, 3.0}, false, true);
    EXPECT_EQ(message(), "");
    EXPECT_EQ(plot().xAxis->range(), QCPRange(4.0, 400.0));
    QCustomPlot even;  // over steps too, with an axis from 0
    losses.link.join(even);
    losses.link.setExtent(even, 0.0, 800.0);
    EXPECT_EQ(even.xAxis->range(), QCPRange(0.0, 800.0));
    EXPECT_EQ(plot().xAxis->range(), QCPRange(4.0, 800.0));
}

TEST_F(SeriesEdges, TheLegendHasTheNearestValue) {
    show({10, 20, 30}, {1.0, 2.0, 3.0});
    const auto at = [&](double x) {
        losses.link.setCursor(x);
        return plot().graph(0)->name();
    };
    EXPECT_EQ(at(11.0), "total: 1");
    EXPECT_EQ(at(14.9), "total: 1");
    EXPECT_EQ(at(15.1), "total: 2");
    EXPECT_EQ(at(20.0), "total: 2");
    EXPECT_EQ(at(29.0), "total: 3");
    EXPECT_EQ(at(9.0), "total") << "before the first";
    EXPECT_EQ(at(31.0), "total") << "after the last";
}

}  // namespace
}  // namespace alphascope
