// SPDX-License-Identifier: GPL-3.0-or-later
// Runs pooled into a mean with its band, and scores drawn as series.
#include "widgets/dev_score_panel.h"
#include "widgets/look.h"
#include "widgets/losses.h"
#include "widgets/part.h"
#include "widgets/plot_export.h"
#include "widgets/plot_pane.h"
#include "widgets/plot_style.h"
#include "widgets/run_groups.h"
#include "widgets/series_drawing.h"
#include "widgets/series_list_panel.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <set>
#include <tuple>

namespace alphascope {
namespace {

using test::part;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

const double kNone = std::nan("");

std::shared_ptr<RunDetail> runOf(const std::string& task, const std::string& label,
                                 std::uint64_t seed, std::vector<double> losses = {}) {
    auto run = std::make_shared<RunDetail>();
    run->row.task = task;
    run->row.label = label;
    run->row.seed = seed;
    run->row.uuid = task + label + std::to_string(seed);
    Series& series = run->series["total_loss"];
    for (std::size_t i = 0; i < losses.size(); ++i)
        series.steps.push_back(static_cast<double>(i + 1));
    series.values = std::move(losses);
    for (double step = 1; step <= 4; ++step) {
        run->series["epoch"].steps.push_back(step);
        run->series["epoch"].values.push_back(step / 2.0);
    }
    return run;
}

void evaluate(RunDetail& run, std::int64_t step, const std::string& set, const std::string& metric,
              double value) {
    run.evaluations.push_back(
        {.id = step, .step = step, .set = set, .scores = {{metric, value}, {"loss", 0.7}}});
}

std::shared_ptr<const Snapshot> snapshotOf(
    const std::vector<std::shared_ptr<const RunDetail>>& runs) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->selected = runs;
    return snapshot;
}

std::vector<double> valuesOf(const QCPGraph& graph) {
    std::vector<double> values;
    for (const auto& point : *graph.data()) values.push_back(point.value);
    return values;
}

QStringList legendOf(const QCustomPlot& plot) {
    QStringList names;
    for (int i = 0; i < plot.legend->itemCount(); ++i)
        if (auto* item = qobject_cast<QCPPlottableLegendItem*>(plot.legend->item(i)))
            names << item->plottable()->name();
    return names;
}

class SeriesGroups : public ::testing::Test {
protected:
    void show(const std::vector<std::shared_ptr<const RunDetail>>& runs, double smoothing) {
        losses.panel.setView(
            {.series = {"total_loss"}, .hidden = {}, .smoothing = smoothing, .grouped = true});
        losses.panel.showSnapshot(snapshotOf(runs));
    }
    QCustomPlot& plot() { return losses.panel.pane().plot(); }

