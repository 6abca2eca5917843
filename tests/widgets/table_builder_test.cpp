// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_builder.h"

#include "core/report/made_runs.h"
#include "report/table_shape.h"
#include "widgets/choice_list.h"
#include "widgets/part.h"
#include "widgets/snapshot_builder.h"
#include "widgets/table_controls.h"
#include "widgets/wait.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDate>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;
using testing::specOf;

/// Four schemes on SST-2 with their predictions, and one of them on RTE.
class Builder : public testing::MadeRuns {
protected:
    Builder() {
        addPredictions(specOf("sst2", "label-only"), {1, 1, 1, 1});
        addPredictions(specOf("sst2", "fixed"), {1, 0, 0, 0});
        addPredictions(specOf("sst2", "linear"), {1, 0, 0, 1});
        addPredictions(specOf("sst2", "rw-kd"), {1, 0, 1, 1});
        addScore(specOf("rte", "label-only"), 0.6);
    }
    /// The builder, once it has shown its first table.
    TableBuilder& opened() {
        show();
        settle();
        return builder_;
    }
    void show() { show(builder_); }
    void show(TableBuilder& builder) {
        StoreReader store = reader();
        SnapshotBuilder snapshots(store, folder_ / "runs.db", false);
        builder.showSnapshot(snapshots.build());
    }
    void settle() { settle(builder_); }
    static void settle(const TableBuilder& builder) {
        EXPECT_TRUE(waitFor([&] { return builder.settled(); }));
    }
    /// As another window does.
    void restore(TableBuilder& other, const TableRecipe& recipe) {
        show(other);
        other.restore(recipe);
        settle(other);
    }
    QStringList rows() {
        QStringList labels;
        for (int r = 0; r < view()->rowCount(); ++r)
            labels << view()->verticalHeaderItem(r)->text();
        return labels;
    }
    QTableWidget* view() { return part<QTableWidget>(builder_, "builder_table"); }
    ChoiceList* list(const char* name) { return part<ChoiceList>(builder_, name); }
    QString markdown() { return part<QPlainTextEdit>(builder_, "builder_markdown")->toPlainText(); }
    void chooseBaseline(const QString& label) {
        auto* combo = part<QComboBox>(builder_, "builder_baseline");
        combo->setCurrentIndex(combo->findData(label));
    }

    TableBuilder builder_;
};

TEST_F(Builder, OffersTheTasksAndRowsThereAre) {
    opened();
    EXPECT_EQ(list("builder_tasks")->chosen(), (QStringList{"SST-2", "RTE"}));
    EXPECT_EQ(list("builder_rows")->chosen(),
              (QStringList{"majority class", "label only", "fixed 0.5", "linear", "RW-KD"}));
    EXPECT_EQ(rows(), list("builder_rows")->chosen());
    EXPECT_EQ(view()->columnCount(), 2);
    // No teacher and no majority can be a baseline.
    auto* baseline = part<QComboBox>(builder_, "builder_baseline");
    EXPECT_EQ(baseline->count(), 5);
    EXPECT_LT(baseline->findData("majority class"), 0);
}

TEST_F(Builder, TicksAndOrderMakeTheTable) {
    opened();
    ChoiceList* choice = list("builder_rows");
    choice->item(0)->setCheckState(Qt::Unchecked);
    choice->setCurrentRow(4);
    QTest::keyClick(choice, Qt::Key_Up, Qt::AltModifier);
    EXPECT_FALSE(builder_.settled());
    settle();
    EXPECT_EQ(rows(), (QStringList{"label only", "fixed 0.5", "RW-KD", "linear"}));
    list("builder_tasks")->choose({"RTE"});
    settle();
    EXPECT_EQ(view()->columnCount(), 1);
    EXPECT_TRUE(markdown().contains("RTE dev accuracy"));
    EXPECT_FALSE(markdown().contains("SST-2 dev"));
    list("builder_tasks")->choose({});
    EXPECT_TRUE(waitFor([this] {
        return part<QLabel>(builder_, "builder_status")->text().contains("at least one task");
    }));
}

