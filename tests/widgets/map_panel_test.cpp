// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map_panel.h"
#include "widgets/look.h"
#include "widgets/map_cursor.h"
#include "widgets/part.h"
#include "widgets/with_snapshots.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

#include <algorithm>

namespace alphascope {
namespace {

using test::part;
using ::testing::ElementsAre;

class Maps : public test::WithSnapshots {
protected:
    void select(std::int64_t id) { panel.showSnapshot(show({id})); }
    std::shared_ptr<const MapPanel::Points> mapOf(std::int64_t id) {
        return std::make_shared<const MapPanel::Points>(
            cartography(store_, *store_.findRun(std::to_string(id))));
    }
    void showPanel() {
        panel.resize(500, 400);
        panel.show();
        QTest::qWait(30);
    }
    QCustomPlot* plot() { return panel.findChild<QCustomPlot*>("map_plot"); }

    [[nodiscard]] QPoint at(double spread, double alpha) {
        return {static_cast<int>(plot()->xAxis->coordToPixel(spread)),
                static_cast<int>(plot()->yAxis->coordToPixel(alpha))};
    }
    /// A square at the left, three samples in it, one at the right.
    void showFour() {
        auto points = std::make_shared<MapPanel::Points>();
        points->push_back({.id = 3, .epochs = 2, .alpha = 0.9F, .spread = 0.1F});
        points->push_back({.id = 5, .epochs = 2, .alpha = 0.5F, .spread = 0.1F});
        points->push_back({.id = 8, .epochs = 2, .alpha = 0.1F, .spread = 0.1F});
        points->push_back({.id = 9, .epochs = 2, .alpha = 0.5F, .spread = 0.4F});
        select(made->rw_kd);
        showPanel();
        panel.showMap(made->rw_kd, points);
        QTest::qWait(30);
    }
    void drag(const std::vector<QPoint>& way) {
        QTest::mousePress(plot(), Qt::LeftButton, Qt::NoModifier, way.front());
        for (const QPoint& point : way) QTest::mouseMove(plot(), point);
        QTest::mouseRelease(plot(), Qt::LeftButton, Qt::NoModifier, way.back());
    }
    [[nodiscard]] int ringed() { return plot()->graph(kKinds)->dataCount(); }
    [[nodiscard]] bool outlined() {
        return plot()->plottable(plot()->plottableCount() - 1)->interface1D()->dataCount() > 0;
    }

    static constexpr int kKinds = 6;
    MapPanel panel;
};

TEST_F(Maps, AreAskedForOnceTheyCanBeSeen) {
    const QSignalSpy asked(&panel, &MapPanel::mapWanted);
    select(made->rw_kd);
    EXPECT_EQ(asked.count(), 0);
    showPanel();
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].toLongLong(), made->rw_kd);
    select(made->rw_kd);  // nothing new
    EXPECT_EQ(asked.count(), 1);
}

TEST_F(Maps, HaveEverySampleAtItsMeanAndSpread) {
    select(made->rw_kd);
    panel.showMap(made->rw_kd, mapOf(made->rw_kd));
    int drawn = 0;
    for (int i = 0; i < kKinds; ++i) drawn += plot()->graph(i)->dataCount();
    EXPECT_EQ(drawn, static_cast<int>(made->alpha_by_epoch.size()));
    // One sample by hand, from what was written.
    const auto& [id, alphas] = *made->alpha_by_epoch.begin();
    double mean = 0.0, square = 0.0;
    for (const float alpha : alphas) {
        mean += static_cast<double>(alpha) / static_cast<double>(alphas.size());
        square += static_cast<double>(alpha * alpha) / static_cast<double>(alphas.size());
    }
    const double spread = std::sqrt(std::max(0.0, square - mean * mean));
    constexpr double kGrid = 1e-3;  // α is stored on a grid
    EXPECT_THAT(panel.within(spread - kGrid, spread + kGrid, mean - kGrid, mean + kGrid),
                ::testing::Contains(id));
}

