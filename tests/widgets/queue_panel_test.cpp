// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue_panel.h"

#include "store/queue_notes.h"
#include "widgets/made_snapshot.h"
#include "widgets/other_runs.h"
#include "widgets/part.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

namespace alphascope {
namespace {

using test::edit;
using test::part;
using test::waitFor;
using Ids = std::vector<std::int64_t>;

class QueuePanels : public testing::Test {
protected:
    QueuePanels() {
        for (const std::int64_t id : {4, 5, 6}) {
            snapshot->runs.push_back(test::makeRun(id, RunState::kQueued, "fixed"));
            edit(snapshot->runs.back()).owner = Owner::self();
        }
        panel.showSnapshot(snapshot);
        panel.setOrder({5, 4, 6});
        panel.show();
    }
    [[nodiscard]] Ids listed() const {
        Ids ids;
        for (int row = 0; row < list->count(); ++row)
            ids.push_back(list->item(row)->data(Qt::UserRole).toLongLong());
        return ids;
    }
    /// What the panel asks for after `act`; one wish, however many runs it moves.
    template <typename Act>
    Ids wishAfter(const Act& act) {
        QSignalSpy wanted(&panel, &QueuePanel::orderWanted);
        act();
        EXPECT_TRUE(waitFor([&] { return wanted.count() > 0; }));
        EXPECT_EQ(wanted.count(), 1);
        return wanted.isEmpty() ? Ids() : wanted[0][0].value<Ids>();
    }
    void choose(std::initializer_list<int> rows) {
        list->clearSelection();
        for (const int row : rows) list->item(row)->setSelected(true);
    }
    std::shared_ptr<Snapshot> snapshot = test::makeSnapshot();  // run 3 waits elsewhere
    QueuePanel panel;
    QListWidget* list = part<QListWidget>(panel, "queue_list");
};

TEST_F(QueuePanels, ShowsThisWindowsWaitingRunsInTheirOrder) {
    EXPECT_EQ(listed(), (Ids{5, 4, 6}));
    panel.setOrder({6, 3, 5, 77});
    EXPECT_EQ(listed(), (Ids{6, 5})) << "3 is another program's, 77 is not in this database";
    EXPECT_EQ(list->item(0)->text(), "RTE · fixed · seed 3");
    auto held = std::make_shared<Snapshot>(*snapshot);
    edit(held->runs.back()).message = kHeldBack;
    panel.showSnapshot(held);
    EXPECT_TRUE(list->item(0)->text().contains("held back"));
    EXPECT_FALSE(list->item(1)->text().contains("held back"));
}

TEST_F(QueuePanels, SaysWhatItIsForWhereNothingWaits) {
    auto* empty = part<QLabel>(panel, "queue_empty");
    EXPECT_FALSE(empty->isVisible());
    auto own = std::make_shared<Snapshot>(*snapshot);
    std::erase_if(own->runs, [](const RunSummary& run) { return run.row->id < 4; });
    panel.showSnapshot(own);
    panel.setOrder({});
    panel.showSnapshot(std::make_shared<Snapshot>());
    EXPECT_TRUE(empty->isVisible());
    EXPECT_TRUE(empty->text().contains("Drag"));
    EXPECT_FALSE(list->isVisible());
}

TEST_F(QueuePanels, ADropIsAskedForAndStaysUntilTheQueueAnswers) {
    // What Qt's own list does with a drop of the last row before the first.
    EXPECT_EQ(wishAfter([&] { list->model()->moveRow({}, 2, {}, 0); }), (Ids{6, 5, 4}));
    panel.showSnapshot(std::make_shared<Snapshot>(*snapshot));
    EXPECT_EQ(listed(), (Ids{6, 5, 4}));
    panel.setOrder({5, 6, 4});  // 5 teaches 6
    EXPECT_EQ(listed(), (Ids{5, 6, 4}));
}

TEST_F(QueuePanels, KeysMoveTheSelectedRuns) {
    panel.activateWindow();
    list->setFocus();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    choose({1, 2});
    EXPECT_EQ(wishAfter([&] { QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier); }),
              (Ids{4, 6, 5}));
    QSignalSpy wanted(&panel, &QueuePanel::orderWanted);
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);  // they are at the top
    QTest::qWait(20);
    EXPECT_EQ(wanted.count(), 0);
    choose({0});
    EXPECT_EQ(wishAfter([&] { QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier); }),
              (Ids{6, 4, 5}));
    EXPECT_TRUE(list->item(1)->isSelected()) << "it can be moved on";
}

