// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue_panel.h"

#include "store/queue_notes.h"
#include "widgets/other_runs.h"
#include "widgets/run_columns.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace alphascope {

namespace {

constexpr int kIdRole = Qt::UserRole;

}  // namespace

QString runLine(const RunRow& run) {
    const QString line = QueuePanel::tr("%1 · %2 · seed %3")
                             .arg(taskName(run.task), QString::fromStdString(run.label))
                             .arg(run.seed);
    return run.message == kHeldBack ? QueuePanel::tr("%1 (held back)").arg(line) : line;
}

QueuePanel::QueuePanel(QWidget* parent)
    : QWidget(parent),
      list_(new QListWidget(this)),
      at_once_row_(new QWidget(this)),
      at_once_(new QSpinBox(at_once_row_)),
      others_(new OtherRuns(this)),
      empty_(
          new QLabel(tr("No run waits in this window.\n\nThe runs of a study that wait for their "
                        "turn stand here. Drag them into the order in which they shall start."),
                     this)) {
    setObjectName(QStringLiteral("queue"));
    list_->setObjectName(QStringLiteral("queue_list"));
    list_->setAccessibleName(tr("Waiting runs, the next one first"));
    list_->setToolTip(
        tr("Drag runs, or move them with Alt and the arrow keys; a teacher stays "
           "before its students"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list_->setDragDropMode(QAbstractItemView::InternalMove);
    list_->setContextMenuPolicy(Qt::ActionsContextMenu);
    list_->addAction(addStep(QStringLiteral("queue_up"), tr("Start &earlier"),
                             QKeySequence(Qt::ALT | Qt::Key_Up), -1));
    list_->addAction(addStep(QStringLiteral("queue_down"), tr("Start &later"),
                             QKeySequence(Qt::ALT | Qt::Key_Down), 1));
    empty_->setObjectName(QStringLiteral("queue_empty"));
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignTop);
    empty_->setMargin(6);
    at_once_->setObjectName(QStringLiteral("runs_at_once"));
    at_once_->setAccessibleName(tr("Runs at once"));
    at_once_->setToolTip(
        tr("On the CPU and on each GPU. Where there are more, they go on; the next "
           "one starts when so many are left"));
    at_once_->setRange(1, 1024);
    at_once_->setKeyboardTracking(false);  // "12" is not first 1
    auto* label = new QLabel(tr("&Runs at once"), at_once_row_);
    label->setBuddy(at_once_);
    auto* row = new QHBoxLayout(at_once_row_);
    row->setContentsMargins(6, 4, 6, 0);
    row->addWidget(label);
    row->addWidget(at_once_);
    row->addStretch(1);
    connect(at_once_, &QSpinBox::valueChanged, this, &QueuePanel::concurrentWanted);
    setConcurrent(0);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(at_once_row_);
    all->addWidget(empty_);
    all->addWidget(list_, 1);
    all->addWidget(others_, 1);
    moved_.setSingleShot(true);
    moved_.setInterval(0);
    connect(list_->model(), &QAbstractItemModel::rowsMoved, &moved_, qOverload<>(&QTimer::start));
    connect(&moved_, &QTimer::timeout, this, [this] {
        order_ = listed();  // until the queue answers
        emit orderWanted(order_);
    });
    refill();
}

QAction* QueuePanel::addStep(const QString& name, const QString& text, const QKeySequence& keys,
                             int by) {
    auto* action = new QAction(text, list_);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, by] { step(by); });
    return action;
}

void QueuePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    shown_ = snapshot;
    others_->showSnapshot(snapshot.get());
    refill();
}

void QueuePanel::setConcurrent(int runs_at_once) {
    const QSignalBlocker quiet(at_once_);  // it is no wish of the user's
    at_once_row_->setVisible(runs_at_once > 0);
    if (runs_at_once > 0) at_once_->setValue(runs_at_once);
}

void QueuePanel::setOrder(const std::vector<std::int64_t>& ids) {
    order_ = ids;
    refill();
}

/// Of another database than the queue's, no run waits here.
void QueuePanel::refill() {
    std::vector<const RunRow*> rows;
    if (shown_ && !order_.empty()) {
        std::unordered_map<std::int64_t, const RunRow*> waiting;
        for (const RunSummary& run : shown_->runs)
            if (run.row->state == RunState::kQueued && run.row->owner == self_)
                waiting[run.row->id] = run.row.get();
        for (const std::int64_t id : order_)
            if (const auto found = waiting.find(id); found != waiting.end())
                rows.push_back(found->second);
    }
    const auto old = listed();
    const bool same = std::equal(rows.begin(), rows.end(), old.begin(), old.end(),
                                 [](const RunRow* row, std::int64_t id) { return row->id == id; });
    std::set<qlonglong> chosen;
    for (const QListWidgetItem* item : list_->selectedItems())
        chosen.insert(item->data(kIdRole).toLongLong());
    if (!same) list_->clear();
    for (std::size_t place = 0; place < rows.size(); ++place) {
        auto* item = same ? list_->item(static_cast<int>(place)) : new QListWidgetItem(list_);
        item->setText(runLine(*rows[place]));
        item->setData(kIdRole, QVariant::fromValue<qlonglong>(rows[place]->id));
        item->setSelected(chosen.contains(rows[place]->id));
    }
    list_->setVisible(!rows.empty());
    empty_->setVisible(rows.empty() && others_->isEmpty());
}

std::vector<std::int64_t> QueuePanel::listed() const {
    std::vector<std::int64_t> ids;
    ids.reserve(static_cast<std::size_t>(list_->count()));
    for (int row = 0; row < list_->count(); ++row)
        ids.push_back(list_->item(row)->data(kIdRole).toLongLong());
    return ids;
}

void QueuePanel::step(int by) {
    std::vector<int> rows;
    for (const QListWidgetItem* item : list_->selectedItems()) rows.push_back(list_->row(item));
    std::sort(rows.begin(), rows.end());
    if (by > 0) std::reverse(rows.begin(), rows.end());
    int wall = by < 0 ? -1 : list_->count();  // what has come to the end stays, and blocks
    for (const int row : rows) {
        const int target = row + by;
        if (target == wall) {
            wall = row;
            continue;
        }
        // Before which row it comes, counted as if it were still there.
        list_->model()->moveRow({}, row, {}, by < 0 ? target : target + 1);
    }
}

}  // namespace alphascope