TEST_F(Builder, EveryTabIsTheReportsOwnText) {
    opened();
    part<QCheckBox>(builder_, "builder_average")->setChecked(true);
    list("builder_tasks")->choose({"SST-2"});
    settle();
    StoreReader store = reader();
    TableSpec spec = builder_.controls().spec();
    spec.program = "Alphascope";
    spec.date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    const ResultTable expected = shapeTable(buildTable(store, builder_.controls().query()), spec);
    EXPECT_EQ(markdown().toStdString(), toMarkdown(expected));
    EXPECT_EQ(part<QPlainTextEdit>(builder_, "builder_latex")->toPlainText().toStdString(),
              toLatex(expected));
    auto* tabs = part<QTabWidget>(builder_, "builder_tabs");
    tabs->setCurrentIndex(2);
    part<QPushButton>(builder_, "builder_copy")->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(), toCsv(expected));
    tabs->setCurrentIndex(0);
    part<QPushButton>(builder_, "builder_copy")->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(), toMarkdown(expected));
}

TEST_F(Builder, TestsMarkTheTable) {
    opened();
    chooseBaseline("label only");
    settle();
    // p = 1/256 by hand, times 3.
    EXPECT_EQ(view()->item(2, 0)->text(), "100.0 ⁺");
    EXPECT_TRUE(view()->item(2, 0)->toolTip().contains("75.0 points against label only"));
    EXPECT_EQ(view()->item(3, 0)->text(), "75.0");
    EXPECT_TRUE(view()->item(3, 0)->font().underline());
    EXPECT_TRUE(part<QPlainTextEdit>(builder_, "builder_caption")->toPlainText().contains("Holm"));
    // A baseline that is not shown is none.
    list("builder_rows")->choose({"fixed 0.5", "linear"});
    settle();
    EXPECT_EQ(part<QComboBox>(builder_, "builder_baseline")->currentIndex(), 0);
    EXPECT_FALSE(markdown().contains("⁺"));
}

TEST_F(Builder, LongTestsAreStoppedAndTakenUpAgain) {
    opened();
    part<QSpinBox>(builder_, "builder_resamples")->setValue(10000000);
    chooseBaseline("label only");
    auto* stop = part<QPushButton>(builder_, "builder_stop");
    EXPECT_TRUE(waitFor([&] { return !stop->isHidden(); }));
    EXPECT_EQ(rows().size(), 5) << "the table is there without its tests";
    EXPECT_FALSE(part<QProgressBar>(builder_, "builder_progress")->isHidden());
    stop->click();
    EXPECT_TRUE(waitFor([&] { return stop->text() == "Test on"; }));
    EXPECT_FALSE(builder_.settled());
    part<QSpinBox>(builder_, "builder_resamples")->setValue(200);
    settle();
    EXPECT_TRUE(stop->isHidden());
    EXPECT_TRUE(markdown().contains("200 resamples"));
}

TEST_F(Builder, TheCaptionIsTheUsersOnceItIsEdited) {
    opened();
    auto* caption = part<QPlainTextEdit>(builder_, "builder_caption");
    auto* latex = part<QPlainTextEdit>(builder_, "builder_latex");
    EXPECT_TRUE(latex->toPlainText().contains("\\caption{Scores ($\\times$ 100)"));
    caption->setPlainText("Ours & theirs.");
    EXPECT_TRUE(latex->toPlainText().contains("\\caption{Ours \\& theirs.}"));
    part<QCheckBox>(builder_, "builder_average")->setChecked(true);
    settle();
    EXPECT_EQ(caption->toPlainText(), "Ours & theirs.");
    part<QPushButton>(builder_, "builder_made_caption")->click();
    EXPECT_TRUE(caption->toPlainText().contains("Average:"));
}

TEST_F(Builder, ATableIsFoundAgainInAnotherSession) {
    opened();
    list("builder_tasks")->choose({"SST-2"});
    list("builder_rows")->choose({"label only", "linear", "RW-KD"});
    list("builder_rows")->setCurrentRow(4);
    list("builder_rows")->moveCurrent(-1);  // RW-KD before linear
    chooseBaseline("label only");
    part<QCheckBox>(builder_, "builder_gap")->setChecked(false);
    part<QPlainTextEdit>(builder_, "builder_caption")->setPlainText("Three of four.");
    settle();
    const TableRecipe recipe = builder_.recipe();
    TableBuilder other;
    restore(other, recipe);
    EXPECT_EQ(other.recipe(), recipe);
    EXPECT_EQ(part<QPlainTextEdit>(other, "builder_latex")->toPlainText(),
              part<QPlainTextEdit>(builder_, "builder_latex")->toPlainText());
    EXPECT_TRUE(
        part<QPlainTextEdit>(other, "builder_latex")->toPlainText().contains("Three of four."));
}

