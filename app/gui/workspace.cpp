// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/workspace.h"

#include "widgets/alpha_panel.h"
#include "widgets/dev_score_panel.h"
#include "widgets/log_panel.h"
#include "widgets/look.h"
#include "widgets/map_panel.h"
#include "widgets/plot_link.h"
#include "widgets/queue_panel.h"
#include "widgets/run_list_panel.h"
#include "widgets/sample_panel.h"
#include "widgets/series_list_panel.h"
#include "widgets/series_panel.h"
#include "widgets/settings_panel.h"
#include "widgets/snapshot_reader.h"
#include "widgets/table_panel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QChildEvent>
#include <QDockWidget>
#include <QSplitter>
#include <QTabBar>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {
enum Dock {
    kRuns,
    kLog,
    kLosses,
    kAlpha,
    kScores,
    kSamples,
    kTable,
    kSeries,
    kMap,
    kSettings,
    kQueue
};

constexpr int kLayoutVersion = 5;  // of the docks
constexpr auto kNumber = "plot_number";
const QString kDocks = QStringLiteral("docks"), kPlots = QStringLiteral("plots"),
              kSplitters = QStringLiteral("splitters"), kAlphaState = QStringLiteral("alpha"),
              kRun = QStringLiteral("run"), kStep = QStringLiteral("step"),
              kSamplePlace = QStringLiteral("samples");

QString asText(const QByteArray& bytes) {
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromText(const QJsonValue& text) {
    return QByteArray::fromBase64(text.toString().toLatin1());
}

/// As after a change of the theme.
void takeColoursAgain(QWidget& panel) {
    QEvent changed(QEvent::PaletteChange);
    QApplication::sendEvent(&panel, &changed);
    for (QWidget* part : panel.findChildren<QWidget*>()) QApplication::sendEvent(part, &changed);
}

SeriesView lossView() {
    return {.series = {"label_loss", "teacher_loss", "total_loss"}, .hidden = {}};
}
}  // namespace

Workspace::Workspace(SnapshotReader& reader, QWidget* parent)
    : QMainWindow(parent),
      runs_(new RunListPanel),
      link_(new PlotLink(this)),
      losses_(new SeriesPanel(QStringLiteral("losses"), tr("Losses over training"), lossView(),
                              *link_)),
      series_(new SeriesListPanel),
      scores_(new DevScorePanel(*link_)),
      alpha_(new AlphaPanel(*link_)),
      samples_(new SamplePanel),
      map_(new MapPanel),
      log_(new LogPanel),
      settings_(new SettingsPanel),
      queue_(new QueuePanel),
      table_(new TablePanel),
      table_worker_(new TableWorker(this)) {
    setObjectName(QStringLiteral("workspace"));
    setWindowFlags(Qt::Widget);  // a main window only for its docks
    setDockNestingEnabled(true);
    addPanel(runs_, tr("Runs"));
    addPanel(log_, tr("Log"));
    addPanel(losses_, tr("Losses"));
    addPanel(alpha_, tr("α"));
    addPanel(scores_, tr("Scores"));
    addPanel(samples_, tr("Samples"));
    addPanel(table_, tr("Results"));
    addPanel(series_, tr("Series"));
    addPanel(map_, tr("Map"));
    addPanel(settings_, tr("Settings"));
    addPanel(queue_, tr("Queue"));
    connect(losses_, &SeriesPanel::viewChanged, this, [this] { last_plot_ = losses_; });
    arrange();
    connectReader(reader);
    connectTable();
}

QDockWidget* Workspace::addPanel(QWidget* panel, const QString& title) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(panel->objectName() + QStringLiteral("_dock"));
    dock->setWidget(panel);
    docks_.push_back(dock);
    return dock;
}