TEST_F(Maps, ShowHowOftenTheStudentWasRight) {
    for (const std::size_t count : {std::size_t{6}, std::size_t{20004}}) {  // discs, and dots
        auto points = std::make_shared<MapPanel::Points>();
        for (std::size_t i = 0; i < count; ++i)
            points->push_back({.id = static_cast<std::uint32_t>(i),
                               .epochs = 5,
                               .alpha = 0.5F,
                               .spread = 0.1F,
                               .correctness = static_cast<float>(i % 6) / 5.0F});
        select(made->rw_kd);
        panel.showMap(made->rw_kd, points);
        part<QComboBox>(panel, "map_colour")->setCurrentIndex(1);
        std::vector<int> grey;
        for (int kind = 0; kind < kKinds; ++kind) {
            EXPECT_EQ(plot()->graph(kind)->dataCount(), static_cast<int>(count / 6)) << kind;
            grey.push_back(qGray(plot()->graph(kind)->scatterStyle().pen().color().rgb()));
        }
        EXPECT_EQ(plot()->graph(0)->name(), "right in 100 % of epochs");
        EXPECT_EQ(plot()->graph(5)->name(), "right in 0 % of epochs") << "drawn last";
        const auto darker = [&](int a, int b) { return isDark(panel.palette()) ? a < b : a > b; };
        EXPECT_TRUE(std::is_sorted(grey.begin(), grey.end(), darker)) << "one order in grey too";
        part<QComboBox>(panel, "map_colour")->setCurrentIndex(0);
        EXPECT_EQ(plot()->legend->itemCount(), 2);
        const auto look = [&](int graph) {
            const QCPScatterStyle style = plot()->graph(graph)->scatterStyle();
            return std::tuple(style.shape(), style.pen().color().rgb(),
                              style.brush().color().rgb());
        };
        EXPECT_NE(look(0), look(1)) << "label and noise again";
    }
}

TEST_F(Maps, ARectangleChoosesTheSamplesInIt) {
    auto points = std::make_shared<MapPanel::Points>();
    points->push_back({.id = 3, .epochs = 2, .alpha = 0.9F, .spread = 0.1F});
    points->push_back({.id = 8, .epochs = 2, .alpha = 0.1F, .spread = 0.4F});
    select(made->rw_kd);
    showPanel();
    panel.showMap(made->rw_kd, points);
    QTest::qWait(30);
    QSignalSpy chosen(&panel, &MapPanel::samplesChosen);
    const auto at = [&](double spread, double alpha) {
        return QPoint(static_cast<int>(plot()->xAxis->coordToPixel(spread)),
                      static_cast<int>(plot()->yAxis->coordToPixel(alpha)));
    };
    QTest::mousePress(plot(), Qt::LeftButton, Qt::NoModifier, at(0.02, 0.99));
    QTest::mouseMove(plot(), at(0.2, 0.6));
    QTest::mouseRelease(plot(), Qt::LeftButton, Qt::NoModifier, at(0.2, 0.6));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_THAT(chosen[0][0].value<std::vector<std::uint32_t>>(), ElementsAre(3));
}

TEST_F(Maps, HaveALegendOnceThereIsRoomAlsoWhenTheyCameLate) {
    select(made->rw_kd);
    showPanel();
    panel.showMap(made->rw_kd, mapOf(made->rw_kd));
    EXPECT_GT(plot()->legend->itemCount(), 1);
    EXPECT_TRUE(plot()->legend->visible());
}

TEST_F(Maps, ALassoTakesWhatLiesWithinItsLine) {
    showFour();
    part<QComboBox>(panel, "map_tool")->setCurrentIndex(1);
    QSignalSpy chosen(&panel, &MapPanel::samplesChosen);
    // Around the upper and the lower one, past the middle one on its left.
    drag({at(0.05, 1.0), at(0.2, 1.0), at(0.2, 0.7), at(0.07, 0.7), at(0.07, 0.3), at(0.2, 0.3),
          at(0.2, 0.0), at(0.05, 0.0)});
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_THAT(chosen[0][0].value<std::vector<std::uint32_t>>(), ElementsAre(3, 8));
    EXPECT_EQ(ringed(), 2);
    EXPECT_TRUE(outlined());
    drag({at(0.3, 0.9), at(0.3, 0.9)});  // a click
    EXPECT_EQ(chosen.count(), 1);
}

TEST_F(Maps, EscapeLetsGo) {
    showFour();
    const QSignalSpy cleared(&panel, &MapPanel::cleared);
    drag({at(0.02, 0.99), at(0.2, 0.6)});
    EXPECT_EQ(ringed(), 1);
    EXPECT_TRUE(outlined());
    panel.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    plot()->setFocus();
    QTest::keyClick(plot(), Qt::Key_Escape);
    EXPECT_EQ(cleared.count(), 1);
    EXPECT_EQ(ringed(), 0);
    EXPECT_FALSE(outlined());
}

TEST_F(Maps, RingsAreAroundWhatIsListedElsewhere) {
    showFour();
    drag({at(0.02, 0.99), at(0.2, 0.3)});
    EXPECT_EQ(ringed(), 2);
    panel.markSamples({5});  // narrowed by a search
    EXPECT_EQ(ringed(), 1);
    EXPECT_TRUE(outlined());
    panel.markSamples({8, 9});  // from the histogram
    EXPECT_EQ(ringed(), 2);
    EXPECT_FALSE(outlined());
    panel.markSamples({3, 5, 8, 9});  // all say nothing
    EXPECT_EQ(ringed(), 0);
}

