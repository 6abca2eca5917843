// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/background.h"
#include "app/gui/launcher.h"
#include "app/gui/options.h"
#include "app/gui/study_notice.h"
#include "app/gui/theme.h"
#include "widgets/command_palette.h"
#include "widgets/snapshot_reader.h"

#include <QMainWindow>
#include <QPointer>
#include <QVariantMap>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>

class QAction;
class QLabel;
class QMenu;
class QMessageBox;
class QStackedWidget;
class QTimer;

namespace alphascope {

class Banner;
class KeptStates;
class MarkHistory;
class StartPage;
class StudyForm;
class Workspace;

/// The window: a start page or the workspace, menus, and the two threads behind them.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Options options, const Theme& theme, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openDatabase(const std::filesystem::path& database);
    void openGallery();
    [[nodiscard]] Workspace& workspace() { return *workspace_; }
    /// Whether all that the command line asked to see is on the screen.
    [[nodiscard]] bool settled() const;

signals:
    /// Something went wrong, as the banner says.
    void troubled(const QString& message);

protected:
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildPages();
    void buildMenus();
    void buildStudyMenu();
    void buildViewMenu();
    void buildResultsMenu();
    void showGlueCheck(const QString& zip);
    void buildLanguageMenu(QMenu* view);
    void buildLayoutMenu(QMenu* view);
    void connectThreads();
    void connectQueue();
    void connectMarks();
    QAction* addAction(QMenu* menu, const QString& name, const QString& text,
                       const QKeySequence& keys);
    void say(const QString& message, bool error);
    void paintFrame();
    void selectAskedRuns(const Snapshot& snapshot);
    void showStatus(const Snapshot& snapshot);
    void chooseDatabase();
    void chooseDataFolder();
    void keepDataFolder(const QString& folder);
    void getData();
    void setDataFolder(const QString& folder);
    void openStudyForm(const Study& study);
    void showAnswer(int request, const QString& problem);
    void newStudy();
    void openStudyFile(const QString& file);
    void runDemo();
    void again(qint64 run_id);
    void openAgain(const QString& study_uuid, const QString& toml);
    [[nodiscard]] const Snapshot* current() const;
    void tellForms(const Snapshot& snapshot);
    void learnDevices(const QStringList& devices);
    [[nodiscard]] bool formsAreEdited() const;
    void leaveForms(const std::function<void()>& then);
    [[nodiscard]] std::vector<Command> commands() const;
    void retryFailed();
    void askBeforeClosing();
    void hideWindow();
    void offerUndo(const QString& what, const std::function<void()>& undo);
    void resetLayout();
    void keep(KeptStates& states, const QString& key);
    void restoreSettings();
    [[nodiscard]] QVariantMap settingsNow();
    void saveSettings();
    void saveSoon();
    std::filesystem::path lastDatabase();
    [[nodiscard]] bool hasActiveRuns() const;

    Options options_;
    const Theme& theme_;
    Launcher launcher_;
    SnapshotReader reader_;  ///< ends first, so that the writer is the last to close and tidies up
    Background background_;  ///< runs behind the hidden window
    StudyNotice notice_;
    Banner* banner_ = nullptr;
    MarkHistory* marks_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    StartPage* start_ = nullptr;
    Workspace* workspace_ = nullptr;
    KeptStates* layouts_ = nullptr;
    QLabel* status_ = nullptr;
    QTimer* frame_ = nullptr;  ///< single shot, started by the first change after a frame
    QTimer* save_timer_ = nullptr;
    QVariantMap saved_;  ///< what was written last, by the keys of the settings
    std::vector<QAction*> launch_actions_;
    std::shared_ptr<const Snapshot> shown_;       ///< see Snapshot
    std::filesystem::path database_;              ///< shown; absolute
    std::filesystem::path home_;                  ///< where new runs go: --db, else the user's own
    std::map<int, QPointer<StudyForm>> waiting_;  ///< forms by the launcher's request number
    std::size_t told_ = 0;                        ///< Snapshot::endedKey() of what open forms know
    std::vector<std::string> devices_;            ///< of this machine; empty: not known yet
    std::shared_ptr<const RunRow> again_;         ///< whose study is being read
    QPointer<QMessageBox> close_question_;        ///< what is to become of active runs
    QAction* start_action_ = nullptr;
    QString data_folder_;
    bool read_only_ = false;
    bool asked_selected_ = false;  ///< the runs of --select, or of the last session, are selected
    bool from_session_ = false;    ///< they are of the last session, and may be gone
    bool stopping_ = false;        ///< the window closes once its runs have stopped
    bool closing_ = false;
    bool shown_once_ = false;
    bool layout_kept_ = false;  ///< the settings hold a layout of the user's own
};

}  // namespace alphascope
