// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/other_runs.h"

#include "store/lives_here.h"
#include "widgets/queue_panel.h"
#include "widgets/run_list_model.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace alphascope {

namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kMost = 200;  // the texts change with every step

/// Those that train before those that wait, each in the order of their ids.
std::vector<const RunRow*> runsOfOthers(const Snapshot& snapshot, const Owner& self) {
    std::vector<const RunRow*> rows;
    for (const RunSummary& run : snapshot.runs)
        if (!isEnded(run.row->state) && run.row->owner != self) rows.push_back(run.row.get());
    std::stable_partition(rows.begin(), rows.end(),
                          [](const RunRow* row) { return row->state != RunState::kQueued; });
    return rows;
}

QString textOf(const RunRow& run) {
    const QString line = QStringLiteral("%1 · %2").arg(runLine(run), stateText(run));
    if (run.state == RunState::kQueued || run.total_steps <= 0) return line;
    return QStringLiteral("%1 · %2/%3").arg(line).arg(run.step).arg(run.total_steps);
}

}  // namespace

OtherRuns::OtherRuns(QWidget* parent)
    : QWidget(parent), list_(new QListWidget(this)), more_(new QLabel(this)) {
    auto* title = new QLabel(tr("Runs of other programs"), this);
    title->setObjectName(QStringLiteral("other_runs_title"));
    title->setMargin(6);
    title->setBuddy(list_);
    list_->setObjectName(QStringLiteral("other_runs"));
    list_->setAccessibleName(title->text());
    list_->setToolTip(
        tr("Studies in the background, terminals and other windows. They go on when this window is "
           "closed; the menu of a run asks its program."));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list_->setContextMenuPolicy(Qt::ActionsContextMenu);
    addVerb(QStringLiteral("other_pause"), tr("&Pause"), RequestVerb::kPause);
    addVerb(QStringLiteral("other_resume"), tr("&Resume"), RequestVerb::kResume);
    addVerb(QStringLiteral("other_cancel"), tr("&Cancel"), RequestVerb::kCancel);
    addVerb(QStringLiteral("other_first"), tr("Start &first"), RequestVerb::kFirst);
    addVerb(QStringLiteral("other_last"), tr("Start &last"), RequestVerb::kLast);
    more_->setObjectName(QStringLiteral("other_runs_more"));
    more_->setMargin(6);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(title);
    all->addWidget(list_, 1);
    all->addWidget(more_);
    showSnapshot(nullptr);
}

void OtherRuns::addVerb(const QString& name, const QString& text, RequestVerb verb) {
    auto* action = new QAction(text, list_);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, [this, verb] { ask(verb); });
    list_->addAction(action);
}

void OtherRuns::ask(RequestVerb verb) {
    std::vector<std::int64_t> ids;
    for (int row = 0; row < list_->count(); ++row)
        if (const QListWidgetItem* item = list_->item(row); item->isSelected())
            ids.push_back(item->data(kIdRole).toLongLong());
    // Each goes before all others, so the last one asked for is the first to start.
    if (verb == RequestVerb::kFirst) std::reverse(ids.begin(), ids.end());
    if (!ids.empty()) emit asked(ids, verb);
}

bool OtherRuns::isEmpty() const {
    return list_->count() == 0;
}

void OtherRuns::showSnapshot(const Snapshot* snapshot) {
    const auto all =
        snapshot != nullptr ? runsOfOthers(*snapshot, self_) : std::vector<const RunRow*>();
    const int shown = std::min(kMost, static_cast<int>(all.size()));
    std::set<qlonglong> chosen;
    for (const QListWidgetItem* item : list_->selectedItems())
        chosen.insert(item->data(kIdRole).toLongLong());
    while (list_->count() > shown) delete list_->takeItem(list_->count() - 1);
    while (list_->count() < shown) new QListWidgetItem(list_);
    for (int place = 0; place < shown; ++place) {
        const RunRow& run = *all[static_cast<std::size_t>(place)];
        QListWidgetItem* item = list_->item(place);
        const QString text = textOf(run);
        if (item->text() != text) item->setText(text);
        item->setToolTip(tr("process %1 on %2")
                             .arg(run.owner.pid)
                             .arg(QString::fromStdString(hostOf(run.owner))));
        item->setData(kIdRole, QVariant::fromValue<qlonglong>(run.id));
        item->setSelected(chosen.contains(run.id));
    }
    const int more = static_cast<int>(all.size()) - shown;
    more_->setText(more > 0 ? tr("and %Ln more", nullptr, more) : QString());
    more_->setVisible(more > 0);
    setVisible(shown > 0);
}

}  // namespace alphascope