void Workspace::arrange() {
    for (QDockWidget* dock : docks_) {
        removeDockWidget(dock);
        dock->setFloating(false);
    }
    // Docks lie from left to right in every language; the eye starts where its language does.
    const bool mirrored = isRightToLeft();
    addDockWidget(Qt::LeftDockWidgetArea, docks_[mirrored ? kSamples : kRuns]);
    splitDockWidget(docks_[mirrored ? kSamples : kRuns], docks_[kLosses], Qt::Horizontal);
    splitDockWidget(docks_[kLosses], docks_[mirrored ? kRuns : kSamples], Qt::Horizontal);
    splitDockWidget(docks_[kRuns], docks_[kLog], Qt::Vertical);
    splitDockWidget(docks_[kLosses], docks_[kAlpha], Qt::Vertical);
    splitDockWidget(docks_[kAlpha], docks_[kScores], Qt::Vertical);
    splitDockWidget(docks_[kSamples], docks_[kTable], Qt::Vertical);
    tabifyDockWidget(docks_[kLog], docks_[kSeries]);
    tabifyDockWidget(docks_[kSeries], docks_[kSettings]);
    tabifyDockWidget(docks_[kSettings], docks_[kQueue]);
    tabifyDockWidget(docks_[kTable], docks_[kMap]);
    for (QDockWidget* dock : docks_) dock->show();
    docks_[kLog]->raise();
    docks_[kTable]->raise();
    proportion();
}

/// The bars of stacked panels come and go as Qt likes; screen readers need a name for them.
void Workspace::childEvent(QChildEvent* event) {
    QMainWindow::childEvent(event);
    auto* bar = event->polished() ? qobject_cast<QTabBar*>(event->child()) : nullptr;
    if (bar == nullptr) return;
    bar->setObjectName(QStringLiteral("panel_tabs"));
    bar->setAccessibleName(tr("Stacked panels"));
}

void Workspace::proportion() {
    resizeDocks({docks_[kRuns], docks_[kLosses], docks_[kSamples]}, {385, 490, 525},
                Qt::Horizontal);
    resizeDocks({docks_[kRuns], docks_[kLog]}, {600, 200}, Qt::Vertical);
    resizeDocks({docks_[kLosses], docks_[kAlpha], docks_[kScores]}, {225, 400, 175}, Qt::Vertical);
    resizeDocks({docks_[kSamples], docks_[kTable]}, {510, 290}, Qt::Vertical);
}

void Workspace::connectReader(SnapshotReader& reader) {
    connect(runs_, &RunListPanel::selectionChanged, &reader,
            [&reader](const std::vector<std::int64_t>& ids) { reader.select(ids); });
    connect(series_, &SeriesListPanel::activated, this, &Workspace::addSeries);
    connect(alpha_, &AlphaPanel::rangeSelected, samples_, &SamplePanel::chooseRange);
    // Who reads samples does not want them taken away when the next run starts.
    const auto stay = [this] { runs_->setFollowing(false); };
    connect(alpha_, &AlphaPanel::rangeSelected, runs_, stay);
    connect(samples_, &SamplePanel::sampleRead, runs_, stay);
    connect(map_, &MapPanel::samplesChosen, runs_, stay);
    connect(map_, &MapPanel::samplesChosen, samples_, &SamplePanel::chooseSamples);
    connect(map_, &MapPanel::samplesChosen, alpha_, &AlphaPanel::clearRange);
    connect(map_, &MapPanel::cleared, samples_, &SamplePanel::clear);
    connect(samples_, &SamplePanel::cleared, alpha_, &AlphaPanel::clearRange);
    connect(samples_, &SamplePanel::samplesShown, map_, &MapPanel::markSamples);
    connect(map_, &MapPanel::mapWanted, &reader, &SnapshotReader::requestMap);
    connect(&reader, &SnapshotReader::mapReady, map_, &MapPanel::showMap);
    connect(samples_, &SamplePanel::samplesWanted, &reader, &SnapshotReader::requestSamples);
    connect(samples_, &SamplePanel::historyWanted, &reader, &SnapshotReader::requestHistory);
    connect(runs_, &RunListPanel::filterChanged, table_, &TablePanel::setRunFilter);
    connect(&reader, &SnapshotReader::samplesReady, samples_, &SamplePanel::showSamples);
    connect(&reader, &SnapshotReader::historyReady, samples_,
            [this](qint64 run, quint32 sample, const auto& records) {
                samples_->showHistory(run, sample, *records);
            });
}