    test::Losses losses;
};

// Of 1, 5: mean 3, deviation sqrt(8). Of 7 alone: no spread. Of 2, 4: mean 3, deviation sqrt(2).
TEST_F(SeriesGroups, TheBandIsOfTheRawValuesHoweverMuchTheLineIsSmoothed) {
    const double wide = std::sqrt(8.0), narrow = std::sqrt(2.0);
    const auto a = runOf("rte", "A", 1, {1.0, kNone, 2.0});
    const auto b = runOf("rte", "A", 2, {5.0, 7.0, 4.0});
    for (const double smoothing : {0.0, 0.25, 1.0}) {
        show({a, b}, smoothing);
        ASSERT_EQ(plot().graphCount(), smoothing > 0.0 ? 4 : 3);
        const auto low = valuesOf(*plot().graph(0)), high = valuesOf(*plot().graph(1));
        EXPECT_NEAR(low[0], 3.0 - wide, 1e-12);
        EXPECT_NEAR(high[0], 3.0 + wide, 1e-12);
        EXPECT_TRUE(std::isnan(low[1])) << "a run without a value there does not count";
        EXPECT_NEAR(low[2], 3.0 - narrow, 1e-12);
        EXPECT_NEAR(high[2], 3.0 + narrow, 1e-12);
        EXPECT_THAT(valuesOf(*plot().graph(2)), ElementsAre(3.0, 7.0, 3.0)) << "the raw mean";
        EXPECT_TRUE(legendOf(plot()).front().contains("n = 1–2"));
        if (smoothing <= 0.0) continue;
        const QVector<double> smoothed = smooth({3.0, 7.0, 3.0}, smoothing);
        EXPECT_THAT(
            valuesOf(*plot().graph(3)),
            Pointwise(DoubleNear(1e-12), std::vector<double>(smoothed.begin(), smoothed.end())));
        EXPECT_NE(plot().graph(2)->pen().color(), plot().graph(3)->pen().color());
    }
}

TEST_F(SeriesGroups, OneLabelWithOtherSettingsIsAnotherGroup) {
    const auto tiny = runOf("mrpc", "RW-KD", 1, {1.0, 1.0});
    const auto other = runOf("mrpc", "RW-KD", 2, {3.0, 3.0});
    EXPECT_EQ(rowName(*tiny), "RW-KD");
    tiny->row_name = "RW-KD [encoder tiny]";
    other->row_name = "RW-KD [encoder bilstm]";
    show({tiny, other}, 0.0);
    ASSERT_EQ(plot().graphCount(), 2) << "two lines, no band";
    EXPECT_THAT(valuesOf(*plot().graph(0)), ElementsAre(1.0, 1.0));
    EXPECT_THAT(valuesOf(*plot().graph(1)), ElementsAre(3.0, 3.0));
    EXPECT_EQ(legendOf(plot()),
              (QStringList{"RW-KD [encoder tiny] (n = 1)", "RW-KD [encoder bilstm] (n = 1)"}));
    EXPECT_NE(plot().graph(0)->pen().color(), plot().graph(1)->pen().color());
    other->row_name = tiny->row_name;
    show({tiny, other}, 0.0);
    EXPECT_EQ(plot().graphCount(), 3);
}

TEST_F(SeriesGroups, NoBandHidesAnothersLine) {
    show({runOf("rte", "A", 1, {1.0, 2.0}), runOf("rte", "A", 2, {3.0, 4.0}),
          runOf("rte", "B", 1, {1.0, 2.0}), runOf("rte", "B", 2, {3.0, 4.0})},
         0.0);
    ASSERT_EQ(plot().graphCount(), 6);
    for (int i = 0; i < 6; ++i) {
        const bool band = plot().graph(i)->brush().style() != Qt::NoBrush;
        EXPECT_EQ(band, i == 1 || i == 3) << "both bands, then the lines";
        EXPECT_EQ(plot().graph(i)->brush().color().alpha() < 255, band);
    }
}

TEST_F(SeriesGroups, AGroupKeepsItsColourWhateverIsSelectedAfterIt) {
    const auto first = runOf("rte", "RW-KD", 1);
    RunGroup::Runs runs{first};
    const int place = groupsOf(runs)[0].place;
    std::set<int> places;
    for (int i = 0; i < 12; ++i) {
        runs.push_back(runOf(i % 2 == 0 ? "rte" : "sst2", "row " + std::to_string(i), 1));
        EXPECT_EQ(groupsOf(runs)[0].place, place) << i;
    }
    for (const RunGroup& group : groupsOf(runs)) places.insert(group.place);
    EXPECT_EQ(places.size(), runs.size()) << "and no two have the same";
    EXPECT_EQ(groupsOf(runs)[0].name, "rte · RW-KD");
}

TEST(RunColours, OfSelectedRunsAreDifferentAndTheFirstKeepTheirs) {
    std::vector<RunRow> rows(kPaletteSize);
    std::vector<const RunRow*> selected;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].uuid = "run " + std::to_string(i);
        selected.push_back(&rows[i]);
    }
    rows[5].marks.colour = "blue";
    EXPECT_TRUE(separateRunColours(selected));
    EXPECT_FALSE(separateRunColours(selected)) << "nothing has changed";
    std::set<QRgb> colours;
    for (const RunRow& row : rows) colours.insert(runColour(row, false).rgb());
    EXPECT_EQ(colours.size(), rows.size());
    EXPECT_EQ(runColour(rows[5], false), markColour("blue", false)) << "what the user gave stays";
    // The same runs in the same order, and fewer after them: nobody changes.
    std::vector<QColor> before;
    for (std::size_t i = 0; i < 4; ++i) before.push_back(runColour(rows[i], false));
    separateRunColours({&rows[5], &rows[0], &rows[1], &rows[2], &rows[3]});
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(runColour(rows[i], false), before[i]) << i;
    separateRunColours({});
    EXPECT_EQ(runColour(rows[3], false), runColour(rows[3].uuid, false));
}

