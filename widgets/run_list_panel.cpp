// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_list_panel.h"

#include "report/run_filter.h"
#include "study/error.h"
#include "widgets/core_words.h"
#include "widgets/look.h"
#include "widgets/run_list_model.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

/// Lets the runs through that a filter matches.
class RunsThrough : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setFilter(RunFilter filter) {
        run_filter_ = std::move(filter);
        invalidate();  // all at once; invalidateFilter() takes rows out one by one
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex&) const override {
        const RunSummary* run = static_cast<const RunListModel*>(sourceModel())->run(row);
        return run != nullptr && run_filter_.matches({run->row, run->dev_score});
    }
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override {
        return static_cast<const RunListModel*>(sourceModel())
            ->less(left.column(), left.row(), right.row());
    }

private:
    RunFilter run_filter_{""};
};

/// The names that a filter knows, for its tool tip.
QString filterHelp() {
    QString text = RunListPanel::tr(
        "Words, or conditions: task = RTE and scheme ~ rw and dev > 0.6\n"
        "=  !=  <  <=  >  >=  ~ (contains)  !~   and  or  not  ( )\n\n");
    for (const auto& [name, holds] : RunFilter::names())
        text += QStringLiteral("%1: %2\n").arg(QString::fromStdString(name), inWords(holds));
    return text + RunListPanel::tr("and every setting of a study, as learning_rate or kd_weight");
}

/// A queued run that was paused: the queue leaves a note in its message.
bool isHeldBack(const RunRow& run) {
    return run.state == RunState::kQueued && !run.message.empty();
}

bool endedEarly(const RunRow& run) {
    return isEnded(run.state) && run.state != RunState::kFinished;
}

/// A thin bar below the text of a running run.
class ProgressDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const double share = index.data(RunListModel::kProgressRole).toDouble();
        if (share < 0.0) return;
        const QRect& cell = option.rect;
        const QRect whole(cell.left() + 3, cell.bottom() - 3, cell.width() - 6, 2);
        const QRect done(whole.topLeft(), QSize(qRound(whole.width() * share), whole.height()));
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        const QColor ground = option.palette.color(selected ? QPalette::Highlight : QPalette::Base);
        const QColor fill =
            option.palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight);
        painter->fillRect(whole, blend(fill, ground, 0.3));
        painter->fillRect(QStyle::visualRect(option.direction, whole, done), fill);
    }
};

}  // namespace

