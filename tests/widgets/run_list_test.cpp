// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/queue_notes.h"
#include "widgets/made_snapshot.h"
#include "widgets/part.h"
#include "widgets/run_list_model.h"
#include "widgets/run_list_panel.h"
#include "widgets/run_rows.h"

#include <gmock/gmock.h>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <cmath>

namespace alphascope {
namespace {

using test::edit;
using test::makeRun;
using test::makeSnapshot;
using test::part;

using testing::ElementsAre;

TEST(RunListModel, ObeysTheRulesOfModels) {
    RunListModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.update(makeSnapshot());
    auto more = makeSnapshot();
    more->runs.push_back(makeRun(4, RunState::kFailed, "RW-KD"));
    edit(more->runs[1]).step = 80;
    model.update(more);
    model.update(makeSnapshot());  // fewer: another database
    model.update(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(RunListModel, ShowsProgressTimeLeftAndScore) {
    RunListModel model;
    model.update(makeSnapshot());
    const auto text = [&model](int row, int column) {
        return model.index(row, column).data().toString().toStdString();
    };
    EXPECT_EQ(text(0, RunListModel::kTask), "RTE");
    EXPECT_EQ(text(0, RunListModel::kScore), "68.2");
    EXPECT_EQ(text(1, RunListModel::kProgress), "62 % · 0:38");  // 38 steps at a second each
    EXPECT_EQ(text(1, RunListModel::kScore), "–");
    EXPECT_EQ(text(2, RunListModel::kProgress), "queued");
    EXPECT_TRUE(std::isnan(secondsLeft(RunRow{})));
}

TEST(RunListModel, MarksTeachersAndSaysTheStateInWords) {
    RunListModel model;
    auto snapshot = makeSnapshot();
    edit(snapshot->runs[1]).state = RunState::kFailed;
    edit(snapshot->runs[1]).message = "nan in the teacher term";
    model.update(snapshot);
    EXPECT_TRUE(model.index(0, 1).data(Qt::FontRole).value<QFont>().italic());
    EXPECT_FALSE(model.index(1, 1).data(Qt::FontRole).value<QFont>().italic());
    EXPECT_TRUE(model.index(1, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains("failed: nan in the teacher term"));
}

TEST(RunListModel, AnnouncesOnlyTheRowsThatChanged) {
    RunListModel model;
    model.update(makeSnapshot());
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    auto next = makeSnapshot();
    edit(next->runs[1]).step = 63;
    model.update(next);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed[0][0].toModelIndex().row(), 1);
    EXPECT_EQ(reset.count(), 0);
}

TEST(RunListPanel, FollowsTheRunningStudent) {
    RunListPanel panel;
    panel.showSnapshot(makeSnapshot());
    EXPECT_THAT(panel.selected(), ElementsAre(2));
    auto next = makeSnapshot();
    edit(next->runs[1]).state = RunState::kFinished;
    edit(next->runs[2]).state = RunState::kRunning;
    panel.showSnapshot(next);
    EXPECT_THAT(panel.selected(), ElementsAre(3));
}

TEST(RunListPanel, StopsFollowingOnceARunIsChosenByHand) {
    RunListPanel panel;
    panel.resize(400, 400);
    panel.show();
    panel.showSnapshot(makeSnapshot());
    auto* table = part<QTableView>(panel, "runs");
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                      table->visualRect(table->model()->index(0, 1)).center());
    EXPECT_THAT(panel.selected(), ElementsAre(1));
    EXPECT_FALSE(part<QCheckBox>(panel, "follow")->isChecked());
    panel.showSnapshot(makeSnapshot());
    EXPECT_THAT(panel.selected(), ElementsAre(1));
}

TEST(RunListPanel, PutsTheCurrentRunFirst) {
    RunListPanel panel;
    panel.showSnapshot(makeSnapshot());
    panel.select({3, 1});
    EXPECT_THAT(panel.selected(), ElementsAre(3, 1));
}

TEST(RunListPanel, FiltersByEveryWord) {
    RunListPanel panel;
    panel.showSnapshot(makeSnapshot());
    auto* filter = part<QLineEdit>(panel, "run_filter");
    auto* table = part<QTableView>(panel, "runs");
    filter->setText("rte RUNNING");
    EXPECT_EQ(table->model()->rowCount(), 1);
    filter->setText("rte nowhere");
    EXPECT_EQ(table->model()->rowCount(), 0);
    filter->clear();
    EXPECT_EQ(table->model()->rowCount(), 3);
}

TEST(RunListPanel, GoesOnFollowingWhileAFilterHidesRuns) {
    RunListPanel panel;
    panel.showSnapshot(makeSnapshot());
    auto* filter = part<QLineEdit>(panel, "run_filter");
    filter->setText("fixed");  // the running run is not among them
    EXPECT_TRUE(part<QCheckBox>(panel, "follow")->isChecked());
    EXPECT_THAT(panel.selected(), ElementsAre(3));
    filter->clear();
    EXPECT_THAT(panel.selected(), ElementsAre(2));
}

TEST(RunListPanel, UnderstandsConditionsAndSaysWhatItDoesNot) {
    RunListPanel panel;
    panel.showSnapshot(makeSnapshot());
    auto* filter = part<QLineEdit>(panel, "run_filter");
    auto* table = part<QTableView>(panel, "runs");
    auto* problem = part<QLabel>(panel, "run_filter_problem");
    filter->setText("state = running or id = 1");
    EXPECT_EQ(table->model()->rowCount(), 2);
    filter->setText("state = ");
    EXPECT_EQ(table->model()->rowCount(), 2);  // as the last whole filter left it
    EXPECT_FALSE(problem->isHidden());
    EXPECT_TRUE(problem->text().contains("a value is expected")) << problem->text().toStdString();
    filter->setText("state = running");
    EXPECT_TRUE(problem->isHidden());
    EXPECT_EQ(table->model()->rowCount(), 1);
}

TEST(RunListPanel, WhatAFilterTakesAwayIsNotSelectedAnyMore) {
    RunListPanel panel;
    panel.setFollowing(false);
    panel.showSnapshot(makeSnapshot());
    panel.select({2, 3});
    const QSignalSpy told(&panel, &RunListPanel::selectionChanged);
    auto* filter = part<QLineEdit>(panel, "run_filter");
    filter->setText("fixed");
    ASSERT_EQ(told.count(), 1);
    EXPECT_THAT(told[0][0].value<std::vector<std::int64_t>>(), ElementsAre(3));
    filter->setText("nowhere");
    ASSERT_EQ(told.count(), 2);
    EXPECT_TRUE(told[1][0].value<std::vector<std::int64_t>>().empty());
    auto* notice = part<QLabel>(panel, "run_list_notice");
    EXPECT_TRUE(notice->text().contains("No run matches"));
    filter->setText("schem = fixed");
    EXPECT_TRUE(QTest::qWaitFor([&] { return notice->text().contains("named schem"); }));
    filter->clear();
    EXPECT_TRUE(panel.selected().empty());
    EXPECT_TRUE(part<QLabel>(panel, "run_list_notice")->isHidden());
    panel.showSnapshot(makeSnapshot());
    EXPECT_EQ(told.count(), 2) << "the same runs are not told again";
}

TEST(RunListPanel, AFilterOnASettingWaitsForTheNextKey) {
    auto snapshot = makeSnapshot();
    for (auto& run : snapshot->runs)
        edit(run).spec_json =
            R"({"train": {"learning_rate": )" + std::to_string(run.row->id) + "}}";
    RunListPanel panel;
    panel.showSnapshot(snapshot);
    auto* filter = part<QLineEdit>(panel, "run_filter");
    auto* table = part<QTableView>(panel, "runs");
    filter->setText("learning_rate > 1");
    EXPECT_EQ(table->model()->rowCount(), 3);
    EXPECT_TRUE(QTest::qWaitFor([&] { return table->model()->rowCount() == 2; }));
    filter->setText("learning_rate >");
    QTest::qWait(250);
    EXPECT_EQ(table->model()->rowCount(), 2);
    filter->clear();
    EXPECT_EQ(table->model()->rowCount(), 3);
}

TEST(RunListPanel, GoesOnWithWhatEndedEarly) {
    RunListPanel panel;
    auto snapshot = makeSnapshot();
    edit(snapshot->runs[0]).state = RunState::kFinished;
    edit(snapshot->runs[1]).state = RunState::kInterrupted;
    edit(snapshot->runs[2]).state = RunState::kFailed;
    panel.showSnapshot(snapshot);
    auto* button = part<QPushButton>(panel, "pause_runs");
    panel.select({1});
    EXPECT_FALSE(button->isEnabled());
    panel.select({1, 2, 3});
    EXPECT_EQ(button->text(), "Continue");
    const QSignalSpy asked(&panel, &RunListPanel::continueRequested);
    button->click();
    ASSERT_EQ(asked.count(), 1);
    EXPECT_THAT(asked[0][0].value<std::vector<std::int64_t>>(),
                testing::UnorderedElementsAre(2, 3));
}

TEST(RunListPanel, HoldsAQueuedRunBackAndLetsItGoAgain) {
    RunListPanel panel;
    panel.setFollowing(false);
    panel.showSnapshot(makeSnapshot());
    auto* pause = part<QPushButton>(panel, "pause_runs");
    QSignalSpy paused(&panel, &RunListPanel::pauseRequested);
    QSignalSpy resumed(&panel, &RunListPanel::resumeRequested);
    panel.select({3});
    QTest::mouseClick(pause, Qt::LeftButton);
    EXPECT_EQ(paused.count(), 1);
    auto held = makeSnapshot();
    edit(held->runs[2]).message = kHeldBack;
    panel.showSnapshot(held);
    EXPECT_EQ(pause->text(), "Resume");
    QTest::mouseClick(pause, Qt::LeftButton);
    EXPECT_EQ(resumed.count(), 1);
    auto moved = makeSnapshot();
    edit(moved->runs[2]).message = kMovedFirst;
    panel.showSnapshot(moved);
    EXPECT_EQ(pause->text(), "Pause") << "it waits like any other";
}

TEST(RunListPanel, QueuedRunsAreMovedFromTheMenuInTheirOrder) {
    RunListPanel panel;
    panel.setFollowing(false);
    auto snapshot = makeSnapshot();
    edit(snapshot->runs[0]).state = RunState::kQueued;
    panel.showSnapshot(snapshot);
    QSignalSpy moved(&panel, &RunListPanel::moveRequested);
    auto* table = part<QTableView>(panel, "runs");
    const auto openMenu = [&] {
        emit table->customContextMenuRequested(
            table->visualRect(table->model()->index(0, 1)).center());
        return part<QMenu>(*table, "run_menu");
    };
    panel.select({3, 2, 1});  // 2 is running
    QMenu* menu = openMenu();
    menu->findChild<QAction*>("start_last")->trigger();
    menu->findChild<QAction*>("start_first")->trigger();
    ASSERT_EQ(moved.count(), 2);
    EXPECT_THAT(moved[0][0].value<std::vector<std::int64_t>>(), ElementsAre(1, 3));
    EXPECT_FALSE(moved[0][1].toBool());
    // One after the other goes before all: 3, then 1 before it.
    EXPECT_THAT(moved[1][0].value<std::vector<std::int64_t>>(), ElementsAre(3, 1));
    EXPECT_TRUE(moved[1][1].toBool());
    delete menu;
    panel.select({2});
    menu = openMenu();
    EXPECT_FALSE(menu->findChild<QAction*>("start_first")->isEnabled());
    delete menu;
    panel.select({1});
    panel.setReadOnly(true);
    menu = openMenu();
    EXPECT_FALSE(menu->findChild<QAction*>("start_last")->isEnabled());
    delete menu;
}

TEST(RunListPanel, OffersTheVerbsThatFitTheState) {
    RunListPanel panel;
    panel.showSnapshot(makeSnapshot());
    auto* pause = part<QPushButton>(panel, "pause_runs");
    auto* cancel = part<QPushButton>(panel, "cancel_runs");
    QSignalSpy paused(&panel, &RunListPanel::pauseRequested);
    QSignalSpy resumed(&panel, &RunListPanel::resumeRequested);
    panel.select({2});
    QTest::mouseClick(pause, Qt::LeftButton);
    ASSERT_EQ(paused.count(), 1);
    EXPECT_THAT(paused[0][0].value<std::vector<std::int64_t>>(), ElementsAre(2));
    auto next = makeSnapshot();
    edit(next->runs[1]).state = RunState::kPaused;
    panel.setFollowing(false);
    panel.showSnapshot(next);
    EXPECT_EQ(pause->text(), "Resume");
    QTest::mouseClick(pause, Qt::LeftButton);
    EXPECT_EQ(resumed.count(), 1);
    panel.select({1});
    EXPECT_FALSE(pause->isEnabled());
    EXPECT_FALSE(cancel->isEnabled());
    panel.select({3});
    EXPECT_TRUE(cancel->isEnabled());
    panel.setReadOnly(true);
    EXPECT_FALSE(cancel->isEnabled());
}

}  // namespace
}  // namespace alphascope
