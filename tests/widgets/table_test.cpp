// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/result_view.h"
#include "widgets/table_panel.h"
#include "widgets/with_snapshots.h"

#include <gmock/gmock.h>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

namespace alphascope {
namespace {

using Tables = test::WithSnapshots;

TEST_F(Tables, ShowTheReportCellByCell) {
    const auto table =
        std::make_shared<const ResultTable>(buildTable(store_, "made", Selection::kFinalStep));
    TablePanel panel;
    panel.showTable(table);
    auto* view = panel.findChild<QTableWidget*>("result_table");
    ASSERT_EQ(view->rowCount(), static_cast<int>(table->rows.size()));
    ASSERT_GT(view->rowCount(), 3);
    for (int row = 0; row < view->rowCount(); ++row) {
        const TableRow& stored = table->rows[static_cast<std::size_t>(row)];
        EXPECT_EQ(view->verticalHeaderItem(row)->text().toStdString(), stored.label);
        EXPECT_EQ(view->item(row, 0)->text(), cellText(stored.cells[0]));
        EXPECT_EQ(view->item(row, 0)->font().bold(), stored.cells[0].best);
    }
    const QString notes = panel.findChild<QLabel*>("table_notes")->text();
    for (const std::string& note : table->notes)
        EXPECT_TRUE(notes.contains(QString::fromStdString(note)));
}

TEST_F(Tables, ExportTheReportsOwnText) {
    const ResultTable table = buildTable(store_, "made", Selection::kFinalStep);
    TablePanel panel;
    EXPECT_TRUE(panel.exported(TablePanel::Format::kLatex).isEmpty());
    panel.showTable(std::make_shared<const ResultTable>(table));
    const std::vector<std::pair<const char*, std::string>> buttons{
        {"export_latex", toLatex(table)},
        {"export_csv", toCsv(table)},
        {"export_markdown", toMarkdown(table)}};
    for (const auto& [name, text] : buttons) {
        QTest::mouseClick(panel.findChild<QToolButton*>(name), Qt::LeftButton, Qt::NoModifier,
                          QPoint(6, 6));
        EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(), text) << name;
    }
}

TEST_F(Tables, AreAskedForWhenRunsEndAndForTheCurrentStudy) {
    builder_.select({made->rw_kd});
    TablePanel panel;
    QSignalSpy wanted(&panel, &TablePanel::tableWanted);
    panel.showSnapshot(builder_.build());
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].value<std::string>(), "made");
    made->goOn(2);
    panel.showSnapshot(builder_.build());
    EXPECT_EQ(wanted.count(), 1);  // steps change no table
    made->writer().setState(made->running, RunState::kCancelled, "enough");
    panel.showSnapshot(builder_.build());
    EXPECT_EQ(wanted.count(), 2);
    auto* selection = panel.findChild<QComboBox*>("table_selection");
    selection->setCurrentIndex(1);
    ASSERT_EQ(wanted.count(), 3);
    EXPECT_EQ(wanted[2][1].value<Selection>(), Selection::kBestOnMeta);
}

TEST_F(Tables, TheChosenStudyAndStepAreFoundAgain) {
    TablePanel before;
    before.showSnapshot(builder_.build());
    before.chooseStudy("made");
    before.findChild<QComboBox*>("table_selection")->setCurrentIndex(2);
    TablePanel after;
    after.restore(before.state());
    QSignalSpy wanted(&after, &TablePanel::tableWanted);
    after.showSnapshot(builder_.build());
    ASSERT_GE(wanted.count(), 1);
    EXPECT_EQ(wanted.last()[0].value<std::string>(), "made");
    EXPECT_EQ(wanted.last()[1].value<Selection>(), Selection::kBestOnDev);
    EXPECT_EQ(after.state(), before.state());
}

TEST(CellText, SaysMeanSpreadAndCount) {
    TableCell cell;
    EXPECT_EQ(cellText(cell), "–");
    cell.score = {.mean = 0.8432, .std = 0.0021, .n = 3};
    EXPECT_EQ(cellText(cell), "84.3 ± 0.2 (3)");
    cell.score.n = 1;
    EXPECT_EQ(cellText(cell), "84.3");
    cell.above_majority = false;
    EXPECT_TRUE(cellText(cell).contains("†"));
}

TEST(ResultViewTest, ALongNameIsCutAndWholeInItsToolTip) {
    ResultTable table;
    table.columns = {{"SST-2", "dev", "dev.tsv", "accuracy", 872, std::string(64, 'a')}};
    const std::string name = "fixed, tuned on meta (CoLA 0.1, MRPC 0.9, RTE 0.9; best of 5)";
    table.rows.resize(2);
    table.rows[0].label = "RW-KD";
    table.rows[1].label = name;
    for (TableRow& row : table.rows) row.cells.resize(1);
    QTableWidget view;
    fillResultView(view, table, false);
    EXPECT_EQ(view.verticalHeaderItem(0)->text(), "RW-KD");
    EXPECT_TRUE(view.verticalHeaderItem(1)->text().startsWith("fixed, tuned on meta"));
    EXPECT_LT(view.verticalHeaderItem(1)->text().size(), static_cast<int>(name.size()));
    EXPECT_EQ(view.verticalHeaderItem(1)->toolTip().toStdString(), name);
}

TEST(ResultViewTest, HeadingsTellTwoFilesOfOneTaskApart) {
    ResultTable table;
    table.columns = {{"SST-2", "dev", "dev.tsv", "accuracy", 872, std::string(64, 'a')},
                     {"SST-2", "dev", "other.tsv", "accuracy", 100, std::string(64, 'b')},
                     {"SST-2", "dev", "dev.tsv", "accuracy", 872, std::string(64, 'c')}};
    QTableWidget view;
    fillResultView(view, table, false);
    const auto title = [&](int column) { return view.horizontalHeaderItem(column)->text(); };
    EXPECT_EQ(title(0), "SST-2 dev accuracy #aaaaaaaaaaaa");
    EXPECT_EQ(title(1), "SST-2 other.tsv accuracy");
    EXPECT_EQ(title(2), "SST-2 dev accuracy #cccccccccccc");
}

TEST(TablePanel, SaysWhenNoRunHasFinished) {
    TablePanel panel;
    panel.showTable(std::make_shared<const ResultTable>());
    EXPECT_TRUE(panel.findChild<QLabel*>("table_notes")->text().contains("No run has finished"));
}

}  // namespace
}  // namespace alphascope