RunListPanel::RunListPanel(QWidget* parent)
    : QWidget(parent),
      model_(new RunListModel(this)),
      proxy_(new RunsThrough(this)),
      filter_(new QLineEdit(this)),
      problem_(new QLabel(this)),
      table_(new QTableView(this)),
      follow_(new QCheckBox(tr("Follow"), this)),
      pause_(new QPushButton(tr("Pause"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      again_(new QPushButton(tr("Again with…"), this)) {
    setObjectName(QStringLiteral("run_list"));
    filter_->setObjectName(QStringLiteral("run_filter"));
    filter_->setAccessibleName(tr("Filter runs"));
    filter_->setPlaceholderText(tr("Filter: rte rw-kd, or dev > 0.6 and seed = 1"));
    filter_->setToolTip(filterHelp());
    problem_->setObjectName(QStringLiteral("run_filter_problem"));
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    problem_->hide();
    filter_->setClearButtonEnabled(true);
    follow_->setObjectName(QStringLiteral("follow"));
    follow_->setToolTip(tr("Always show the run that is running"));
    follow_->setChecked(true);
    buildTable();
    buildButtons();
    auto* top = new QHBoxLayout;
    top->addWidget(filter_, 1);
    top->addWidget(follow_);
    auto* bottom = new QHBoxLayout;
    for (QPushButton* button : {pause_, cancel_, again_}) bottom->addWidget(button);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(4, 4, 4, 4);
    all->addLayout(top);
    all->addWidget(problem_);
    all->addWidget(table_, 1);
    all->addLayout(bottom);
    setFocusProxy(table_);
    refreshButtons();
}

void RunListPanel::buildTable() {
    proxy_->setSourceModel(model_);
    table_->setObjectName(QStringLiteral("runs"));
    table_->setAccessibleName(tr("Runs"));
    table_->setModel(proxy_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setSortingEnabled(true);
    table_->sortByColumn(RunListModel::kState, Qt::AscendingOrder);
    table_->setItemDelegateForColumn(RunListModel::kProgress, new ProgressDelegate(table_));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    QHeaderView* header = table_->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(24);
    header->setSectionResizeMode(RunListModel::kScheme, QHeaderView::Stretch);
    const int unit = fontMetrics().averageCharWidth();
    table_->setColumnWidth(RunListModel::kState, 26);
    table_->setColumnWidth(RunListModel::kTask, unit * 8);
    table_->setColumnWidth(RunListModel::kSeed, unit * 7);
    table_->setColumnWidth(RunListModel::kProgress, unit * 12);
    table_->setColumnWidth(RunListModel::kScore, unit * 8);
    connect(filter_, &QLineEdit::textChanged, this, &RunListPanel::applyFilter);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!selecting_) follow_->setChecked(false);
        refreshButtons();
        emit selectionChanged(selected());
    });
}

void RunListPanel::applyFilter(const QString& text) {
    try {
        RunFilter filter(text.toStdString());
        selecting_ = true;  // runs that are hidden are not runs that somebody chose
        static_cast<RunsThrough*>(proxy_)->setFilter(std::move(filter));
        selecting_ = false;
        problem_->hide();
        emit filterChanged(text);
    } catch (const Error& error) {
        // Mostly half typed: the list stays as the last whole filter left it.
        problem_->setText(QString::fromStdString(error.what()));
        problem_->show();
        return;
    }
    if (follow_->isChecked()) follow();
}

void RunListPanel::buildButtons() {
    pause_->setObjectName(QStringLiteral("pause_runs"));
    cancel_->setObjectName(QStringLiteral("cancel_runs"));
    again_->setObjectName(QStringLiteral("again_with"));
    pause_->setIcon(themedIcon(QStringLiteral("pause"), palette()));
    cancel_->setIcon(themedIcon(QStringLiteral("cancel"), palette()));
    again_->setIcon(themedIcon(QStringLiteral("again"), palette()));
    again_->setToolTip(tr("A new study that starts from this run's settings"));
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
    model_->update(snapshot);
    if (follow_->isChecked()) follow();
    refreshButtons();
}

void RunListPanel::follow() {
    // A running run that weighs samples says most; then any that runs; then the last that did.
    std::int64_t best = 0;
    int best_rank = -1;
    for (int row = 0; row < model_->rowCount(); ++row) {
        if (!proxy_->mapFromSource(model_->index(row, 0)).isValid()) continue;  // filtered out
        const RunRow& run = model_->run(row)->row;
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
    QItemSelection selection;
    QModelIndex first;
    for (const std::int64_t id : ids) {
        const QModelIndex index = proxy_->mapFromSource(model_->index(model_->rowOf(id), 0));
        if (!index.isValid()) continue;
        if (!first.isValid()) first = index;
        selection.select(index, index.siblingAtColumn(RunListModel::kColumns - 1));
    }
    if (!first.isValid()) return;
    selecting_ = true;
    table_->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    table_->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    table_->scrollTo(first);
    selecting_ = false;
}

std::vector<std::int64_t> RunListPanel::selected() const {
    std::vector<std::int64_t> ids;
    const QModelIndex current = table_->selectionModel()->currentIndex();
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
        const auto id = index.data(RunListModel::kIdRole).toLongLong();
        if (index.row() == current.row())
            ids.insert(ids.begin(), id);
        else
            ids.push_back(id);
    }
    return ids;
}

void RunListPanel::setFollowing(bool on) {
    follow_->setChecked(on);
}

void RunListPanel::setReadOnly(bool on) {
    read_only_ = on;
    refreshButtons();
}

bool RunListPanel::anySelected(bool (*test)(const RunRow&)) const {
    const auto ids = selected();
    return std::any_of(ids.begin(), ids.end(), [this, test](std::int64_t id) {
        const RunSummary* run = model_->run(model_->rowOf(id));
        return run != nullptr && test(run->row);
    });
}

void RunListPanel::doVerb() {
    if (verb_ == Verb::kPause) return emit pauseRequested(selected());
    if (verb_ == Verb::kResume) return emit resumeRequested(selected());
    auto ids = selected();
    std::erase_if(ids, [this](std::int64_t id) {
        const RunSummary* run = model_->run(model_->rowOf(id));
        return run == nullptr || !endedEarly(run->row);
    });
    emit continueRequested(ids);
}

void RunListPanel::showVerb(Verb verb) {
    if (verb == verb_) return;
    verb_ = verb;
    const bool on = verb != Verb::kPause;
    pause_->setText(verb == Verb::kPause    ? tr("Pause")
                    : verb == Verb::kResume ? tr("Resume")
                                            : tr("Continue"));
    pause_->setToolTip(verb == Verb::kContinue
                           ? tr("Goes on after the last checkpoint of each, with the same bits")
                           : QString());
    pause_->setIcon(themedIcon(on ? QStringLiteral("resume") : QStringLiteral("pause"), palette()));
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
    again_->setEnabled(!read_only_ && !selected().empty());
}

}  // namespace alphascope