TEST_F(Maps, KeysGoFromSampleToSample) {
    showFour();
    auto* cursor = panel.findChild<MapCursor*>();
    ASSERT_NE(cursor, nullptr);
    const auto go = [&](int key) {
        QTest::keyClick(plot(), static_cast<Qt::Key>(key), Qt::ControlModifier);
        return cursor->sample();
    };
    EXPECT_EQ(cursor->sample(), std::nullopt);
    EXPECT_TRUE(go(Qt::Key_Left)) << "the one nearest to the middle";
    go(Qt::Key_Right);
    EXPECT_EQ(go(Qt::Key_Right), 9U);
    EXPECT_EQ(go(Qt::Key_Left), 5U) << "straight to the left";
    EXPECT_EQ(go(Qt::Key_Up), 3U);
    EXPECT_EQ(go(Qt::Key_Up), 3U) << "there is none above";
    EXPECT_EQ(go(Qt::Key_Down), 5U);
    EXPECT_EQ(go(Qt::Key_Down), 8U);
    EXPECT_EQ(plot()->accessibleDescription(), "sample 8: mean α 0.100, variability 0.100");
    const auto* ring = qobject_cast<QCPItemTracer*>(plot()->item(0));
    ASSERT_NE(ring, nullptr);
    EXPECT_TRUE(ring->visible());
    EXPECT_NEAR(ring->position->coords().y(), 0.1, 1e-6);
    QSignalSpy chosen(&panel, &MapPanel::samplesChosen);
    QTest::keyClick(plot(), Qt::Key_Return);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_THAT(chosen[0][0].value<std::vector<std::uint32_t>>(), ElementsAre(8));
    EXPECT_EQ(ringed(), 1);
    panel.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    plot()->setFocus();
    QTest::keyClick(plot(), Qt::Key_Escape);
    EXPECT_FALSE(ring->visible());
    EXPECT_EQ(plot()->accessibleDescription(), "");
}

TEST_F(Maps, KeysReachSamplesAtOnePlaceAndThoseOutOfSight) {
    showFour();
    auto points = std::make_shared<MapPanel::Points>();
    for (const std::uint32_t id : {1U, 2U, 4U})
        points->push_back({.id = id, .epochs = 2, .alpha = 0.5F, .spread = 0.25F});
    points->push_back({.id = 7, .epochs = 2, .alpha = 0.5F, .spread = 0.45F});
    panel.showMap(made->rw_kd, points);
    auto* cursor = panel.findChild<MapCursor*>();
    std::vector<std::uint32_t> reached;
    for (const auto key :
         {Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Left, Qt::Key_Left}) {
        QTest::keyClick(plot(), key, Qt::ControlModifier);
        reached.push_back(cursor->sample().value_or(0));
    }
    EXPECT_THAT(reached, ElementsAre(1, 2, 4, 7, 4, 2));
    const QCPRange whole = plot()->xAxis->range(), height = plot()->yAxis->range();
    for (int i = 0; i < 12; ++i) QTest::keyClick(plot(), Qt::Key_Plus);
    EXPECT_LT(plot()->yAxis->range().size(), 0.5 * height.size()) << "a map zooms both ways";
    EXPECT_FALSE(plot()->xAxis->range().contains(0.45));
    for (int i = 0; i < 2; ++i) QTest::keyClick(plot(), Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(cursor->sample(), 7U);
    EXPECT_TRUE(plot()->xAxis->range().contains(0.45));
    panel.showMap(made->rw_kd, points);  // as a run goes on
    EXPECT_EQ(cursor->sample(), 7U);
    EXPECT_LT(plot()->xAxis->range().size(), whole.size()) << "what somebody looks at stays";
    QTest::keyClick(plot(), Qt::Key_Home);
    EXPECT_EQ(plot()->xAxis->range(), whole);
    EXPECT_EQ(plot()->yAxis->range(), height);
    panel.showMap(made->rw_kd, std::make_shared<MapPanel::Points>());
    EXPECT_EQ(cursor->sample(), std::nullopt);
}

TEST_F(Maps, SayWhyTheyAreEmpty) {
    auto* message = panel.findChild<QLabel*>("map_plot_message");
    EXPECT_TRUE(message->text().contains("Select a run"));
    select(made->label_only);
    panel.showMap(made->label_only, std::make_shared<const MapPanel::Points>());
    EXPECT_TRUE(message->text().contains("no samples"));
}

TEST_F(Maps, AnAnswerForAnotherRunIsLeftAside) {
    select(made->rw_kd);
    panel.showMap(made->fixed, mapOf(made->rw_kd));
    EXPECT_FALSE(panel.findChild<QLabel*>("map_plot_message")->text().isEmpty());
}

}  // namespace
}  // namespace alphascope
