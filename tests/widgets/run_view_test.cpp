// SPDX-License-Identifier: GPL-3.0-or-later
// What the run list looks like: columns, groups, kept views, and the table under the hand.
#include "widgets/run_view.h"

#include "widgets/kept_states.h"
#include "widgets/made_snapshot.h"
#include "widgets/part.h"
#include "widgets/run_list_panel.h"
#include "widgets/run_table.h"
#include "widgets/run_view_menu.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QCheckBox>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

namespace alphascope {
namespace {

using test::edit;
using test::makeRun;
using test::makeSnapshot;
using test::part;
using testing::ElementsAre;
using testing::IsEmpty;

class View : public testing::Test {
protected:
    View() {
        for (auto& run : snapshot->runs)
            edit(run).spec_json = R"({"train": {"learning_rate": 0.5}, "seed": 3})";
        panel.setFollowing(false);
        panel.resize(500, 300);
        panel.show();
        panel.showSnapshot(snapshot);
    }
    /// Opens the menu, triggers an entry of it or of what it holds, and closes it.
    void choose(const QString& name) {
        auto* button = part<RunViewMenu>(panel, "run_view");
        emit button->menu()->aboutToShow();
        auto* action = button->menu()->findChild<QAction*>(name);
        ASSERT_NE(action, nullptr) << name.toStdString();
        action->trigger();
    }
    std::vector<std::string> keys() const {
        std::vector<std::string> all;
        for (const auto& column : table->columns()) all.push_back(column.key.toStdString());
        return all;
    }
    void clickRow(int row) const {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                          table->visualRect(table->model()->index(row, 1)).center());
    }

