// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and what their entries do.
#include "app/gui/main_window.h"

#include "app/gui/mark_history.h"
#include "app/gui/workspace.h"
#include "data/run_files.h"
#include "widgets/command_palette.h"
#include "widgets/data_dialog.h"
#include "widgets/empty_menu.h"
#include "widgets/glue_check_view.h"
#include "widgets/kept_states.h"
#include "widgets/language.h"
#include "widgets/plot_keys.h"
#include "widgets/run_list_panel.h"
#include "widgets/sample_panel.h"
#include "widgets/table_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QTimer>

#include <utility>

namespace alphascope {

QAction* MainWindow::addAction(QMenu* menu, const QString& name, const QString& text,
                               const QKeySequence& keys) {
    QAction* action = menu->addAction(text);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
}

void MainWindow::buildMenus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    QAction* open =
        addAction(file, QStringLiteral("open_database"), tr("&Open database…"), QKeySequence::Open);
    QAction* gallery = addAction(file, QStringLiteral("open_gallery"), tr("Open the &gallery"), {});
    QAction* own = addAction(file, QStringLiteral("open_own"), tr("&My own runs"), {});
    start_action_ = addAction(file, QStringLiteral("show_start_page"), tr("&Start page"), {});
    start_action_->setCheckable(true);
    connect(start_action_, &QAction::toggled, this, [this] { frame_->start(); });
    file->addSeparator();
    QAction* folder = addAction(file, QStringLiteral("choose_data"), tr("&Data folder…"), {});
    QAction* get = addAction(file, QStringLiteral("get_data"), tr("Get G&LUE data…"), {});
    file->addSeparator();
    QAction* quit = addAction(file, QStringLiteral("quit"), tr("&Quit"), QKeySequence::Quit);
    connect(open, &QAction::triggered, this, &MainWindow::chooseDatabase);
    connect(gallery, &QAction::triggered, this, &MainWindow::openGallery);
    connect(own, &QAction::triggered, this, [this] { openDatabase(home_); });
    connect(folder, &QAction::triggered, this, &MainWindow::chooseDataFolder);
    connect(get, &QAction::triggered, this, &MainWindow::getData);
    connect(quit, &QAction::triggered, this, &QWidget::close);

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    marks_ = new MarkHistory(launcher_, this);
    edit->addAction(marks_->undoAction());

