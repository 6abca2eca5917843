// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_list_panel.h"

#include "report/run_filter.h"
#include "store/imported_run.h"
#include "store/queue_notes.h"
#include "study/error.h"
#include "widgets/core_words.h"
#include "widgets/live_icon.h"
#include "widgets/run_mark_actions.h"
#include "widgets/run_table.h"
#include "widgets/run_view_menu.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

constexpr int kTypingMilliseconds = 150;

/// The names that a filter knows, for its tool tip.
QString filterHelp() {
    QString text = RunListPanel::tr(
        "Words, or conditions: task = RTE and scheme ~ rw and dev > 0.6\n"
        "=  !=  <  <=  >  >=  ~ (contains)  !~   and  or  not  ( )   archived\n\n");
    for (const auto& [name, holds] : RunFilter::names())
        text += QStringLiteral("%1: %2\n").arg(QString::fromStdString(name), inWords(holds));
    return text + RunListPanel::tr("and every setting of a study, as learning_rate or kd_weight");
}

/// A queued run that was paused.
bool isHeldBack(const RunRow& run) {
    return run.state == RunState::kQueued && run.message == kHeldBack;
}

bool isWaiting(const RunRow& run) {
    return run.state == RunState::kQueued;
}

bool endedEarly(const RunRow& run) {
    return isEnded(run.state) && run.state != RunState::kFinished && !isImported(run);
}

}  // namespace

