// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include "app/gui/mark_history.h"
#include "app/gui/places.h"
#include "app/gui/session.h"
#include "app/gui/workspace.h"
#include "study/error.h"
#include "widgets/banner.h"
#include "widgets/kept_states.h"
#include "widgets/other_runs.h"
#include "widgets/queue_panel.h"
#include "widgets/run_list_panel.h"
#include "widgets/sample_panel.h"
#include "widgets/start_page.h"
#include "widgets/study_form.h"
#include "widgets/table_panel.h"

#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {
constexpr int kFrameMilliseconds = 33;
constexpr int kSaveMilliseconds = 30'000;  // a crash loses no more than this of the session
constexpr int kSoonMilliseconds = 1000;
}  // namespace

MainWindow::MainWindow(Options options, const Theme& theme, QWidget* parent)
    : QMainWindow(parent),
      options_(std::move(options)),
      theme_(theme),
      background_(*this, [this] { return hasActiveRuns(); }) {
    setObjectName(QStringLiteral("main_window"));
    setWindowTitle(tr("Alphascope"));
    resize(options_.size);
    buildPages();
    buildMenus();
    connectThreads();
    if (!options_.unattended()) restoreSettings();
    if (options_.unattended() || !options_.data_folder.isEmpty()) {
        setDataFolder(options_.data_folder);  // empty: what the environment says
    }
    const std::filesystem::path asked(options_.database.toStdString());
    home_ = asked.empty() || isGallery(asked) ? ownDatabase() : asked;
    openDatabase(asked.empty() ? lastDatabase() : asked);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages() {
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    banner_ = new Banner(central);
    pages_ = new QStackedWidget(central);
    pages_->setObjectName(QStringLiteral("pages"));
    start_ = new StartPage(pages_);
    workspace_ = new Workspace(reader_, pages_);
    pages_->addWidget(start_);
    pages_->addWidget(workspace_);
    column->addWidget(banner_);
    column->addWidget(pages_, 1);
    setCentralWidget(central);
    status_ = new QLabel(this);
    status_->setObjectName(QStringLiteral("status_text"));
    status_->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(status_, 1);
    frame_ = new QTimer(this);
    frame_->setSingleShot(true);
    frame_->setInterval(kFrameMilliseconds);
    save_timer_ = new QTimer(this);
    save_timer_->setObjectName(QStringLiteral("save_timer"));
    save_timer_->setInterval(kSaveMilliseconds);
    connect(save_timer_, &QTimer::timeout, this, &MainWindow::saveSettings);
}

void MainWindow::connectQueue() {
    QueuePanel& panel = workspace_->queue();
    connect(&launcher_, &Launcher::queueChanged, &panel, &QueuePanel::setOrder);
    connect(&launcher_, &Launcher::concurrentChanged, &panel, &QueuePanel::setConcurrent);
    connect(&panel, &QueuePanel::concurrentWanted, this,
            [this](int runs) { launcher_.setConcurrent(runs, database_); });
    connect(&panel, &QueuePanel::orderWanted, this,
            [this](const auto& ids) { launcher_.arrange(ids, database_); });
    connect(&panel.others(), &OtherRuns::asked, this,
            [this](const auto& ids, RequestVerb verb) { launcher_.ask(ids, verb, database_); });
}

void MainWindow::connectThreads() {
    connect(frame_, &QTimer::timeout, this, &MainWindow::paintFrame);
    connect(&reader_, &SnapshotReader::snapshotReady, this, [this] {
        if (!frame_->isActive()) frame_->start();
    });
    connect(&background_, &Background::ended, this, [this] {
        closing_ = true;
        close();
        QApplication::quit();  // closing a hidden window ends nothing
    });
    connect(&reader_, &SnapshotReader::failed, this,
            [this](const QString& text) { say(text, true); });
    connect(&notice_, &StudyNotice::ended, this, [this](const QString& text, bool all_finished) {
        say(text, !all_finished);
        QApplication::alert(this);
        if (!options_.unattended()) background_.tell(text);
    });
    connect(&launcher_, &Launcher::failed, this, [this](const QString& text) { say(text, true); });
    connect(&launcher_, &Launcher::noticed, this,
            [this](const QString& text) { say(text, false); });
    connect(&launcher_, &Launcher::stopped, this, [this] {
        closing_ = true;
        close();
    });
    connect(&launcher_, &Launcher::devicesKnown, this, &MainWindow::learnDevices);
    connectQueue();
    connect(&launcher_, &Launcher::submitted, this, [this](int request) {
        start_action_->setChecked(false);
        workspace_->runs().setFollowing(true);
        showAnswer(request, {});
    });
    connect(&launcher_, &Launcher::refused, this, &MainWindow::showAnswer);
    connect(&reader_, &SnapshotReader::studyReady, this, &MainWindow::openAgain);
    connect(&workspace_->table(), &TablePanel::failed, this,
            [this](const QString& text) { say(text, true); });
    connect(start_, &StartPage::newStudyRequested, this, &MainWindow::newStudy);
    connect(start_, &StartPage::demoRequested, this, &MainWindow::runDemo);
    connect(start_, &StartPage::galleryRequested, this, &MainWindow::openGallery);
    connect(start_, &StartPage::openRequested, this, &MainWindow::chooseDatabase);
    RunListPanel& runs = workspace_->runs();
    connect(&runs, &RunListPanel::pauseRequested, this,
            [this](const auto& ids) { launcher_.ask(ids, RequestVerb::kPause, database_); });
    connect(&runs, &RunListPanel::resumeRequested, this,
            [this](const auto& ids) { launcher_.ask(ids, RequestVerb::kResume, database_); });
    connect(&runs, &RunListPanel::cancelRequested, this,
            [this](const auto& ids) { launcher_.ask(ids, RequestVerb::kCancel, database_); });
    connect(&runs, &RunListPanel::moveRequested, this, [this](const auto& ids, bool first) {
        launcher_.ask(ids, first ? RequestVerb::kFirst : RequestVerb::kLast, database_);
    });
    connect(&runs, &RunListPanel::continueRequested, this,
            [this](const auto& ids) { launcher_.goOn(ids, database_); });
    connect(&runs, &RunListPanel::againRequested, this, &MainWindow::again);
    connectMarks();
}

void MainWindow::connectMarks() {
    connect(marks_, &MarkHistory::changed, banner_, &Banner::withdraw);
    RunListPanel& runs = workspace_->runs();
    connect(&runs, &RunListPanel::marksRequested, this,
            [this](const auto& changes, const auto& undo, const QString& what) {
                marks_->apply({changes, undo, what}, database_);
                const bool moved = changes.front().archived.has_value();
                if (moved) banner_->offer(what, tr("Undo"), [this] { marks_->undo(); });
            });
    keep(runs.keptViews(), QStringLiteral("runs/views"));
    connect(&workspace_->samples(), &SamplePanel::marksTaken, this,
            [this](const std::string& set, const std::vector<std::uint32_t>& ids) {
                offerUndo(tr("Marks taken off: %1.").arg(ids.size()),
                          [this, set, ids] { workspace_->samples().markAgain(set, ids); });
            });
    connect(workspace_, &Workspace::plotClosed, this,
            [this](const QString& title, int number, const SeriesView& view) {
                offerUndo(tr("%1 has been closed.").arg(title),
                          [this, number, view] { workspace_->putPlot(number, view); });
            });
}

void MainWindow::resetLayout() {
    const QJsonObject before = workspace_->layoutState();
    workspace_->arrange();
    offerUndo(tr("The panels lie as they came."),
              [this, before] { workspace_->restoreLayout(before); });
}

void MainWindow::say(const QString& message, bool error) {
    banner_->say(error ? Banner::Kind::kError : Banner::Kind::kNotice, message);
    if (error) emit troubled(message);
}

void MainWindow::openDatabase(const std::filesystem::path& database) {
    database_ = std::filesystem::absolute(database).lexically_normal();
    read_only_ = isGallery(database_);
    asked_selected_ = options_.select.isEmpty();
    banner_->hide();
    marks_->clear();
    start_action_->setChecked(false);
    start_->setEnabled(true);
    reader_.open(database_, read_only_ ? StoreReader::Mode::kImmutable : StoreReader::Mode::kLive);
    if (read_only_) {
        launcher_.close();
        say(tr("This is the read-only gallery of finished example runs. File > My own runs leads "
               "back.%1")
                .arg(launcher_.busy() ? tr(" Your runs go on meanwhile.") : QString()),
            false);
    } else if (!options_.unattended()) {
        launcher_.open(database_);
    }
    for (QAction* action : launch_actions_) action->setEnabled(!read_only_);
    workspace_->runs().setFollowing(options_.select.isEmpty());
    workspace_->runs().setFocus();
    saveSoon();
}

void MainWindow::openGallery() {
    const auto gallery = galleryDatabase();
    if (gallery.empty()) {
        say(tr("The gallery (experiments.db) is not beside this program. Run the demo instead."),
            true);
        return;
    }
    openDatabase(gallery);
}

void MainWindow::paintFrame() {
    shown_ = reader_.snapshot();
    if (!shown_ || shown_->database != database_) return;
    const bool start = shown_->runs.empty() || start_action_->isChecked();
    QWidget* page = start ? static_cast<QWidget*>(start_) : workspace_;
    if (pages_->currentWidget() != page) {
        pages_->setCurrentWidget(page);
        start_->setEnabled(true);
        if (!layout_kept_ && !start) QTimer::singleShot(0, workspace_, &Workspace::proportion);
    }
    workspace_->showSnapshot(shown_);
    selectAskedRuns(*shown_);
    notice_.look(*shown_);
    showStatus(*shown_);
    tellForms(*shown_);
}

void MainWindow::selectAskedRuns(const Snapshot& snapshot) {
    if (!asked_selected_) {
        std::vector<std::int64_t> ids;
        for (const QString& wanted : options_.select) {
            for (const RunSummary& run : snapshot.runs) {
                if (QString::fromStdString(run.row->uuid).startsWith(wanted))
                    ids.push_back(run.row->id);
            }
        }
        asked_selected_ = true;
        if (ids.empty() && !from_session_)
            say(tr("No run of this database is %1.").arg(options_.select.join(' ')), true);
        if (ids.empty()) workspace_->runs().setFollowing(true);
        workspace_->runs().select(ids);
        if (!ids.empty() && workspace_->runs().selected().empty()) {  // in groups that are closed
            RunView view = workspace_->runs().view();
            view.closed.clear();
            workspace_->runs().setView(view);
            workspace_->runs().select(ids);
        }
    }
    if (options_.range && !snapshot.selected.empty() && snapshot.selected.front()->hasAlpha()) {
        const auto [low, high] = *std::exchange(options_.range, std::nullopt);
        workspace_->chooseRange(low, high);
    }
}

void MainWindow::showStatus(const Snapshot& snapshot) {
    status_->setText(tr("%1     %Ln run(s), %2 running, %3 queued", nullptr,
                        static_cast<int>(snapshot.runs.size()))
                         .arg(QString::fromStdString(snapshot.database.string()))
                         .arg(notice_.tally().runs(RunState::kRunning))
                         .arg(notice_.tally().runs(RunState::kQueued)));
    setWindowTitle(snapshot.read_only ? tr("Gallery – Alphascope") : tr("Alphascope"));
}

bool MainWindow::settled() const {
    if (!shown_ || !asked_selected_) return false;
    if (shown_->runs.empty()) return true;
    if (shown_->selected.empty() || !workspace_->table().answered()) return false;
    const bool asked = workspace_->runs().selected().size() == shown_->selected.size();
    return asked && (!shown_->selected.front()->hasAlpha() || !options_.range);
}

bool MainWindow::hasActiveRuns() const {
    if (launcher_.busy()) return true;  // also while another database or the gallery is shown
    if (!shown_ || read_only_) return false;
    const Owner self = Owner::self();
    return std::any_of(shown_->runs.begin(), shown_->runs.end(), [&self](const RunSummary& run) {
        return !isEnded(run.row->state) && run.row->owner == self;
    });
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (shown_once_) return;
    shown_once_ = true;
    if (!layout_kept_) QTimer::singleShot(0, this, [this] { workspace_->proportion(); });
    if (options_.unattended()) return;
    save_timer_->start();
    if (!options_.study.isEmpty())  // once there is a window for the form to lie above
        QTimer::singleShot(0, this, [this] { openStudyFile(options_.study); });
    // After the first frame, so that the window is there before libtorch is.
    QTimer::singleShot(300, this, [this] { launcher_.warmUp(); });
}

void MainWindow::offerUndo(const QString& what, const std::function<void()>& undo) {
    banner_->offer(what, tr("Undo"), undo);
    saveSoon();
}

/// Writes kept states down whenever they change, and offers back what is lost.
void MainWindow::keep(KeptStates& states, const QString& key) {
    connect(&states, &KeptStates::lost, this,
            [this, &states](const QString& what, const QString& name, const QJsonObject& state) {
                offerUndo(what, [&states, name, state] { states.put(name, state); });
            });
    if (options_.unattended()) return;
    connect(&states, &KeptStates::changed, this, [&states, key] {
        QSettings settings;
        writeJson(settings, key, states.all());
    });
}

void MainWindow::restoreSettings() {
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    workspace_->runs().setView(runViewFromJson(readJson(settings, QStringLiteral("runs/view"))));
    workspace_->runs().keptViews().setAll(readJson(settings, QStringLiteral("runs/views")));
    workspace_->restoreWork(readJson(settings, QStringLiteral("window/work")));
    layout_kept_ = workspace_->restoreLayout(readJson(settings, QStringLiteral("window/layout")));
    layouts_->setAll(readJson(settings, QStringLiteral("window/layouts")));
    setDataFolder(settings.value(QStringLiteral("data/folder")).toString());
}

/// The database of the last session with its selection, where it is still there; else the own one.
std::filesystem::path MainWindow::lastDatabase() {
    if (options_.unattended() || !options_.select.isEmpty()) return home_;
    const Session last = Session::read(QSettings());
    const std::filesystem::path database = last.database.toStdString();
    std::error_code unreachable;
    if (database.empty() || !std::filesystem::exists(database, unreachable)) return home_;
    options_.select = last.runs;
    if (!options_.range) workspace_->goTo(last.place);
    from_session_ = true;
    return database;
}

/// After something that somebody would miss most after a crash.
void MainWindow::saveSoon() {
    if (shown_once_) QTimer::singleShot(kSoonMilliseconds, this, &MainWindow::saveSettings);
}

QVariantMap MainWindow::settingsNow() {
    RunListPanel& runs = workspace_->runs();
    Session now{.database = QString::fromStdString(database_.string()),
                .runs = {},
                .place = workspace_->place()};
    if (!asked_selected_) now.runs = options_.select;  // not there yet
    if (shown_ && shown_->database == database_ && !runs.following())
        for (const std::int64_t id : runs.selected())
            if (const RunSummary* run = shown_->findRun(id))
                now.runs << QString::fromStdString(run->row->uuid);
    now.runs.removeDuplicates();
    QVariantMap values = now.values();
    values[QStringLiteral("window/geometry")] = saveGeometry();
    values[QStringLiteral("window/layout")] = jsonText(workspace_->layoutState());
    values[QStringLiteral("window/work")] = jsonText(workspace_->work());
    values[QStringLiteral("runs/view")] = jsonText(toJson(runs.view()));
    return values;
}

/// Often called: what has not changed since is left as it is.
void MainWindow::saveSettings() {
    if (options_.unattended()) return;
    const QVariantMap now = settingsNow(), before = std::exchange(saved_, now);
    QSettings settings;
    for (const auto& [key, value] : now.asKeyValueRange())
        if (before.value(key) != value) settings.setValue(key, value);
}

}  // namespace alphascope
