// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mark_history.h"

#include "app/gui/launcher.h"

#include <QAction>

namespace alphascope {

MarkHistory::MarkHistory(Launcher& launcher, QObject* parent)
    : QObject(parent), launcher_(launcher), action_(new QAction(this)) {
    action_->setObjectName(QStringLiteral("undo_marks"));
    action_->setShortcut(QKeySequence::Undo);
    connect(action_, &QAction::triggered, this, &MarkHistory::undo);
    refresh();
}

void MarkHistory::apply(const Step& step, const std::filesystem::path& database) {
    database_ = database;
    launcher_.mark(step.changes, database_);
    steps_.push_back(step);
    refresh();
}

void MarkHistory::undo() {
    if (steps_.empty()) return;
    launcher_.mark(steps_.back().undo, database_);
    steps_.pop_back();
    refresh();
}

void MarkHistory::clear() {
    steps_.clear();
    refresh();
}

void MarkHistory::refresh() {
    action_->setEnabled(!steps_.empty());
    emit changed();
    action_->setText(steps_.empty() ? tr("&Undo") : tr("&Undo: %1").arg(steps_.back().what));
}

}  // namespace alphascope
