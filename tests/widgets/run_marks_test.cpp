// SPDX-License-Identifier: GPL-3.0-or-later
// What the run list asks for when somebody tags, notes, colours or archives runs.
#include "widgets/look.h"
#include "widgets/made_snapshot.h"
#include "widgets/marks_dialog.h"
#include "widgets/part.h"
#include "widgets/run_list_panel.h"
#include "widgets/run_table.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

namespace alphascope {
namespace {

using test::edit;
using test::makeSnapshot;
using test::part;
using testing::ElementsAre;
using testing::IsEmpty;

using Changes = std::vector<MarkChange>;

class RunMarksTest : public testing::Test {
protected:
    RunMarksTest() {
        edit(snapshot->runs[0]).marks.tags = {"common", "own"};
        edit(snapshot->runs[1]).marks.tags = {"common"};
        edit(snapshot->runs[1]).marks.note = "odd";
        panel.setFollowing(false);
        panel.resize(400, 300);
        panel.show();
        panel.showSnapshot(snapshot);
    }
    void act(const QString& name) const { table->findChild<QAction*>(name)->trigger(); }
    Changes asked(int index) const { return spy[0][index].value<Changes>(); }

    std::shared_ptr<Snapshot> snapshot = makeSnapshot();
    RunListPanel panel;
    RunTable* table = part<RunTable>(panel, "runs");
    QSignalSpy spy{&panel, &RunListPanel::marksRequested};
};

TEST_F(RunMarksTest, OfferTagsByTheirWholeName) {
    edit(snapshot->runs[0]).marks.tags = {"R&D"};
    auto next = std::make_shared<Snapshot>(*snapshot);
    panel.showSnapshot(next);
    panel.select({2});
    act("edit_marks");
    auto* dialog = part<MarksDialog>(panel, "marks_dialog");
    const auto actions = part<QToolButton>(*dialog, "marks_known_tags")->menu()->actions();
    QStringList texts;
    for (const QAction* action : actions) texts << action->text();
    EXPECT_TRUE(texts.contains("R&&D")) << texts.join(' ').toStdString();
}

TEST_F(RunMarksTest, AreEditedForSeveralRunsAtOnce) {
    panel.select({1, 2});
    act("edit_marks");
    auto* dialog = part<MarksDialog>(panel, "marks_dialog");
    auto* tags = part<QLineEdit>(*dialog, "marks_tags");
    EXPECT_EQ(tags->text(), "common");
    EXPECT_EQ(part<QPlainTextEdit>(*dialog, "marks_note")->toPlainText(), "");  // two notes
    tags->setText("paper, OWN");
    part<QPushButton>(*dialog, "marks_ok")->click();
    ASSERT_EQ(spy.count(), 1);
    const Changes changes = asked(0), undo = asked(1);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_THAT(changes[0].add_tags, ElementsAre("paper"));  // it has "own"
    EXPECT_THAT(changes[1].add_tags, ElementsAre("paper", "OWN"));
    EXPECT_THAT(changes[0].remove_tags, ElementsAre("common"));
    EXPECT_FALSE(changes[1].note.has_value());
    EXPECT_THAT(undo[0].add_tags, ElementsAre("common"));
    EXPECT_THAT(undo[1].remove_tags, ElementsAre("paper", "OWN"));
}

TEST_F(RunMarksTest, ANoteIsWrittenWhereItDiffers) {
    panel.select({2});
    act("edit_marks");
    auto* dialog = part<MarksDialog>(panel, "marks_dialog");
    auto* note = part<QPlainTextEdit>(*dialog, "marks_note");
    EXPECT_EQ(note->toPlainText(), "odd");
    EXPECT_THAT(dialog->changes(), IsEmpty());
    note->setPlainText("odd,\nyet fine");
    part<QPushButton>(*dialog, "marks_ok")->click();
    ASSERT_EQ(spy.count(), 1);
    EXPECT_EQ(asked(0)[0].note, "odd,\nyet fine");
    EXPECT_EQ(asked(1)[0].note, "odd");
}

TEST_F(RunMarksTest, ATagThatCannotBeIsSaidAndNothingIsLost) {
    panel.select({1});
    act("edit_marks");
    auto* dialog = part<MarksDialog>(panel, "marks_dialog");
    part<QLineEdit>(*dialog, "marks_tags")->setText(QString(101, 'x'));
    part<QPushButton>(*dialog, "marks_ok")->click();
    EXPECT_EQ(spy.count(), 0);
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_TRUE(part<QLabel>(*dialog, "marks_problem")->text().contains("longer than 100"));
}

TEST_F(RunMarksTest, TheArchiveTakesRunsAndGivesThemBack) {
    panel.select({1, 3});
    act("archive_runs");
    ASSERT_EQ(spy.count(), 1);
    EXPECT_EQ(asked(0).size(), 2U);
    EXPECT_EQ(asked(0)[0].archived, true);
    EXPECT_EQ(asked(1)[0].archived, false);
    EXPECT_EQ(spy[0][2].toString(), "2 runs archived.");
    snapshot = std::make_shared<Snapshot>(*snapshot);
    edit(snapshot->runs[0]).marks.archived = edit(snapshot->runs[2]).marks.archived = true;
    panel.showSnapshot(snapshot);
    EXPECT_EQ(table->model()->rowCount(), 1);
    EXPECT_THAT(panel.selected(), IsEmpty());
    table->rows().setShowArchived(true);
    panel.select({1});
    act("archive_runs");
    EXPECT_EQ(spy[1][0].value<Changes>()[0].archived, false);
}

TEST_F(RunMarksTest, AColourIsChosenFromTheMenu) {
    panel.select({2});
    emit table->customContextMenuRequested(table->visualRect(table->model()->index(1, 1)).center());
    auto* menu = part<QMenu>(*table, "run_menu");
    menu->findChild<QAction*>("colour_sky")->trigger();
    ASSERT_EQ(spy.count(), 1);
    EXPECT_EQ(asked(0)[0].colour, "sky");
    EXPECT_EQ(asked(1)[0].colour, "");
    menu->close();
}

TEST_F(RunMarksTest, NothingCanBeSaidOfTheGallerysRuns) {
    panel.setReadOnly(true);
    panel.select({2});
    act("archive_runs");
    act("edit_marks");
    EXPECT_EQ(spy.count(), 0);
    EXPECT_EQ(panel.findChild<MarksDialog*>(), nullptr);
}

TEST_F(RunMarksTest, TagsShowTheirColumnByThemselvesAndNotesTheirFirstLine) {
    EXPECT_TRUE(table->showsColumn("tags"));
    EXPECT_FALSE(table->showsColumn("note"));
    EXPECT_EQ(table->model()->index(0, RunListModel::kTags).data().toString(), "common, own");
    edit(snapshot->runs[1]).marks.note = "odd\nmore";
    EXPECT_EQ(table->model()->index(1, RunListModel::kNote).data().toString(), "odd");
    EXPECT_TRUE(
        table->model()->index(1, 0).data(Qt::ToolTipRole).toString().contains("note: odd\nmore"));
    RunListPanel plain;
    plain.showSnapshot(makeSnapshot());
    EXPECT_FALSE(part<RunTable>(plain, "runs")->showsColumn("tags"));
}

TEST(RunColours, AreTheUsersWhereThereIsOne) {
    RunRow run;
    run.uuid = "a-run";
    EXPECT_EQ(runColour(run, false), runColour(run.uuid, false));
    run.marks.colour = "blue";
    EXPECT_EQ(runColour(run, false), markColour("blue", false));
    EXPECT_EQ(markColour("blue", false).hue(), QColor(0x00, 0x72, 0xB2).hue());
    EXPECT_NE(markColour("blue", true), markColour("blue", false));
}

}  // namespace
}  // namespace alphascope