void Workspace::connectTable() {
    connect(table_, &TablePanel::tableWanted, this,
            [this](const std::string& study, Selection selection) {
                if (!shown_) return;
                table_worker_->forgetRuns();  // some have ended, or it is another study
                table_wanted_ = {.database = shown_->database,
                                 .mode = shown_->read_only ? StoreReader::Mode::kImmutable
                                                           : StoreReader::Mode::kLive,
                                 .query = {.study = study, .selection = selection},
                                 .spec = {}};
                table_worker_->request(table_wanted_);
            });
    connect(table_worker_, &TableWorker::answered, table_, [this](const auto& answer) {
        if (!(answer->request == table_wanted_)) return;  // another has been chosen meanwhile
        if (answer->problem.empty()) return table_->showTable(answer->whole);
        table_->showNothing();
        emit table_->failed(QString::fromStdString(answer->problem));
    });
}

void Workspace::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    std::vector<const RunRow*> selected;
    for (const auto& run : snapshot->selected) selected.push_back(&run->row);
    const bool recoloured = separateRunColours(selected);
    if (recoloured)  // the list has them too
        for (auto* rows : runs_->findChildren<QAbstractItemView*>()) rows->viewport()->update();
    link_->setRun(snapshot->selected.size() == 1 ? snapshot->selected.front() : nullptr);
    runs_->setReadOnly(snapshot->read_only);
    runs_->showSnapshot(snapshot);
    losses_->showSnapshot(snapshot);
    scores_->showSnapshot(snapshot);
    alpha_->showSnapshot(snapshot);
    samples_->showSnapshot(snapshot);
    map_->showSnapshot(snapshot);
    log_->showSnapshot(snapshot);
    settings_->showSnapshot(snapshot);
    queue_->showSnapshot(snapshot);
    series_->showSnapshot(snapshot);
    for (const auto& plot : plots_)
        if (plot) plot->showSnapshot(snapshot);
    const bool another_database = !shown_ || shown_->database != snapshot->database;
    shown_ = snapshot;
    if (another_database) table_->showNothing();
    table_->showSnapshot(snapshot);
    if (recoloured)
        for (QWidget* panel : std::initializer_list<QWidget*>{alpha_, map_, samples_})
            takeColoursAgain(*panel);
    takePlace();
}

void Workspace::goTo(QDockWidget& dock) {
    const QWidget* focus = QApplication::focusWidget();
    const bool inside = focus != nullptr && (focus == &dock || dock.isAncestorOf(focus));
    if (inside && !dock.visibleRegion().isEmpty()) {
        dock.close();
        return;
    }
    dock.show();
    dock.raise();
    dock.activateWindow();  // of a floating one
    QWidget* target = dock.widget();
    if (target->focusProxy() == nullptr)
        for (QWidget* child : target->findChildren<QWidget*>())
            if ((child->focusPolicy() & Qt::TabFocus) != 0 && child->isVisibleTo(target) &&
                child->isEnabledTo(target)) {
                target = child;
                break;
            }
    target->setFocus(Qt::ShortcutFocusReason);
}

SeriesPanel& Workspace::addPlot(const SeriesView& view) {
    return putPlot(plot_number_ + 1, view);
}

SeriesPanel& Workspace::putPlot(int number, const SeriesView& view) {
    if (findChild<SeriesPanel*>(QStringLiteral("plot_%1").arg(number)) != nullptr)
        number = plot_number_ + 1;
    plot_number_ = std::max(plot_number_, number);
    const QString name = QStringLiteral("plot_%1").arg(number);
    const QString title = tr("Plot %1").arg(number);
    auto* panel = new SeriesPanel(name, title, view, *link_);
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name + QStringLiteral("_dock"));
    dock->setWidget(panel);
    dock->setAttribute(Qt::WA_DeleteOnClose);
    dock->setProperty(kNumber, number);
    dock->installEventFilter(this);
    addDockWidget(Qt::RightDockWidgetArea, dock);
    tabifyDockWidget(docks_[kLosses], dock);
    dock->show();
    dock->raise();
    connect(panel, &SeriesPanel::viewChanged, this, [this, panel] { last_plot_ = panel; });
    std::erase_if(plots_, [](const auto& plot) { return plot.isNull(); });
    plots_.push_back(panel);
    last_plot_ = panel;
    panel->showSnapshot(shown_);
    return *panel;
}