TEST(ScoreCurves, AreTheScoresOfASetTimesHundred) {
    auto run = runOf("rte", "A", 1);
    evaluate(*run, 2, "dev", "accuracy", 0.5);
    evaluate(*run, 4, "dev", "accuracy", 0.625);
    evaluate(*run, 4, "meta", "accuracy", 0.25);
    const Curve dev = curveOf(*run, "dev accuracy", XAxis::kStep);
    EXPECT_THAT(dev.x, ElementsAre(2, 4));
    EXPECT_THAT(dev.y, ElementsAre(50.0, 62.5));
    EXPECT_THAT(curveOf(*run, "dev accuracy", XAxis::kEpoch).x, ElementsAre(1.0, 2.0));
    EXPECT_THAT(curveOf(*run, "meta score", XAxis::kStep).y, ElementsAre(25.0))
        << "the task's first metric";
    EXPECT_THAT(curveOf(*run, "dev loss", XAxis::kStep).y, ElementsAre(0.7, 0.7)) << "in nats";
    EXPECT_TRUE(curveOf(*run, "dev f1", XAxis::kStep).x.empty());
    evaluate(*run, 4, "dev", "accuracy", 0.75);  // evaluated once more
    EXPECT_THAT(curveOf(*run, "dev accuracy", XAxis::kStep).y, ElementsAre(50.0, 75.0));
}

TEST(ScoreCurves, AreOfferedInTheListAndDrawnAsABandOnAnyPlot) {
    std::vector<std::shared_ptr<const RunDetail>> runs;
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
        auto run = runOf("rte", "A", seed);
        evaluate(*run, 2, "dev", "accuracy", seed == 1 ? 0.5 : 0.7);
        evaluate(*run, 4, "dev", "accuracy", 0.8);
        runs.push_back(run);
    }
    SeriesListPanel list;
    list.showSnapshot(snapshotOf(runs));
    EXPECT_EQ(part<QListWidget>(list, "series")->findItems("dev accuracy", Qt::MatchExactly).size(),
              1);
    PlotLink link;
    SeriesPanel panel(QStringLiteral("plot"), QStringLiteral("Plot"),
                      {.series = {"dev accuracy"},
                       .hidden = {},
                       .x = XAxis::kEpoch,
                       .smoothing = 0.0,
                       .grouped = true},
                      link);
    panel.showSnapshot(snapshotOf(runs));
    QCustomPlot& plot = panel.pane().plot();
    ASSERT_EQ(plot.graphCount(), 3);
    EXPECT_THAT(valuesOf(*plot.graph(2)), ElementsAre(DoubleNear(60.0, 1e-9), 80.0));
    EXPECT_NEAR(valuesOf(*plot.graph(1))[0], 60.0 + std::sqrt(200.0), 1e-9);
    EXPECT_EQ(plot.yAxis->label(), "accuracy × 100");
    EXPECT_GT(plot.yAxis->range().lower, 20.0) << "scores need no zero";
    EXPECT_FALSE(plot.graph(2)->scatterStyle().isNone()) << "there are few of them";
}

