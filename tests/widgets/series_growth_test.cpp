// SPDX-License-Identifier: GPL-3.0-or-later
// A plot that has followed growing runs shows what one shows that has been given them at once.
#include "widgets/growing_vector.h"
#include "widgets/losses.h"
#include "widgets/plot_pane.h"
#include "widgets/plot_style.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QScopeGuard>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using Runs = std::vector<std::shared_ptr<const RunDetail>>;

/// Runs that go on, handed out as a reader does: each time another object with the same history.
class GrowingRuns {
public:
    explicit GrowingRuns(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            RunDetail& run = runs_.emplace_back();
            run.row.uuid = "run-" + std::to_string(i);
            run.row.task = "rte";
            run.row.label = "RW-KD";
            run.row.seed = i;
            begin(i);
        }
    }
    /// Of a run, `steps` more. The clock lags behind, as where a step is half written.
    void grow(std::size_t place, int steps, int clock_lag = 0) {
        RunDetail& run = runs_[place];
        std::normal_distribution<double> noise(0.5, 0.1);
        const auto done = [&run](const char* name) { return run.series[name].steps.size(); };
        const std::size_t until = done("total_loss") + static_cast<std::size_t>(steps);
        for (std::size_t step = done("total_loss") + 1; step <= until; ++step) {
            add(run, "label_loss", step, noise(random_));
            add(run, "teacher_loss", step, std::nan(""));
            add(run, "total_loss", step, step % 7 == 0 ? std::nan("") : noise(random_));
        }
        for (std::size_t step = done("seconds") + 1;
             step + static_cast<std::size_t>(clock_lag) <= until; ++step)
            add(run, "seconds", step, 0.01 * static_cast<double>(step * (place + 1)));
    }
    void evaluate(std::size_t place, std::int64_t step, double accuracy) {
        runs_[place].evaluations.push_back(
            {.id = step, .step = step, .set = "dev", .scores = {{"accuracy", accuracy}}});
    }
    /// As resume does where steps behind the last checkpoint are thrown away.
    void cut(std::size_t place, std::size_t steps) {
        begin(place);
        for (auto& [name, series] : runs_[place].series) {
            const Series old = std::exchange(series, {});
            for (std::size_t i = 0; i < std::min(steps, old.steps.size()); ++i) {
                series.steps.push_back(old.steps[i]);
                series.values.push_back(old.values[i]);
            }
        }
    }
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const {
        auto made = std::make_shared<Snapshot>();
        for (const RunDetail& run : runs_)
            made->selected.push_back(std::make_shared<const RunDetail>(run));
        return made;
    }

private:
    void begin(std::size_t place) { runs_[place].history = std::make_shared<const int>(0); }
    static void add(RunDetail& run, const char* name, std::size_t step, double value) {
        run.series[name].steps.push_back(static_cast<double>(step));
        run.series[name].values.push_back(value);
    }

    std::vector<RunDetail> runs_;
    std::mt19937_64 random_{7};
};

