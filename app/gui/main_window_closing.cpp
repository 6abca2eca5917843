// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the runs, and of what was typed, when the window closes.
#include "app/gui/main_window.h"

#include <QCloseEvent>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace alphascope {

void MainWindow::closeEvent(QCloseEvent* event) {
    saved_.clear();  // another window may have written since: the last to close is found again
    saveSettings();
    if (stopping_ && !closing_) return event->ignore();  // it closes by itself, once they have
    const bool busy = !closing_ && hasActiveRuns();
    const bool edited = !closing_ && formsAreEdited();
    event->setAccepted(!busy && !edited);
    if (busy) return askBeforeClosing();
    if (edited)
        leaveForms([this] {  // after this event: a window does not close twice at once
            closing_ = true;
            close();
        });
}

void MainWindow::askBeforeClosing() {
    if (close_question_ && close_question_->isVisible()) {  // an answered one goes a little later
        close_question_->raise();
        return close_question_->activateWindow();
    }
    auto* question = new QMessageBox(
        QMessageBox::Question, tr("Runs are active"),
        tr("Runs of this window are still active. They can go on without it, or stop at "
           "a checkpoint; Continue takes them up there."),
        QMessageBox::NoButton, this);
    close_question_ = question;
    question->setObjectName(QStringLiteral("close_question"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* cancel =
        question->addButton(tr("Stop the runs and close"), QMessageBox::DestructiveRole);
    cancel->setObjectName(QStringLiteral("close_stop_runs"));
    QPushButton* hide =
        question->addButton(tr("Hide the window and go on"), QMessageBox::AcceptRole);
    hide->setObjectName(QStringLiteral("close_hide"));
    QPushButton* keep = question->addButton(tr("Keep the window"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("close_keep"));
    question->setDefaultButton(keep);
    connect(hide, &QPushButton::clicked, this, [this] { leaveForms([this] { hideWindow(); }); });
    connect(cancel, &QPushButton::clicked, this, [this] {
        leaveForms([this] {
            status_->setText(tr("Stopping the runs at a checkpoint…"));
            setEnabled(false);
            stopping_ = true;
            launcher_.stop();
        });
    });
    question->open();
}

void MainWindow::hideWindow() {
    if (background_.enter()) return;
    say(tr("This desktop has no tray from which a hidden window could be brought back: the window "
           "is minimised, and the runs go on."),
        false);
}

}  // namespace alphascope