/// Of the added plots' docks.
bool Workspace::eventFilter(QObject* watched, QEvent* event) {
    const auto* dock = qobject_cast<QDockWidget*>(watched);
    if (dock != nullptr && event->type() == QEvent::Close) {
        const auto* panel = qobject_cast<SeriesPanel*>(dock->widget());
        if (panel != nullptr && !panel->view().series.empty())
            emit plotClosed(dock->windowTitle(), dock->property(kNumber).toInt(), panel->view());
    }
    return QMainWindow::eventFilter(watched, event);
}

void Workspace::addSeries(const QString& name) {
    SeriesPanel* panel = last_plot_ ? last_plot_.data() : losses_;
    SeriesView view = panel->view();
    view.add(name.toStdString());
    panel->setView(view);
}

QJsonObject Workspace::layoutState() const {
    QJsonObject plots{{losses_->objectName(), toJson(losses_->view())},
                      {scores_->objectName(), scores_->state()}};
    for (const auto& plot : plots_)
        if (plot) plots[plot->objectName()] = toJson(plot->view());
    QJsonObject splitters;
    for (const QSplitter* splitter : findChildren<QSplitter*>())
        splitters[splitter->objectName()] = asText(splitter->saveState());
    return {{kDocks, asText(saveState(kLayoutVersion))},
            {kPlots, plots},
            {kSplitters, splitters},
            {kAlphaState, alpha_->state()}};
}

bool Workspace::restoreLayout(const QJsonObject& layout) {
    const QJsonObject plots = layout[kPlots].toObject();
    losses_->setView(seriesViewFromJson(plots[losses_->objectName()].toObject(), losses_->view()));
    scores_->restore(plots[scores_->objectName()].toObject());
    for (const auto& plot : std::exchange(plots_, {}))
        if (plot) delete plot->parentWidget();  // its dock
    const QString prefix = QStringLiteral("plot_");
    plot_number_ = 0;
    for (const QString& name : plots.keys()) {
        if (!name.startsWith(prefix)) continue;
        const int number = name.mid(prefix.size()).toInt();  // by which the layout knows it
        putPlot(number, seriesViewFromJson(plots[name].toObject(), {}));
    }
    alpha_->restore(layout[kAlphaState].toObject());
    const QJsonObject splitters = layout[kSplitters].toObject();
    for (QSplitter* splitter : findChildren<QSplitter*>())
        splitter->restoreState(fromText(splitters[splitter->objectName()]));
    return restoreState(fromText(layout[kDocks]), kLayoutVersion);
}

QJsonObject Workspace::work() const {
    return {{table_->objectName(), table_->state()},
            {samples_->objectName(), samples_->state()},
            {map_->objectName(), map_->state()},
            {settings_->objectName(), settings_->state()}};
}

void Workspace::restoreWork(const QJsonObject& work) {
    table_->restore(work[table_->objectName()].toObject());
    samples_->restore(work[samples_->objectName()].toObject());
    map_->restore(work[map_->objectName()].toObject());
    settings_->restore(work[settings_->objectName()].toObject());
}

QJsonObject Workspace::place() const {
    if (!place_wanted_.isEmpty()) return place_wanted_;  // not there yet
    if (!shown_ || shown_->selected.empty()) return {};
    QJsonObject place{{kRun, QString::fromStdString(shown_->selected.front()->row.uuid)},
                      {kSamplePlace, samples_->place()}};
    if (const auto step = alpha_->chosenStep()) place[kStep] = static_cast<qint64>(*step);
    return place;
}

void Workspace::takePlace() {
    if (place_wanted_.isEmpty() || shown_->selected.empty()) return;
    const QJsonObject place = std::exchange(place_wanted_, {});
    const RunDetail& run = *shown_->selected.front();
    if (place[kRun].toString() != QString::fromStdString(run.row.uuid)) return;
    if (place.contains(kStep)) alpha_->chooseStep(place[kStep].toInteger());
    samples_->goTo(place[kSamplePlace].toObject());
    if (const auto range = samples_->range()) alpha_->markRange(range->first, range->second);
}

void Workspace::chooseRange(double low, double high) {
    runs_->setFollowing(false);
    alpha_->markRange(low, high);
    samples_->chooseRange(low, high);
}

}  // namespace alphascope
