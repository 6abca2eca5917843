// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window, driven by clicks, over a database that a writer fills meanwhile.
#include "app/window_fixture.h"

#include "app/gui/background.h"
#include "app/gui/camera.h"
#include "app/gui/workspace.h"
#include "widgets/alpha_histogram.h"
#include "widgets/command_palette.h"
#include "widgets/map_panel.h"
#include "widgets/run_list_panel.h"
#include "widgets/sample_panel.h"
#include "widgets/series_list_panel.h"
#include "widgets/series_panel.h"
#include "widgets/study_form.h"
#include "widgets/table_builder.h"
#include "widgets/table_panel.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QCommandLinkButton>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTimer>

#include <algorithm>

namespace alphascope {
namespace {

using test::optionsFor;
using test::part;
using test::waitFor;
using test::Window;

void clickRow(QTableView* table, int row) {
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                      table->visualRect(table->model()->index(row, 1)).center());
}

TEST_F(Window, GoesFromTheRunOverTheBarToTheSentence) {
    const auto window = opened();
    clickRow(part<QTableView>(*window, "runs"), 3);
    auto* histogram = window->findChild<AlphaHistogram*>();
    ASSERT_TRUE(waitFor([&] { return histogram->shownCounts() == made->last_histogram.counts; }));
    QTest::qWait(100);
    QCustomPlot& plot = histogram->plot();
    QTest::mouseClick(
        &plot, Qt::LeftButton, Qt::NoModifier,
        QPoint(static_cast<int>(plot.xAxis->coordToPixel(0.99)), plot.axisRect()->center().y()));
    auto* samples = part<QTableView>(*window, "samples");
    ASSERT_TRUE(waitFor([&] { return samples->model()->rowCount() > 0; }));
    clickRow(samples, 0);
    auto* text = part<QPlainTextEdit>(*window, "sample_text");
    EXPECT_TRUE(waitFor([&] { return text->toPlainText().contains("sample "); }));
    auto* table = part<QTableWidget>(*window, "result_table");
    EXPECT_TRUE(waitFor([&] { return table->rowCount() >= 4; }));
    EXPECT_TRUE(part<QLabel>(*window, "status_text")->text().contains("5 runs, 1 running"));
}

TEST_F(Window, ShowsStepsAsTheyAreWritten) {
    MainWindow window(optionsFor(made->file()), theme_);
    window.show();
    window.workspace().runs().setFollowing(true);
    auto* plot = part<QCustomPlot>(window, "losses_plot");
    ASSERT_TRUE(
        waitFor([&] { return plot->graphCount() > 0 && plot->graph(0)->dataCount() < 171; }));
    const int before = plot->graph(0)->dataCount();
    made->goOn(6);
    EXPECT_TRUE(waitFor([&] { return plot->graph(0)->dataCount() == before + 6; }));
}

TEST_F(Window, StartsWithTheStartPageWhereThereAreNoRuns) {
    MainWindow window(optionsFor(folder->filePath("empty.db").toStdString()), theme_);
    window.show();
    auto* pages = part<QStackedWidget>(window, "pages");
    ASSERT_TRUE(waitFor([&] { return QFile::exists(folder->filePath("empty.db")); }));
    EXPECT_EQ(pages->currentWidget()->objectName(), "start_page");
    QTest::mouseClick(part<QCommandLinkButton>(window, "start_new_study"), Qt::LeftButton);
    EXPECT_NE(window.findChild<StudyForm*>(), nullptr);
}

TEST_F(Window, SaysInTheFormWhyAStudyCannotStart) {
    MainWindow window(optionsFor(folder->filePath("banner.db").toStdString()), theme_);
    window.show();
    part<QAction>(window, "new_study");
    window.findChild<QAction*>("new_study")->trigger();
    auto* form = window.findChild<StudyForm*>();
    ASSERT_NE(form, nullptr);
    Study study = defaultStudy();
    study.tasks = {"rte"};
    study.data.folder = "/nowhere/at/all";
    form->setStudy(study);
    QTest::mouseClick(part<QPushButton>(*form, "launch"), Qt::LeftButton);
    auto* problems = part<QLabel>(*form, "study_problems");
    EXPECT_TRUE(waitFor([&] { return problems->text().contains("/nowhere"); }))
        << problems->text().toStdString();
    EXPECT_TRUE(form->isVisible());
    EXPECT_EQ(form->study().tasks, std::vector<std::string>{"rte"});
}

TEST_F(Window, StaysWithTheRunWhoseSamplesAreRead) {
    const auto window = opened();
    RunListPanel& list = window->workspace().runs();
    list.select({made->rw_kd});
    list.setFollowing(false);
    auto* histogram = window->findChild<AlphaHistogram*>();
    ASSERT_TRUE(waitFor([&] { return histogram->shownCounts() == made->last_histogram.counts; }));
    auto* follow = part<QCheckBox>(*window, "follow");
    const QSignalBlocker quiet(follow);  // ticked, without the jump to the running run
    follow->setChecked(true);
    emit histogram->rangeSelected(0.9, 1.0);
    EXPECT_FALSE(follow->isChecked());
    made->goOn(1);
    QTest::qWait(400);
    EXPECT_EQ(list.selected(), std::vector{made->rw_kd});
}

TEST_F(Window, AgainStartsFromTheSelectedRunsOwnStudy) {
    const std::filesystem::path file = folder->filePath("again.db").toStdString();
    {
        StoreWriter writer(file);
        Study study = defaultStudy();
        study.name = "twice";
        for (const std::uint64_t seed : {3U, 4U}) {
            study.seeds = {seed};
            RunSpec spec = expand(study).back().spec;
            writer.createRun(writer.createStudy(study.name, study.toToml()), spec);
        }
    }
    const auto window = opened(optionsFor(file), 2);
    clickRow(part<QTableView>(*window, "runs"), 0);
    QTest::mouseClick(part<QPushButton>(*window, "again_with"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return window->findChild<StudyForm*>() != nullptr; }));
    EXPECT_EQ(window->findChild<StudyForm*>()->study().seeds, std::vector<std::uint64_t>{3});
}