    std::shared_ptr<Snapshot> snapshot = makeSnapshot();
    RunListPanel panel;
    RunTable* table = part<RunTable>(panel, "runs");
};

TEST_F(View, HasTheColumnsThatWereChosenInTheirOrderAndWidth) {
    EXPECT_THAT(keys(), ElementsAre("state", "task", "scheme", "seed", "progress", "dev"));
    choose("column_setting:train.learning_rate");
    choose("column_seed");
    choose("column_note");
    EXPECT_THAT(keys(), ElementsAre("state", "task", "scheme", "progress", "dev",
                                    "setting:train.learning_rate", "note"));
    QHeaderView* header = table->horizontalHeader();
    header->moveSection(5, 1);
    table->setColumnWidth(RunListModel::kTask, 123);
    const RunView kept = panel.view();
    RunListPanel other;
    other.setView(kept);  // before there are runs, as at the start
    other.showSnapshot(snapshot);
    EXPECT_THAT(toJson(other.view())[QStringLiteral("columns")].toArray().size(), 7);
    for (std::size_t i = 0; i < kept.columns.size(); ++i) {
        EXPECT_EQ(other.view().columns[i].key, kept.columns[i].key);
        if (kept.columns[i].key == "scheme") continue;  // it takes what the others leave
        EXPECT_EQ(other.view().columns[i].width, kept.columns[i].width);
    }
    choose("reset_columns");
    EXPECT_THAT(keys(), ElementsAre("state", "task", "scheme", "seed", "progress", "dev"));
}

TEST_F(View, ANewColumnLeavesTheSelectionAlone) {
    panel.select({2, 3});
    const QSignalSpy told(&panel, &RunListPanel::selectionChanged);
    table->showColumn("setting:seed", true);
    table->showColumn("setting:train.learning_rate", true);
    table->showColumn("setting:seed", false);
    EXPECT_THAT(panel.selected(), ElementsAre(2, 3));
    EXPECT_EQ(told.count(), 0);
}

TEST_F(View, SurvivesItsWayThroughJsonAndWhatIsNotUnderstood) {
    RunView view{.filter = "dev > 0.5",
                 .columns = {{"task", 80}, {"score:meta loss", 0}},
                 .sort = "dev",
                 .descending = true,
                 .grouping = "scheme",
                 .closed = {"RW-KD"},
                 .archived = true};
    EXPECT_EQ(runViewFromJson(toJson(view)), view);
    EXPECT_EQ(runViewFromJson({}), RunView());
    view.columns = {{"of a later version", 10}};
    view.sort = view.grouping = "of a later version";
    panel.setView(view);
    EXPECT_FALSE(keys().empty());
    EXPECT_EQ(panel.view().sort, "state");
}

TEST_F(View, KnowsWhichGroupsAreClosed) {
    choose("group_scheme");
    ASSERT_GT(table->rows().rowCount(), 3) << "heads and runs";
    table->rows().setAllOpen(false);
    table->rows().setOpen(0, true);
    const int rows = table->rows().rowCount();
    RunListPanel other;
    other.setView(panel.view());
    other.showSnapshot(snapshot);
    auto* seen = part<RunTable>(other, "runs");
    EXPECT_EQ(seen->rows().rowCount(), rows);
    EXPECT_TRUE(seen->rows().group(0)->open);
    EXPECT_FALSE(seen->rows().group(rows - 1)->open);
    other.setView({});
    EXPECT_EQ(seen->rows().rowCount(), 3);
}

TEST_F(View, IsKeptUnderANameAndFoundAgain) {
    const QSignalSpy changed(&panel.keptViews(), &KeptStates::changed);
    auto* filter = part<QLineEdit>(panel, "run_filter");
    filter->setText("rte");
    choose("group_scheme");
    choose("show_archived");
    choose("keep_view");
    auto* dialog = part<QInputDialog>(panel, "view_name");
    dialog->setTextValue(" mine ");
    dialog->accept();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_THAT(panel.keptViews().all().keys(), ElementsAre("mine"));
    choose("plain_view");
    EXPECT_EQ(filter->text(), "");
    EXPECT_EQ(panel.view().grouping, "");
    EXPECT_FALSE(panel.view().archived);
    choose("view_mine");
    EXPECT_EQ(filter->text(), "rte");
    EXPECT_EQ(panel.view().grouping, "scheme");
    EXPECT_TRUE(panel.view().archived);
    choose("delete_view_mine");
    EXPECT_EQ(changed.count(), 2);
    EXPECT_THAT(panel.keptViews().all().keys(), IsEmpty());
}

TEST_F(View, ThatIsDeletedOrReplacedCanComeBack) {
    KeptStates& kept = panel.keptViews();
    const QSignalSpy lost(&kept, &KeptStates::lost);
    const auto keepAs = [this](const QString& name) {
        choose("keep_view");
        auto* dialog = panel.findChildren<QInputDialog*>("view_name").last();
        dialog->setTextValue(name);
        dialog->accept();
    };
    part<QLineEdit>(panel, "run_filter")->setText("rte");
    keepAs("mine");
    keepAs("mine");
    EXPECT_EQ(lost.count(), 0) << "it is the same";
    const QJsonObject before = kept.all();
    part<QLineEdit>(panel, "run_filter")->setText("cola");
    keepAs("mine");
    ASSERT_EQ(lost.count(), 1);
    EXPECT_EQ(lost[0][0].toString(), "\"mine\" has been replaced.");
    kept.put(lost[0][1].toString(), lost[0][2].toJsonObject());
    EXPECT_EQ(kept.all(), before);
    choose("delete_view_mine");
    ASSERT_EQ(lost.count(), 2);
    EXPECT_EQ(lost[1][0].toString(), "\"mine\" has been deleted.");
    kept.put(lost[1][1].toString(), lost[1][2].toJsonObject());
    EXPECT_EQ(kept.all(), before);
}

TEST_F(View, IsListedByItsWholeName) {
    panel.keptViews().setAll({{"R&D", toJson(panel.view())}});
    auto* button = part<RunViewMenu>(panel, "run_view");
    emit button->menu()->aboutToShow();
    for (const char* name : {"view_R&D", "delete_view_R&D"})
        EXPECT_EQ(part<QAction>(*button, name)->text(), "R&&D") << name;
}

TEST_F(View, AClickOnAGroupClosesItAndNothingInItStaysSelected) {
    panel.select({1, 2});
    choose("group_state");  // finished, queued, running
    ASSERT_EQ(table->model()->rowCount(), 6);
    EXPECT_THAT(panel.selected(), testing::UnorderedElementsAre(1, 2));
    const QSignalSpy told(&panel, &RunListPanel::selectionChanged);
    clickRow(0);
    EXPECT_EQ(table->model()->rowCount(), 5);
    EXPECT_THAT(panel.selected(), ElementsAre(2));
    EXPECT_EQ(told.count(), 1);
    clickRow(0);
    EXPECT_EQ(table->model()->rowCount(), 6);
}

TEST_F(View, GroupsOpenAndCloseByKeysAndSelectTheirRuns) {
    snapshot = std::make_shared<Snapshot>(*snapshot);
    snapshot->runs.push_back(makeRun(4, RunState::kQueued, "WSL"));
    panel.showSnapshot(snapshot);
    choose("group_state");
    table->setCurrentIndex(table->model()->index(2, 1));  // queued
    QTest::keyClick(table, Qt::Key_Left);
    EXPECT_EQ(table->model()->rowCount(), 5);
    QTest::keyClick(table, Qt::Key_Space);
    EXPECT_EQ(table->model()->rowCount(), 7);
    QTest::keyClick(table, Qt::Key_Left);
    table->selectGroup(2);
    EXPECT_THAT(panel.selected(), testing::UnorderedElementsAre(3, 4));
    QTest::keyClick(table, Qt::Key_Up);  // onto the head: what is selected stays
    EXPECT_THAT(panel.selected(), testing::UnorderedElementsAre(3, 4));
    QTest::keyClick(table, Qt::Key_Up);
    EXPECT_THAT(panel.selected(), ElementsAre(1));
    EXPECT_EQ(table->currentIndex().row(), 1);
}

TEST_F(View, FollowsOnlyRunsThatAreSeen) {
    auto* follow = part<QCheckBox>(panel, "follow");
    follow->setChecked(true);
    EXPECT_THAT(panel.selected(), ElementsAre(2));
    snapshot = std::make_shared<Snapshot>(*snapshot);
    edit(snapshot->runs[1]).marks.archived = true;
    panel.showSnapshot(snapshot);
    EXPECT_TRUE(follow->isChecked());
    EXPECT_THAT(panel.selected(), ElementsAre(1));
}

}  // namespace
}  // namespace alphascope