SeriesView viewOf(double smoothing, XAxis x = XAxis::kStep) {
    return {.series = {"label_loss", "teacher_loss", "total_loss", "dev accuracy"},
            .hidden = {},
            .x = x,
            .smoothing = smoothing};
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// Everything that a plot draws: the points of all graphs, and how.
void expectSame(QCustomPlot& followed, QCustomPlot& fresh) {
    for (QCustomPlot* plot : {&followed, &fresh}) plot->replot();  // a legend's names fit its plot
    EXPECT_EQ(followed.xAxis->range(), fresh.xAxis->range());
    EXPECT_EQ(followed.yAxis->range(), fresh.yAxis->range());
    ASSERT_EQ(followed.graphCount(), fresh.graphCount());
    for (int i = 0; i < fresh.graphCount(); ++i) {
        const QCPGraph &a = *followed.graph(i), &b = *fresh.graph(i);
        EXPECT_EQ(a.pen(), b.pen()) << i;
        EXPECT_EQ(a.antialiased(), b.antialiased()) << i;
        EXPECT_EQ(a.name(), b.name()) << i;
        ASSERT_EQ(a.dataCount(), b.dataCount()) << i;
        EXPECT_TRUE(std::equal(
            a.data()->constBegin(), a.data()->constEnd(), b.data()->constBegin(),
            [](const auto& p, const auto& q) { return p.key == q.key && same(p.value, q.value); }))
            << i;
    }
}

class SeriesGrowth : public ::testing::Test {
protected:
    void begin(const SeriesView& view) {
        followed.panel.setView(view);
        follow();
    }
    void follow() { followed.panel.showSnapshot(runs.snapshot()); }
    QCustomPlot& plot() { return followed.panel.pane().plot(); }
    void expectAsIfAtOnce() {
        test::Losses fresh;
        fresh.panel.setView(followed.panel.view());
        fresh.panel.showSnapshot(runs.snapshot());
        expectSame(plot(), fresh.panel.pane().plot());
    }

    GrowingRuns runs{3};
    test::Losses followed;
};

TEST_F(SeriesGrowth, PiecesAreTheWholeWithAndWithoutSmoothing) {
    for (const double smoothing : {0.0, 0.04, 0.25}) {
        begin(viewOf(smoothing));
        for (const int steps : {1, 3, 40, 0, 700, 500, 900}) {  // over the lengths that are rounded
            for (std::size_t run = 0; run < 3; ++run) runs.grow(run, steps + static_cast<int>(run));
            follow();
            expectAsIfAtOnce();
        }
    }
}

TEST_F(SeriesGrowth, WhatIsNewIsAddedToTheSameGraphs) {
    runs.grow(0, 100);
    runs.grow(1, 100);
    begin(viewOf(0.04));
    QCPGraph* const before = plot().graph(0);
    const int points = before->dataCount();
    runs.grow(0, 5);
    follow();
    EXPECT_EQ(plot().graph(0), before) << "nothing was cleared";
    EXPECT_EQ(before->dataCount(), points + 5);
    runs.grow(2, 5);  // it has its first values, so it gets lines
    follow();
    EXPECT_GT(plot().graphCount(), 8);
    expectAsIfAtOnce();
}

TEST_F(SeriesGrowth, ValuesOverSecondsWaitForTheirClock) {
    begin(viewOf(0.04, XAxis::kSeconds));
    for (const int lag : {3, 0, 1, 7, 0}) {
        for (std::size_t run = 0; run < 3; ++run) runs.grow(run, 20, lag);
        follow();
        expectAsIfAtOnce();
    }
}

TEST_F(SeriesGrowth, ScoresMayComeTwiceOrLate) {
    begin(viewOf(0.0));
    runs.grow(0, 50);
    for (const auto& [step, score] : {std::pair(10, 0.5), {30, 0.6}, {20, 0.7}, {30, 0.8}}) {
        runs.evaluate(0, step, score);
        follow();
        expectAsIfAtOnce();
    }
}

TEST_F(SeriesGrowth, ACutIsDrawnAnew) {
    for (std::size_t run = 0; run < 3; ++run) runs.grow(run, 300);
    begin(viewOf(0.04));
    runs.cut(1, 120);
    follow();
    expectAsIfAtOnce();
    runs.grow(1, 400);  // further than it had come before
    follow();
    expectAsIfAtOnce();
}

TEST_F(SeriesGrowth, GroupsKeepTheirMeansAndBands) {
    SeriesView view = viewOf(0.04);
    view.grouped = true;
    begin(view);
    for (const int steps : {10, 1, 200}) {
        const int before = runs.snapshot()->selected[0]->find("total_loss") == nullptr
                               ? 0
                               : plot().graph(0)->dataCount();
        for (std::size_t run = 0; run < 3; ++run) runs.grow(run, steps + static_cast<int>(run));
        follow();
        // Where a machine is slow, means take a rest.
        ASSERT_TRUE(test::waitFor(
            [&] { return plot().graphCount() > 0 && plot().graph(0)->dataCount() > before; }));
        expectAsIfAtOnce();
    }
}

// 10,000 points of all lines lose their smooth edges, and so they do when they come bit by bit.
TEST_F(SeriesGrowth, LongCurvesAreDrawnAsLongOnesAre) {
    runs.grow(0, 3000);
    begin(viewOf(0.04));
    for (const int steps : {1500, 400, 2500}) {
        for (std::size_t run = 0; run < 3; ++run) runs.grow(run, steps);
        follow();
        expectAsIfAtOnce();
    }
    EXPECT_FALSE(plot().graph(0)->antialiased());
    EXPECT_LE(plot().graph(0)->dataCount(), 4 * 1000 + 2) << "no more than there are columns for";
}

// One frame smooths no more than so many points anew; the others follow by themselves.
TEST_F(SeriesGrowth, SmoothingThatOneFrameHasNoTimeForIsDoneInTheNext) {
    for (std::size_t run = 0; run < 3; ++run) runs.grow(run, 100000);
    begin(viewOf(0.04));
    for (std::size_t run = 0; run < 3; ++run) runs.grow(run, 20000);
    follow();
    test::Losses fresh;
    fresh.panel.setView(followed.panel.view());
    fresh.panel.showSnapshot(runs.snapshot());
    const auto last = [](QCustomPlot& of) {
        return (of.graph(of.graphCount() - 1)->data()->constEnd() - 1)->value;
    };
    QCustomPlot& whole = fresh.panel.pane().plot();
    EXPECT_TRUE(test::waitFor([&] { return last(plot()) == last(whole); }));
    expectSame(plot(), whole);
}

TEST_F(SeriesGrowth, APanelBehindAnotherDrawsOnceItIsSeen) {
    runs.grow(0, 10);
    begin(viewOf(0.0));
    QTabWidget tabs;
    auto* other = new QWidget;
    tabs.addTab(other, "other");
    tabs.addTab(&followed.panel, "plot");
    tabs.resize(600, 400);
    tabs.show();
    // It is not the tabs' to delete.
    const auto take = qScopeGuard([this] { followed.panel.setParent(nullptr); });
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&tabs));
    runs.grow(0, 10);
    follow();
    EXPECT_EQ(plot().graph(0)->dataCount(), 10) << "nobody sees it";
    tabs.setCurrentIndex(1);
    EXPECT_TRUE(test::waitFor([&] { return plot().graph(0)->dataCount() == 20; }));
}