TEST_F(Window, LooksAgainWhenTheDataFolderChanges) {
    Options options = optionsFor(made->file());
    options.select = {QString::fromStdString(made->rw_kd_uuid)};
    options.range = {0.9, 1.0};
    MainWindow window(options, theme_);
    window.show();
    SamplePanel& samples = window.workspace().samples();
    ASSERT_TRUE(waitFor([&] { return samples.answered(); }));
    const QSignalSpy asked(&samples, &SamplePanel::samplesWanted);
    QTimer::singleShot(300, [this] {  // the dialog is modal
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        ASSERT_NE(dialog, nullptr);
        dialog->findChild<QLineEdit*>()->setText(folder->path());
        QMetaObject::invokeMethod(dialog, "accept");
    });
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    part<QAction>(window, "choose_data")->trigger();
    EXPECT_GE(asked.count(), 1);
}

TEST_F(Window, KeepsItsPanelsWhenTheDatabaseIsOpenedAgain) {
    MainWindow window(optionsFor(made->file()), theme_);
    window.show();
    auto* plot = part<QCustomPlot>(window, "losses_plot");
    ASSERT_TRUE(waitFor([&] { return plot->graphCount() > 0; }));
    window.openDatabase(made->file());
    QTest::qWait(500);
    EXPECT_GT(plot->graphCount(), 0);
}

TEST_F(Window, AddedPlotsAreFoundAgain) {
    SnapshotReader reader;
    Workspace first(reader);
    first.addPlot({.series = {"alpha_mean", "learning_rate"}, .hidden = {}, .x = XAxis::kEpoch});
    SeriesView losses = first.losses().view();
    losses.logarithmic = true;
    first.losses().setView(losses);
    Workspace second(reader);
    EXPECT_TRUE(second.restoreLayout(first.layoutState()));
    EXPECT_TRUE(second.losses().view().logarithmic);
    auto* plot = second.findChild<SeriesPanel*>("plot_1");
    ASSERT_NE(plot, nullptr);
    EXPECT_EQ(plot->view(), first.findChild<SeriesPanel*>("plot_1")->view());
    EXPECT_NE(second.addPlot({}).objectName(), "plot_1");
}

TEST_F(Window, ASeriesGoesToThePlotThatWasUsedLast) {
    SnapshotReader reader;
    Workspace workspace(reader);
    SeriesPanel& added = workspace.addPlot({});
    auto* list = workspace.findChild<SeriesListPanel*>();
    emit list->activated("alpha_mean");
    EXPECT_EQ(added.view().series, std::vector<std::string>{"alpha_mean"});
    part<QCheckBox>(workspace.losses(), "show_total_loss")->click();
    emit list->activated("alpha_mean");
    EXPECT_TRUE(workspace.losses().view().shows("alpha_mean"));
}

TEST_F(Window, TheMapsSamplesAreListed) {
    const auto window = opened();
    window->workspace().runs().setFollowing(false);
    window->workspace().runs().select({made->rw_kd});
    auto* map = window->workspace().findChild<MapPanel*>();
    for (QDockWidget* dock : window->workspace().docks())
        if (dock->widget() == map) dock->raise();
    ASSERT_TRUE(waitFor([&] { return !map->within(0.0, 1.0, 0.0, 1.0).empty(); }));
    const auto ids = map->within(0.0, 1.0, 0.0, 0.5);
    ASSERT_FALSE(ids.empty());
    emit map->samplesChosen(ids);
    auto* samples = part<QTableView>(*window, "samples");
    EXPECT_TRUE(
        waitFor([&] { return samples->model()->rowCount() == static_cast<int>(ids.size()); }));
    EXPECT_TRUE(part<QLabel>(*window, "samples_title")->text().contains("map"));
}