TEST_F(QueuePanels, TheSelectionStaysWhenARunStarts) {
    choose({2});
    panel.setOrder({4, 6});
    EXPECT_FALSE(list->item(0)->isSelected());
    EXPECT_TRUE(list->item(1)->isSelected());
}

TEST_F(QueuePanels, TakesAnotherNumberOfRunsAtOnce) {
    auto* at_once = part<QSpinBox>(panel, "runs_at_once");
    EXPECT_FALSE(at_once->isVisible()) << "nothing runs";
    QSignalSpy wanted(&panel, &QueuePanel::concurrentWanted);
    panel.setConcurrent(2);
    EXPECT_TRUE(at_once->isVisible());
    EXPECT_EQ(at_once->value(), 2);
    EXPECT_EQ(wanted.count(), 0) << "what the queue says is no wish";
    QTest::keyClick(at_once, Qt::Key_Up);
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].toInt(), 3);
}

class RunsOfOthers : public QueuePanels {
protected:
    QListWidget* others = part<QListWidget>(panel, "other_runs");
};

TEST_F(RunsOfOthers, AreListedThoseThatTrainFirst) {
    ASSERT_EQ(others->count(), 2) << "neither what has ended nor this window's";
    EXPECT_EQ(others->item(0)->text(), "RTE · RW-KD · seed 3 · running · 62/100");
    EXPECT_EQ(others->item(1)->text(), "RTE · fixed 0.5 · seed 3 · queued");
    panel.setOrder({});
    EXPECT_FALSE(part<QLabel>(panel, "queue_empty")->isVisible()) << "there is something to see";
    panel.showSnapshot(std::make_shared<Snapshot>());
    EXPECT_EQ(others->count(), 0);
    EXPECT_FALSE(others->isVisible());
    EXPECT_TRUE(part<QLabel>(panel, "queue_empty")->isVisible());
}

TEST_F(RunsOfOthers, AreAskedAsSelectedAndKeepTheirSelection) {
    Ids ids;
    RequestVerb verb{};
    QObject::connect(&panel.others(), &OtherRuns::asked, &panel,
                     [&](const Ids& runs, RequestVerb what) {
                         ids = runs;
                         verb = what;
                     });
    part<QAction>(panel, "other_pause")->trigger();
    EXPECT_EQ(ids, Ids()) << "none is selected";
    others->selectAll();
    auto later = std::make_shared<Snapshot>(*snapshot);
    edit(later->runs[1]).step = 63;
    panel.showSnapshot(later);
    part<QAction>(panel, "other_cancel")->trigger();
    EXPECT_EQ(ids, (Ids{2, 3}));
    EXPECT_EQ(verb, RequestVerb::kCancel);
    part<QAction>(panel, "other_first")->trigger();
    EXPECT_EQ(ids, (Ids{3, 2})) << "the last one asked for is the first to start";
    EXPECT_EQ(verb, RequestVerb::kFirst);
}

TEST_F(RunsOfOthers, AreCountedWhereTheyAreMany) {
    auto many = std::make_shared<Snapshot>();
    for (std::int64_t id = 1; id <= 250; ++id)
        many->runs.push_back(test::makeRun(id, RunState::kQueued, "fixed"));
    panel.showSnapshot(many);
    EXPECT_EQ(others->count(), 200);
    EXPECT_EQ(part<QLabel>(panel, "other_runs_more")->text(), "and 50 more");
}

}  // namespace
}  // namespace alphascope
