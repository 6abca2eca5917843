// SPDX-License-Identifier: GPL-3.0-or-later
// What is found again at the next start.
#include "app/window_fixture.h"

#include "app/gui/workspace.h"
#include "widgets/alpha_histogram.h"
#include "widgets/kept_states.h"
#include "widgets/run_list_panel.h"
#include "widgets/sample_model.h"
#include "widgets/series_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

namespace alphascope {
namespace {

using test::optionsFor;
using test::part;
using test::waitFor;

class Sessions : public test::Window {
protected:
    /// A window in which RW-KD has been chosen by hand.
    [[nodiscard]] std::unique_ptr<MainWindow> openedAtRwKd() const {
        auto window = opened();
        window->workspace().runs().setFollowing(false);
        window->workspace().runs().select({made->rw_kd});
        return window;
    }
    static std::vector<std::int64_t> selected(MainWindow& window) {
        return window.workspace().runs().selected();
    }
};

TEST_F(Sessions, TheSameDatabaseAndRunsAreShownAgain) {
    {
        const auto window = openedAtRwKd();
        ASSERT_TRUE(waitFor([&] { return selected(*window).size() == 1; }));
        window->close();
    }
    const auto window = opened(Options{});  // of the same database
    EXPECT_TRUE(
        waitFor([&] { return selected(*window) == std::vector<std::int64_t>{made->rw_kd}; }));
}

TEST_F(Sessions, HowPlotsLookAndWhatIsAskedOfSamplesIsFoundAgain) {
    QByteArray split;
    {
        MainWindow window(optionsFor(made->file()), theme_);
        window.show();
        part<QComboBox>(window, "alpha_mode")->setCurrentIndex(2);
        part<QCheckBox>(window, "alpha_log")->setChecked(true);
        part<QLineEdit>(window, "sample_words")->setText("film");
        part<QLineEdit>(window, "sample_condition")->setText("alpha > 0.5");
        part<QComboBox>(window, "map_colour")->setCurrentIndex(1);
        part<QCheckBox>(window, "only_differences")->setChecked(false);
        auto* samples = part<QTableView>(window, "samples");
        samples->sortByColumn(SampleModel::kLabelLoss, Qt::AscendingOrder);
        samples->setColumnWidth(SampleModel::kLabel, 123);
        auto* splitter = part<QSplitter>(window, "samples_splitter");
        splitter->setSizes({300, 60});
        split = splitter->saveState();
        window.workspace().runs().setFollowing(true);
        window.close();
    }
    MainWindow window(Options{}, theme_);
    EXPECT_EQ(part<QComboBox>(window, "alpha_mode")->currentIndex(), 2);
    EXPECT_TRUE(part<QCheckBox>(window, "alpha_log")->isChecked());
    EXPECT_EQ(part<QLineEdit>(window, "sample_words")->text(), "film");
    EXPECT_EQ(part<QLineEdit>(window, "sample_condition")->text(), "alpha > 0.5");
    EXPECT_EQ(part<QSplitter>(window, "samples_splitter")->saveState(), split);
    EXPECT_EQ(part<QComboBox>(window, "map_colour")->currentIndex(), 1);
    EXPECT_FALSE(part<QCheckBox>(window, "only_differences")->isChecked());
    auto* samples = part<QTableView>(window, "samples");
    EXPECT_EQ(samples->columnWidth(SampleModel::kLabel), 123);
    EXPECT_EQ(samples->horizontalHeader()->sortIndicatorSection(), SampleModel::kLabelLoss);
    EXPECT_EQ(samples->horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
    EXPECT_TRUE(part<QCheckBox>(window, "follow")->isChecked());
}

TEST_F(Sessions, TheStepTheRangeAndTheSelectedSampleAreFoundAgain) {
    QString title;
    QVariant alpha;
    const auto selectedRows = [](MainWindow& window) {
        return part<QTableView>(window, "samples")->selectionModel()->selectedRows();
    };
    {
        const auto window = openedAtRwKd();
        auto* step = part<QSlider>(*window, "alpha_step");
        ASSERT_TRUE(waitFor([&] { return step->maximum() > 1; }));
        step->setValue(1);
        emit window->findChild<AlphaHistogram*>()->rangeSelected(0.0, 1.0);
        auto* samples = part<QTableView>(*window, "samples");
        ASSERT_TRUE(waitFor([&] { return samples->model()->rowCount() > 1; }));
        samples->selectRow(1);
        alpha = selectedRows(*window)[0].data(SampleModel::kSortRole);
        title = part<QLabel>(*window, "samples_title")->text();
        window->close();
    }
    MainWindow window(Options{}, theme_);
    window.show();
    ASSERT_TRUE(waitFor([&] { return selectedRows(window).size() == 1; }));
    EXPECT_EQ(selectedRows(window)[0].data(SampleModel::kSortRole), alpha);
    EXPECT_EQ(part<QSlider>(window, "alpha_step")->value(), 1);
    EXPECT_EQ(part<QLabel>(window, "samples_title")->text(), title);
}

TEST_F(Sessions, WhatIsLookedAtIsKeptWithoutClosing) {
    const auto window = openedAtRwKd();
    part<QTimer>(*window, "save_timer")->start(20);
    const QSettings settings;
    ASSERT_TRUE(waitFor([&] { return settings.value("session/runs").toStringList().size() == 1; }));
    EXPECT_EQ(settings.value("session/database").toString(),
              QString::fromStdString(made->file().string()));
    QSettings().setValue("session/database", "of another window");
    QTest::qWait(200);
    EXPECT_EQ(settings.value("session/database").toString(), "of another window")
        << "what has not changed is not written again";
    part<QComboBox>(*window, "map_colour")->setCurrentIndex(1);
    EXPECT_TRUE(waitFor(
        [&] { return settings.value("window/work").toByteArray().contains("\"colour\":1"); }));
}

TEST_F(Sessions, LayoutsAreKeptUnderNames) {
    const auto trigger = [](MainWindow& window, const QString& name) {
        auto* action = part<QAction>(window, name);
        if (action != nullptr) action->trigger();
        QCoreApplication::processEvents();
    };
    {
        MainWindow window(optionsFor(made->file()), theme_);
        window.show();
        window.workspace().addPlot({.series = {"alpha_mean"}, .hidden = {}});
        part<QDockWidget>(window, "log_panel_dock")->close();
        trigger(window, "keep_layout");
        auto* dialog = part<QInputDialog>(window, "layout_name");
        dialog->setTextValue("reading");
        dialog->accept();
        trigger(window, "reset_layout");
        window.close();
    }
    MainWindow window(optionsFor(made->file()), theme_);
    window.show();
    QCoreApplication::processEvents();
    auto* log = part<QDockWidget>(window, "log_panel_dock");
    EXPECT_FALSE(log->isHidden());
    window.workspace().addPlot({.series = {"learning_rate"}, .hidden = {}});
    trigger(window, "layout_reading");
    EXPECT_TRUE(log->isHidden());
    const auto plots = window.workspace().layoutState()["plots"].toObject();
    EXPECT_EQ(plots.keys(), (QStringList{"dev_scores", "losses", "plot_1"}));
    EXPECT_EQ(part<SeriesPanel>(window, "plot_1")->view().series,
              std::vector<std::string>{"alpha_mean"});
    trigger(window, "delete_layout_reading");
    EXPECT_EQ(window.findChild<QAction*>("layout_reading"), nullptr);
}

TEST_F(Sessions, WhatIsLostOfALayoutComesBackByUndo) {
    const auto window = opened();
    const auto undo = [&window](const QString& said) {
        EXPECT_EQ(part<QLabel>(*window, "banner_text")->text(), said);
        auto* button = part<QPushButton>(*window, "banner_button");
        EXPECT_TRUE(button->isVisible()) << said.toStdString();
        button->click();
        QTest::qWait(50);
    };
    auto* log = part<QDockWidget>(*window, "log_panel_dock");
    log->close();
    part<QAction>(*window, "reset_layout")->trigger();
    EXPECT_FALSE(log->isHidden());
    undo("The panels lie as they came.");
    EXPECT_TRUE(log->isHidden());

    window->workspace().addPlot({});
    window->workspace().addPlot({.series = {"alpha_mean"}, .hidden = {}});
    part<QDockWidget>(*window, "plot_2_dock")->close();
    QTest::qWait(50);
    EXPECT_EQ(window->findChild<SeriesPanel*>("plot_2"), nullptr);
    undo("Plot 2 has been closed.");
    EXPECT_EQ(part<SeriesPanel>(*window, "plot_2")->view().series,
              std::vector<std::string>{"alpha_mean"});
    part<QDockWidget>(*window, "plot_1_dock")->close();
    EXPECT_FALSE(part<QPushButton>(*window, "banner_button")->isVisible()) << "it was empty";

    window->workspace().runs().keptViews().setAll({{"mine", QJsonObject()}});
    auto* menu = part<QToolButton>(*window, "run_view")->menu();
    emit menu->aboutToShow();
    part<QAction>(*window, "delete_view_mine")->trigger();
    EXPECT_TRUE(window->workspace().runs().keptViews().all().isEmpty());
    undo("\"mine\" has been deleted.");
    EXPECT_EQ(window->workspace().runs().keptViews().all().keys(), QStringList{"mine"});
    EXPECT_TRUE(QSettings().value("runs/views").toByteArray().contains("mine")) << "and is kept";
}

TEST_F(Sessions, WhatIsGoneIsNotAskedFor) {
    QSettings settings;
    settings.setValue("session/database", folder->filePath("gone.db"));
    settings.setValue("session/runs", QStringList{"no-such-run"});
    {
        MainWindow window(Options{}, theme_);
        window.show();
        EXPECT_FALSE(QFile::exists(folder->filePath("gone.db"))) << "an empty one was made";
    }
    settings.setValue("session/database", QString::fromStdString(made->file().string()));
    MainWindow window(Options{}, theme_);
    window.show();
    EXPECT_TRUE(waitFor([&] { return selected(window).size() == 1; })) << "the newest run is shown";
}

}  // namespace
}  // namespace alphascope