TEST_F(Window, ThePaletteFindsAndDoes) {
    MainWindow window(optionsFor(made->file()), theme_);
    window.show();
    part<QAction>(window, "find_command")->trigger();
    auto* palette = window.findChild<CommandPalette*>();
    ASSERT_NE(palette, nullptr);
    auto* words = part<QLineEdit>(*palette, "palette_words");
    QTest::keyClicks(words, "new plot");
    QTest::keyClick(words, Qt::Key_Return);
    EXPECT_NE(window.workspace().findChild<SeriesPanel*>("plot_1"), nullptr);
}

TEST_F(Window, TakesItsOwnPictureAndLeaves) {
    Options options = optionsFor(made->file());
    options.select = {QString::fromStdString(made->rw_kd_uuid).left(8)};
    options.range = {0.9, 1.0};
    options.screenshot = folder->filePath("window.png");
    options.export_figures = folder->filePath("figures");
    MainWindow window(options, theme_);
    auto* camera = new Camera(window, options);
    EXPECT_NE(camera, nullptr);
    window.show();
    EXPECT_EQ(QApplication::exec(), 0);
    EXPECT_EQ(QImage(options.screenshot).size(), QSize(1400, 900));
    for (const char* name : {"alpha-now.png", "alpha-over-time.png", "losses.png"}) {
        EXPECT_FALSE(QImage(options.export_figures + "/" + name).isNull()) << name;
    }
    EXPECT_EQ(window.workspace().runs().selected(), std::vector{made->rw_kd});
}

TEST_F(Window, LeavesAtOnceWhereThereIsNothingToPicture) {
    QFile text(folder->filePath("text.db"));
    ASSERT_TRUE(text.open(QIODevice::WriteOnly) && text.write("no database") > 0);
    text.close();
    Options options = optionsFor(text.fileName().toStdString());
    options.screenshot = folder->filePath("none.png");
    MainWindow window(options, theme_);
    new Camera(window, options);
    window.show();
    QElapsedTimer since;
    since.start();
    EXPECT_EQ(QApplication::exec(), 1);
    EXPECT_LT(since.elapsed(), 20000) << "not after a minute's patience";
    EXPECT_FALSE(QFile::exists(options.screenshot));
}

TEST_F(Window, KeepsItsLayout) {
    {
        MainWindow window(optionsFor(folder->filePath("layout.db").toStdString()), theme_);
        window.show();
        window.workspace().docks()[1]->hide();
        window.close();
    }
    MainWindow window(optionsFor(folder->filePath("layout.db").toStdString()), theme_);
    EXPECT_TRUE(window.workspace().docks()[1]->isHidden());
    window.workspace().arrange();
    EXPECT_FALSE(window.workspace().docks()[1]->isHidden());
}

TEST_F(Window, BuildsATableOfTheRunsItShows) {
    MainWindow window(optionsFor(made->file()), theme_);
    window.show();
    ASSERT_TRUE(waitFor([&] { return window.workspace().table().answered(); }));
    window.workspace().runs().findChild<QLineEdit*>("run_filter")->setText("task = demo");
    window.findChild<QAction*>("build_table")->trigger();
    TableBuilder* builder = window.workspace().table().builder();
    ASSERT_NE(builder, nullptr);
    EXPECT_TRUE(builder->isVisible());
    EXPECT_TRUE(waitFor([&] { return builder->settled(); }));
    EXPECT_GT(builder->findChild<QTableWidget*>("builder_table")->rowCount(), 3);
    EXPECT_TRUE(builder->findChild<QPushButton*>("builder_take_filter")->isEnabled());
}

TEST_F(Window, GivesEveryControlANameForTestsAndScreenReaders) {
    MainWindow window(optionsFor(made->file()), theme_);
    for (const QAbstractButton* button : window.findChildren<QPushButton*>()) {
        EXPECT_FALSE(button->objectName().isEmpty()) << button->text().toStdString();
        EXPECT_FALSE(button->text().isEmpty() && button->accessibleName().isEmpty());
    }
    for (const auto* plot : window.findChildren<QCustomPlot*>()) {
        EXPECT_FALSE(plot->accessibleName().isEmpty()) << plot->objectName().toStdString();
    }
    for (const auto* table : window.findChildren<QTableView*>()) {
        EXPECT_FALSE(table->accessibleName().isEmpty()) << table->objectName().toStdString();
    }
}

}  // namespace
}  // namespace alphascope