TEST(Smoothers, HaveTheSameMemoryForLengthsThatAreNearlyTheSame) {
    EXPECT_FALSE(Smoother(0.04, 500).suits(501));
    EXPECT_TRUE(Smoother(0.04, 50000).suits(50001));
    EXPECT_FALSE(Smoother(0.04, 50000).suits(60000));
    EXPECT_TRUE(Smoother(0.0, 10).suits(100000)) << "without memory all are alike";
}

TEST(GrowingVectors, CopiesShareWhatTheyHaveAndGoTheirOwnWays) {
    GrowingVector<int> first{1, 2, 3};
    GrowingVector<int> second = first;
    EXPECT_EQ(first.data(), second.data());
    second.push_back(4);  // behind what the first one sees
    EXPECT_EQ(first.data(), second.data());
    first.push_back(5);
    EXPECT_THAT(std::vector(first.begin(), first.end()), ElementsAre(1, 2, 3, 5));
    EXPECT_THAT(std::vector(second.begin(), second.end()), ElementsAre(1, 2, 3, 4));
    for (int i = 0; i < 100; ++i) second.push_back(second.front());
    second.append(second);
    EXPECT_EQ(second.size(), 208U);
    EXPECT_EQ(second[104], 1);
    EXPECT_EQ(second.back(), 1);
    EXPECT_TRUE(GrowingVector<int>().empty());
}

}  // namespace
}  // namespace alphascope