RunListPanel::RunListPanel(QWidget* parent)
    : QWidget(parent),
      filter_(new QLineEdit(this)),
      problem_(new QLabel(this)),
      notice_(new QLabel(this)),
      table_(new RunTable(this)),
      view_menu_(new RunViewMenu(
          *table_, [this] { return view(); }, this)),
      marks_(new RunMarkActions(*table_)),
      follow_(new QCheckBox(tr("Follow"), this)),
      pause_(new QPushButton(tr("Pause"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      again_(new QPushButton(tr("Again with…"), this)) {
    setObjectName(QStringLiteral("run_list"));
    filter_->setObjectName(QStringLiteral("run_filter"));
    filter_->setAccessibleName(tr("Filter runs"));
    filter_->setPlaceholderText(tr("Filter: rte rw-kd, or dev > 0.6 and seed = 1"));
    filter_->setToolTip(filterHelp());
    filter_->setClearButtonEnabled(true);
    problem_->setObjectName(QStringLiteral("run_filter_problem"));
    notice_->setObjectName(QStringLiteral("run_list_notice"));
    for (QLabel* label : {problem_, notice_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->hide();
    }
    follow_->setObjectName(QStringLiteral("follow"));
    follow_->setToolTip(tr("Always show the run that is running"));
    follow_->setChecked(true);
    connectTable();
    buildButtons();
    auto* top = new QHBoxLayout;
    top->addWidget(filter_, 1);
    top->addWidget(view_menu_);
    top->addWidget(follow_);
    auto* bottom = new QHBoxLayout;
    for (QPushButton* button : {pause_, cancel_, again_}) bottom->addWidget(button);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(4, 4, 4, 4);
    all->addLayout(top);
    all->addWidget(problem_);
    all->addWidget(notice_);
    all->addWidget(table_, 1);
    all->addLayout(bottom);
    setFocusProxy(table_);
    refreshButtons();
}

void RunListPanel::connectTable() {
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingMilliseconds);
    connect(&typing_, &QTimer::timeout, this, &RunListPanel::applyFilter);
    connect(filter_, &QLineEdit::textChanged, this, &RunListPanel::readFilter);
    connect(table_, &RunTable::selectedRunsChanged, this, [this](bool by_hand) {
        if (by_hand) follow_->setChecked(false);
        refreshButtons();
        emit selectionChanged(selected());
    });
    connect(&table_->rows(), &RunRows::rearranged, this, &RunListPanel::showNotice);
    connect(marks_, &RunMarkActions::requested, this, &RunListPanel::marksRequested);
    connect(marks_, &RunMarkActions::menuOpening, this, &RunListPanel::addQueueVerbs);
    connect(view_menu_, &RunViewMenu::viewChosen, this, &RunListPanel::setView);
}

void RunListPanel::readFilter(const QString& text) {
    try {
        const RunFilter filter(text.toStdString());
        problem_->hide();
        emit filterChanged(text);
        if (!filter.settings().empty()) return typing_.start();
    } catch (const Error& error) {
        // Mostly half typed: the list stays as the last whole filter left it.
        typing_.stop();
        problem_->setText(QString::fromStdString(error.what()));
        problem_->show();
        return;
    }
    applyFilter();
}

/// Only what readFilter() has understood comes here.
void RunListPanel::applyFilter() {
    typing_.stop();
    table_->rows().setFilter(RunFilter(filter_->text().toStdString()));
    if (follow_->isChecked()) follow();
}

void RunListPanel::showNotice() {
    const int hidden = table_->rows().hidden();
    const bool empty = table_->rows().runs() == 0 && table_->runs().rowCount() > 0;
    const QStringList unknown = empty ? table_->rows().unknownSettings() : QStringList();
    notice_->setText(
        hidden > 0 ? tr("No run is shown; archived ones that match: %1. View > Show archived runs "
                        "shows them.")
                         .arg(hidden)
        : unknown.isEmpty() ? tr("No run matches the filter.")
                            : tr("No run matches the filter: no run has a setting named %1.")
                                  .arg(unknown.join(QStringLiteral(", "))));
    notice_->setVisible(empty);
}

RunView RunListPanel::view() const {
    RunView view = table_->view();
    view.filter = filter_->text();
    return view;
}

void RunListPanel::setView(const RunView& view) {
    table_->setView(view);
    filter_->setText(view.filter);
}

KeptStates& RunListPanel::keptViews() {
    return view_menu_->kept();
}

bool RunListPanel::following() const {
    return follow_->isChecked();
}

void RunListPanel::buildButtons() {
    pause_->setObjectName(QStringLiteral("pause_runs"));
    cancel_->setObjectName(QStringLiteral("cancel_runs"));
    again_->setObjectName(QStringLiteral("again_with"));
    pause_->setIcon(liveIcon(QStringLiteral("pause")));
    cancel_->setIcon(liveIcon(QStringLiteral("cancel")));
    again_->setIcon(liveIcon(QStringLiteral("again")));
    again_->setToolTip(tr("A new study of this run's task, scheme and seed"));
    connect(pause_, &QPushButton::clicked, this, &RunListPanel::doVerb);
    connect(cancel_, &QPushButton::clicked, this, [this] { emit cancelRequested(selected()); });
    connect(again_, &QPushButton::clicked, this, [this] {
        const auto ids = selected();
        if (!ids.empty()) emit againRequested(ids.front());
    });
    connect(follow_, &QCheckBox::toggled, this, [this](bool on) {
        if (on) follow();
    });
}

void RunListPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    table_->showSnapshot(snapshot);
    if (follow_->isChecked()) follow();
    refreshButtons();
}

void RunListPanel::follow() {
    // A running run that weighs samples says most; then any that runs; then the last that did.
    std::int64_t best = 0;
    int best_rank = -1;
    const RunListModel& runs = table_->runs();
    for (int row = 0; row < runs.rowCount(); ++row) {
        if (table_->rows().rowOfSource(row) < 0) continue;  // not seen
        const RunRow& run = *runs.run(row)->row;
        const bool student = run.role != "teacher" && !run.teacher_uuid.empty();
        int rank = student ? 1 : 0;
        if (run.state == RunState::kRunning)
            rank += 4;
        else if (run.state == RunState::kFinished || run.state == RunState::kPaused)
            rank += 2;
        if (rank < best_rank || (rank == best_rank && run.state == RunState::kRunning)) continue;
        best = run.id;
        best_rank = rank;
    }
    if (best_rank >= 0 && selected() != std::vector{best}) select({best});
}

void RunListPanel::select(const std::vector<std::int64_t>& ids) {
    table_->selectRuns(ids);
}

std::vector<std::int64_t> RunListPanel::selected() const {
    return table_->selectedRuns();
}

void RunListPanel::setFollowing(bool on) {
    follow_->setChecked(on);
}

void RunListPanel::setReadOnly(bool on) {
    read_only_ = on;
    marks_->setReadOnly(on);
    refreshButtons();
}

std::vector<std::int64_t> RunListPanel::selectedThat(bool (*test)(const RunRow&)) const {
    auto ids = selected();
    std::erase_if(ids, [this, test](std::int64_t id) {
        const RunSummary* run = table_->runs().run(table_->runs().rowOf(id));
        return run == nullptr || !test(*run->row);
    });
    return ids;
}

bool RunListPanel::anySelected(bool (*test)(const RunRow&)) const {
    return !selectedThat(test).empty();
}

void RunListPanel::addQueueVerbs(QMenu* menu) {
    auto ids = selectedThat(&isWaiting);
    std::sort(ids.begin(), ids.end());
    menu->addSeparator();
    QAction* first = menu->addAction(tr("Start &first"), this, [this, ids] {
        // Each goes before all others, so the last one asked for is the first to start.
        emit moveRequested({ids.rbegin(), ids.rend()}, true);
    });
    QAction* last =
        menu->addAction(tr("Start &last"), this, [this, ids] { emit moveRequested(ids, false); });
    first->setObjectName(QStringLiteral("start_first"));
    last->setObjectName(QStringLiteral("start_last"));
    for (QAction* action : {first, last}) action->setEnabled(!read_only_ && !ids.empty());
}

void RunListPanel::doVerb() {
    if (verb_ == Verb::kPause) return emit pauseRequested(selected());
    if (verb_ == Verb::kResume) return emit resumeRequested(selected());
    emit continueRequested(selectedThat(&endedEarly));
}

void RunListPanel::showVerb(Verb verb) {
    if (verb == verb_) return;
    verb_ = verb;
    pause_->setText(verb == Verb::kPause    ? tr("Pause")
                    : verb == Verb::kResume ? tr("Resume")
                                            : tr("Continue"));
    pause_->setToolTip(verb == Verb::kContinue
                           ? tr("Goes on after the last checkpoint of each, with the same bits")
                           : QString());
    const bool pauses = verb == Verb::kPause;
    pause_->setIcon(liveIcon(pauses ? QStringLiteral("pause") : QStringLiteral("resume")));
}

void RunListPanel::refreshButtons() {
    const bool running =
        anySelected([](const RunRow& run) { return run.state == RunState::kRunning; });
    const bool paused = anySelected(
        [](const RunRow& run) { return run.state == RunState::kPaused || isHeldBack(run); });
    const bool waiting = anySelected(
        [](const RunRow& run) { return run.state == RunState::kQueued && !isHeldBack(run); });
    const bool open = anySelected([](const RunRow& run) { return !isEnded(run.state); });
    const bool early = anySelected(&endedEarly);
    showVerb(running || waiting ? Verb::kPause
             : paused           ? Verb::kResume
             : early            ? Verb::kContinue
                                : Verb::kPause);
    pause_->setEnabled(!read_only_ && (running || paused || waiting || early));
    cancel_->setEnabled(!read_only_ && open);
    again_->setEnabled(!selected().empty());  // of the gallery too: the new runs go elsewhere
}

}  // namespace alphascope
