// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mark_history.h"

#include "app/gui/launcher.h"
#include "widgets/menu_text.h"

#include <QAction>

#include <utility>

namespace alphascope {

MarkHistory::MarkHistory(Launcher& launcher, QObject* parent)
    : QObject(parent), launcher_(launcher), action_(new QAction(this)) {
    action_->setObjectName(QStringLiteral("undo_marks"));
    action_->setShortcut(QKeySequence::Undo);
    connect(action_, &QAction::triggered, this, &MarkHistory::undo);
    connect(&launcher_, &Launcher::marked, this, &MarkHistory::answer);
    refresh();
}

void MarkHistory::apply(const Step& step, const std::filesystem::path& database) {
    database_ = database;
    writing_[launcher_.mark(step.changes, database_)] = step;
    refresh();
    emit changed();
}

/// What could not be written has no way back, and what could not be taken back keeps it.
void MarkHistory::answer(int request, bool done) {
    auto written = writing_.extract(request);
    auto undone = undoing_.extract(request);
    if (!written.empty() && done) steps_.push_back(std::move(written.mapped()));
    if (!undone.empty() && !done) steps_.push_back(std::move(undone.mapped()));
    refresh();
    if (!done && !(written.empty() && undone.empty())) emit changed();  // from what was announced
    // What was to be undone is what was being written: where that failed there is nothing to undo.
    if (writing_.empty() && std::exchange(undo_wanted_, false) && done) undo();
}

void MarkHistory::undo() {
    undo_wanted_ = !writing_.empty();  // it follows once that has come to its end
    if (undo_wanted_ || steps_.empty()) return;
    Step last = std::move(steps_.back());
    steps_.pop_back();
    const int request = launcher_.mark(last.undo, database_);
    undoing_[request] = std::move(last);
    refresh();
    emit changed();
}

void MarkHistory::clear() {
    steps_.clear();
    writing_.clear();
    undoing_.clear();
    undo_wanted_ = false;
    refresh();
    emit changed();
}

void MarkHistory::refresh() {
    const Step* last = !writing_.empty() ? &writing_.rbegin()->second
                       : !steps_.empty() ? &steps_.back()
                                         : nullptr;
    action_->setEnabled(last != nullptr);
    action_->setText(last == nullptr ? tr("&Undo") : tr("&Undo: %1").arg(menuText(last->what)));
}

}  // namespace alphascope