    buildStudyMenu();
    buildViewMenu();
    buildResultsMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    QAction* find = addAction(help, QStringLiteral("find_command"), tr("&Find a command…"),
                              QKeySequence(Qt::CTRL | Qt::Key_K));
    QAction* keys = addAction(help, QStringLiteral("shortcuts"), tr("&Shortcuts"),
                              QKeySequence(Qt::CTRL | Qt::Key_Slash));
    connect(find, &QAction::triggered, this, [this] {
        auto* palette = new CommandPalette(commands(), this);
        const int left = (width() - palette->width()) / 2;
        palette->move(mapToGlobal(QPoint(left, menuBar()->height())));
        palette->show();
    });
    connect(keys, &QAction::triggered, this,
            [this] { (new ShortcutSheet(commands(), this))->show(); });
    QAction* about = addAction(help, QStringLiteral("about"), tr("&About Alphascope"), {});
    connect(about, &QAction::triggered, this, [this] {
        auto* box =
            new QMessageBox(QMessageBox::NoIcon, tr("About Alphascope"),
                            tr("Alphascope %1\nKnowledge distillation, seen sample by sample.\n"
                               "GPL-3.0-or-later")
                                .arg(QStringLiteral(ALPHASCOPE_VERSION)),
                            QMessageBox::Close, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

/// Of the menus, and of every panel its own.
std::vector<Command> MainWindow::commands() const {
    auto all = commandsOf(*menuBar());
    for (QDockWidget* dock : workspace_->docks())
        for (Command& command : commandsOf(*dock->widget(), dock->windowTitle()))
            all.push_back(std::move(command));
    all.push_back({.path = tr("Runs › Open or close a group"), .keys = tr("Space")});
    for (Command& command : commandsOfPlots()) all.push_back(std::move(command));
    return all;
}

void MainWindow::buildStudyMenu() {
    QMenu* study = menuBar()->addMenu(tr("&Study"));
    QAction* make =
        addAction(study, QStringLiteral("new_study"), tr("&New study…"), QKeySequence::New);
    QAction* demo = addAction(study, QStringLiteral("run_demo"), tr("Run the &demo"), {});
    connect(make, &QAction::triggered, this, &MainWindow::newStudy);
    connect(demo, &QAction::triggered, this, &MainWindow::runDemo);
    study->addSeparator();
    QAction* retry = addAction(study, QStringLiteral("retry_failed"),
                               tr("&Retry what failed or was cut off"), {});
    connect(retry, &QAction::triggered, this, &MainWindow::retryFailed);
    launch_actions_ = {make, demo, retry};
}

void MainWindow::buildViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    int number = 1;
    for (QDockWidget* dock : workspace_->docks()) {
        // Nine digits, then 0, then letters that no other entry has.
        const Qt::Key key = number <= 9    ? static_cast<Qt::Key>(Qt::Key_0 + number)
                            : number == 10 ? Qt::Key_0
                                           : Qt::Key_J;
        ++number;
        QAction* show = addAction(view, QStringLiteral("toggle_") + dock->objectName(),
                                  dock->windowTitle(), QKeySequence(Qt::CTRL | key));
        show->setCheckable(true);
        show->setChecked(true);
        connect(dock->toggleViewAction(), &QAction::toggled, show, &QAction::setChecked);
        connect(show, &QAction::triggered, this, [this, dock, show] {
            workspace_->goTo(*dock);
            show->setChecked(!dock->isHidden());
        });
    }
    view->addSeparator();
    QAction* plot = addAction(view, QStringLiteral("new_plot"), tr("New &plot"),
                              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    connect(plot, &QAction::triggered, this, [this] { workspace_->addPlot({}); });
    QAction* reset = addAction(view, QStringLiteral("reset_layout"), tr("&Reset the layout"), {});
    connect(reset, &QAction::triggered, this, &MainWindow::resetLayout);
    buildLayoutMenu(view);
    QMenu* theme = view->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    const QString current =
        QSettings().value(QStringLiteral("window/theme"), QStringLiteral("system")).toString();
    for (const auto& [name, text] :
         {std::pair{"system", tr("&System")}, std::pair{"light", tr("&Light")},
          std::pair{"dark", tr("&Dark")}}) {
        const QString id = QLatin1String(name);
        QAction* action = addAction(theme, QStringLiteral("theme_") + id, text, {});
        action->setCheckable(true);
        action->setChecked(id == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id] {
            theme_.apply(id);
            QSettings().setValue(QStringLiteral("window/theme"), id);
        });
    }
    buildLanguageMenu(view);
}

/// The layouts that are kept under names. The menu is always filled: the palette reads it.
void MainWindow::buildLayoutMenu(QMenu* view) {
    QMenu* menu = view->addMenu(tr("La&youts"));
    menu->setObjectName(QStringLiteral("layout_menu"));
    layouts_ = new KeptStates(
        {.kind = QStringLiteral("layout"),
         .keep = tr("&Keep this layout…"),
         .keep_title = tr("Keep this layout"),
         .gone = tr("&Delete a layout")},
        [this] { return workspace_->layoutState(); }, this);
    const auto fill = [this, menu] {
        emptyMenu(*menu);
        layouts_->addChoices(*menu);
        layouts_->addTools(*menu);
    };
    fill();
    connect(menu, &QMenu::aboutToShow, this, fill);
    // Not while an entry of the menu is still at work.
    connect(layouts_, &KeptStates::changed, this, fill, Qt::QueuedConnection);
    connect(layouts_, &KeptStates::chosen, this, [this](const QJsonObject& layout) {
        saveSoon();
        if (!workspace_->restoreLayout(layout))
            say(tr("This layout was kept by another version of the program. Arrange the panels "
                   "again and keep it under the same name."),
                true);
    });
    keep(*layouts_, QStringLiteral("window/layouts"));
}

void MainWindow::buildLanguageMenu(QMenu* view) {
    QMenu* menu = view->addMenu(tr("&Language"));
    menu->setObjectName(QStringLiteral("language_menu"));
    auto* group = new QActionGroup(this);
    const QString current =
        QSettings().value(QStringLiteral("window/language"), QStringLiteral("system")).toString();
    const auto add = [&](const QString& code, const QString& text) {
        QAction* action = addAction(menu, QStringLiteral("language_") + code, text, {});
        action->setCheckable(true);
        action->setChecked(code == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] {
            QSettings().setValue(QStringLiteral("window/language"), code);
            say(tr("Alphascope speaks this language from its next start on."), false);
        });
    };
    add(QStringLiteral("system"), tr("&System"));
    for (const Language& language : languages())
        add(QLatin1String(language.code), QString::fromUtf8(language.name));
}

void MainWindow::buildResultsMenu() {
    QMenu* results = menuBar()->addMenu(tr("&Results"));
    QAction* build = addAction(results, QStringLiteral("build_table"), tr("&Build a table…"),
                               QKeySequence(Qt::CTRL | Qt::Key_B));
    QAction* report = addAction(results, QStringLiteral("report_study"), tr("&Save a report…"),
                                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    results->addSeparator();
    QAction* submit =
        addAction(results, QStringLiteral("write_glue"), tr("&Write a GLUE submission…"), {});
    QAction* glue =
        addAction(results, QStringLiteral("check_glue"), tr("&Check a GLUE submission…"), {});
    TablePanel& table = workspace_->table();
    connect(build, &QAction::triggered, &table, &TablePanel::openBuilder);
    connect(report, &QAction::triggered, &table, &TablePanel::saveReport);
    connect(&table, &TablePanel::noticed, this, [this](const QString& text) { say(text, false); });
    connect(glue, &QAction::triggered, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Check a GLUE submission"), {},
                                                          tr("Zip files (*.zip);;All files (*)"));
        if (!file.isEmpty()) showGlueCheck(file);
    });
    connect(submit, &QAction::triggered, &table, &TablePanel::saveSubmission);
    connect(&table, &TablePanel::submissionSaved, this, &MainWindow::showGlueCheck);
}

void MainWindow::showGlueCheck(const QString& zip) {
    auto* view = new GlueCheckView(zip, this);
    view->setAttribute(Qt::WA_DeleteOnClose);
    view->open();
}

void MainWindow::chooseDatabase() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a database"), {},
                                                      tr("Databases (*.db);;All files (*)"));
    if (!file.isEmpty()) openDatabase(file.toStdString());
}

void MainWindow::chooseDataFolder() {
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("The folder that holds the GLUE tasks"), data_folder_);
    if (!folder.isEmpty()) keepDataFolder(folder);
}

void MainWindow::keepDataFolder(const QString& folder) {
    QSettings().setValue(QStringLiteral("data/folder"), folder);
    setDataFolder(folder);
}

void MainWindow::getData() {
    if (auto* open = findChild<DataDialog*>()) {  // two would write into the same files
        open->raise();
        return open->activateWindow();
    }
    auto* dialog = new DataDialog(data_folder_, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DataDialog::dataArrived, this, &MainWindow::keepDataFolder);
    dialog->show();
}

void MainWindow::setDataFolder(const QString& folder) {
    data_folder_ = QString::fromStdString(resolveDataFolder(folder.toStdString(), {}));
    reader_.setDataFolder(data_folder_.toStdString());
    workspace_->samples().askAgain();  // its sentences, or why there are none, may be others now
}

}  // namespace alphascope