TEST_F(Builder, AllRowsStayAllWhereNewOnesCome) {
    opened();
    const TableRecipe recipe = builder_.recipe();
    addPredictions(specOf("sst2", "mw-net"), {1, 1, 1, 1});
    TableBuilder other;
    restore(other, recipe);
    EXPECT_TRUE(part<ChoiceList>(other, "builder_rows")->chosen().contains("MW-Net"));
    EXPECT_EQ(part<QTableWidget>(other, "builder_table")->rowCount(), rows().size() + 1);
}

TEST_F(Builder, TheFilterDecidesWhichRunsCount) {
    opened();
    auto* filter = part<QLineEdit>(builder_, "builder_filter");
    filter->setText("task = SST-2 and (scheme = fixed or scheme = linear)");
    settle();
    EXPECT_EQ(rows(), (QStringList{"majority class", "fixed 0.5", "linear"}));
    filter->setText("task = ");
    auto* problem = part<QLabel>(builder_, "builder_filter_problem");
    EXPECT_FALSE(problem->isHidden());
    EXPECT_FALSE(problem->text().isEmpty());
    EXPECT_EQ(rows().size(), 3) << "the table before stays";
}

TEST_F(Builder, TheFilterOfTheListOfRunsIsTakenOver) {
    opened();
    auto* take = part<QPushButton>(builder_, "builder_take_filter");
    EXPECT_FALSE(take->isEnabled());
    builder_.controls().setListFilter("task = RTE");
    EXPECT_TRUE(take->isEnabled());
    EXPECT_EQ(view()->columnCount(), 2) << "nothing happens before it is asked for";
    take->click();
    settle();
    EXPECT_EQ(builder_.controls().query().where, "task = RTE");
    EXPECT_EQ(rows(), (QStringList{"majority class", "label only"}));
}

TEST_F(Builder, RunsThatEndComeIn) {
    opened();
    addPredictions(specOf("sst2", "cosine"), {0, 0, 0, 0});
    show();
    settle();
    EXPECT_TRUE(rows().contains("cosine"));
}

TEST_F(Builder, SaysWhyThereIsNoTable) {
    TableWorker worker;
    std::string problem;
    QObject::connect(&worker, &TableWorker::answered, &worker,
                     [&](const auto& answer) { problem = answer->problem; });
    worker.request({.database = folder_ / "nowhere.db", .query = {}, .spec = {}});
    EXPECT_TRUE(waitFor([&] { return problem.find("nowhere.db") != std::string::npos; }));
    worker.request({.database = folder_ / "runs.db", .query = {.study = "nobody's"}, .spec = {}});
    EXPECT_TRUE(waitFor([&] { return problem.find("nobody's") != std::string::npos; }));
}

TEST_F(Builder, EveryControlHasItsNames) {
    opened();
    for (QWidget* widget : builder_.findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) != nullptr ||
                             qobject_cast<QComboBox*>(widget) != nullptr ||
                             qobject_cast<QAbstractSpinBox*>(widget) != nullptr ||
                             qobject_cast<QPlainTextEdit*>(widget) != nullptr ||
                             qobject_cast<QListWidget*>(widget) != nullptr;
        const QString name = widget->objectName();
        if (!control || name.startsWith("qt_") || name.isEmpty()) continue;
        EXPECT_FALSE(widget->accessibleName().isEmpty()) << name.toStdString();
    }
    for (const char* name : {"builder_study", "builder_filter", "builder_rows", "builder_tasks",
                             "builder_baseline", "builder_save", "builder_copy"})
        EXPECT_NE(builder_.findChild<QWidget*>(name), nullptr) << name;
}

TEST(ChoiceLists, KeepPlaceAndTickOfWhatIsStillThere) {
    ChoiceList list;
    QSignalSpy changed(&list, &ChoiceList::changed);
    list.setChoices({"a", "b", "c"});
    EXPECT_EQ(changed.count(), 0);
    list.item(1)->setCheckState(Qt::Unchecked);
    list.setCurrentRow(2);
    list.moveCurrent(-1);
    EXPECT_EQ(changed.count(), 2);
    EXPECT_EQ(list.chosen(), (QStringList{"a", "c"}));
    list.setChoices({"a", "b", "c", "d"});
    EXPECT_EQ(list.chosen(), (QStringList{"a", "c", "d"}));
    list.setChoices({"b", "d"});
    EXPECT_EQ(list.chosen(), (QStringList{"d"}));
    list.setCurrentRow(0);
    list.moveCurrent(-1);  // at the end already
    EXPECT_EQ(list.item(0)->text(), "b");
    EXPECT_EQ(changed.count(), 2);
}

}  // namespace
}  // namespace alphascope