TEST(ScorePanels, DrawEachTasksFirstMetricWithItsMajority) {
    auto rte = runOf("rte", "A", 1), cola = runOf("cola", "A", 1);
    evaluate(*rte, 2, "dev", "accuracy", 0.7);
    evaluate(*rte, 2, "train", "accuracy", 0.9);
    evaluate(*cola, 2, "dev", "matthews", 0.4);
    rte->majority = {{"dev", 0.527}};
    cola->majority = {{"dev", 0.0}};
    PlotLink link;
    DevScorePanel panel(link);
    panel.showSnapshot(snapshotOf({rte, cola}));
    EXPECT_THAT(panel.view().series, ElementsAre("dev score")) << "not those on train";
    QCustomPlot& plot = panel.pane().plot();
    ASSERT_EQ(plot.graphCount(), 2);
    EXPECT_THAT(valuesOf(*plot.graph(0)), ElementsAre(70.0));
    EXPECT_THAT(valuesOf(*plot.graph(1)), ElementsAre(40.0));
    EXPECT_EQ(plot.yAxis->label(), "score × 100");
    QStringList texts;
    for (int i = 0; i < plot.itemCount(); ++i)
        if (auto* text = qobject_cast<QCPItemText*>(plot.item(i))) texts << text->text();
    EXPECT_EQ(texts, (QStringList{"cola: majority class 0.0", "rte: majority class 52.7"}));
    EXPECT_TRUE(plot.yAxis->range().contains(0.0));
    panel.showSnapshot(snapshotOf({rte}));
    EXPECT_EQ(plot.yAxis->label(), "accuracy × 100");
    SeriesView view = panel.view();
    view.setShown("dev score", false);
    panel.setView(view);
    panel.showSnapshot(snapshotOf({rte, cola}));
    EXPECT_FALSE(panel.view().shows("dev score")) << "what is switched off stays so";
}

TEST_F(SeriesGroups, TheHeightFitsWhatIsSeenUntilSomebodyZoomsIt) {
    losses.panel.resize(600, 400);
    losses.panel.show();
    std::vector<double> falling;
    for (int i = 0; i < 100; ++i) falling.push_back(i < 10 ? 50.0 : 2.0 + 0.01 * i);
    show({runOf("rte", "A", 1, falling)}, 0.0);
    QTest::qWait(30);
    EXPECT_GT(plot().yAxis->range().upper, 50.0);
    const QPointF middle = plot().axisRect()->center();
    const QPointF aside(plot().axisRect()->left() - 15.0, middle.y());
    const auto wheel = [this](const QPointF& at, Qt::KeyboardModifiers keys) {
        QWheelEvent event(at, plot().mapToGlobal(at), {}, QPoint(0, 120), Qt::NoButton, keys,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&plot(), &event);
    };
    wheel(middle, Qt::NoModifier);  // now it is not automatic any more
    plot().xAxis->setRange(50.0, 90.0);
    EXPECT_LT(plot().yAxis->range().upper, 4.0);
    EXPECT_GT(plot().yAxis->range().lower, 2.0) << "a part of the curve needs no zero";
    const QCPRange across = plot().xAxis->range();
    for (const auto& [at, keys] : {std::pair(middle, Qt::KeyboardModifiers(Qt::ControlModifier)),
                                   std::pair(aside, Qt::KeyboardModifiers(Qt::NoModifier))}) {
        const double before = plot().yAxis->range().size();
        wheel(at, keys);
        EXPECT_LT(plot().yAxis->range().size(), before);
        EXPECT_EQ(plot().xAxis->range(), across);
    }
    const QCPRange zoomed = plot().yAxis->range();
    plot().xAxis->setRange(40.0, 90.0);
    EXPECT_EQ(plot().yAxis->range(), zoomed);
    QTest::mouseDClick(&plot(), Qt::LeftButton, Qt::NoModifier, middle.toPoint());
    EXPECT_GT(plot().yAxis->range().upper, 50.0);
}

TEST(Legends, FitTheSheetThatIsPrintedAndThenTheScreenAgain) {
    test::Losses losses;
    std::vector<std::shared_ptr<const RunDetail>> runs;
    for (std::uint64_t seed = 1; seed <= 6; ++seed)
        runs.push_back(runOf("rte", "RW-KD [encoder bilstm]", seed, {3.0, 2.0, 1.0}));
    losses.panel.setView({.series = {"total_loss"}, .hidden = {}});
    losses.panel.resize(1300, 700);
    losses.panel.show();
    losses.panel.showSnapshot(snapshotOf(runs));
    QCustomPlot& plot = losses.panel.pane().plot();
    ASSERT_TRUE(test::waitFor([&plot] { return plot.legend->columnCount() > 1; }));
    const int columns = plot.legend->columnCount();
    QSize printed;
    int printed_columns = 0;
    QRect legend, area;
    QObject::connect(&plot, &QCustomPlot::afterLayout, &plot, [&] {
        if (plot.viewport().size() == plot.size()) return;
        printed = plot.viewport().size();
        printed_columns = plot.legend->columnCount();
        legend = plot.legend->outerRect();
        area = plot.axisRect()->rect();
    });
    QTemporaryDir folder;
    ASSERT_EQ(savePlot(plot, folder.filePath("a.pdf"), PrintWidth::kColumn), "");
    ASSERT_LT(printed.width(), 500) << "a column";
    EXPECT_LT(printed_columns, columns);
    EXPECT_TRUE(area.contains(legend)) << legend.width() << " in " << area.width();
    EXPECT_TRUE(test::waitFor([&] { return plot.legend->columnCount() == columns; }))
        << plot.legend->columnCount() << " instead of " << columns;
    EXPECT_EQ(plot.viewport().size(), plot.size());
}

TEST(Legends, LeaveRoomForTheCurvesAndTheToolTipHasTheRest) {
    SeriesDrawing::Runs runs;
    for (std::uint64_t seed = 1; seed <= 8; ++seed)
        runs.push_back(runOf("rte", "RW-KD [encoder bilstm]", seed, {3.0, 2.0, 1.0}));
    const auto legendOf = [&runs](QSize size) {
        QCustomPlot plot;
        plot.setViewport(QRect(QPoint(0, 0), size));  // which a hidden widget does not get
        plot.legend->setVisible(true);
        plot.replot(QCustomPlot::rpImmediateRefresh);
        SeriesDrawing drawing(plot);
        drawing.draw(runs, {.series = {"total_loss"}, .hidden = {}}, plot.palette());
        drawing.fitHeight();
        plot.replot(QCustomPlot::rpImmediateRefresh);
        const double share =
            plot.legend->minimumOuterSizeHint().height() / double(plot.axisRect()->height());
        EXPECT_LE(plot.legend->minimumOuterSizeHint().width(), plot.axisRect()->width());
        drawing.showValues(1.0);
        EXPECT_LE(plot.legend->minimumOuterSizeHint().width(), plot.axisRect()->width());
        return std::tuple(plot.legend->itemCount(), share, plot.toolTip());
    };
    const auto [few, low_share, few_tip] = legendOf({360, 170});
    EXPECT_GE(few, 1);
    EXPECT_LT(few, 6);
    EXPECT_LT(low_share, 0.5);
    EXPECT_EQ(few_tip.count(QLatin1String("seed")), 8);
    const auto [many, share, tip] = legendOf({900, 700});
    EXPECT_EQ(many, 6);
    EXPECT_LT(share, 0.5);
    runs.resize(2);
    EXPECT_EQ(std::get<2>(legendOf({900, 700})), "") << "the legend has them all";
}

}  // namespace
}  // namespace alphascope
