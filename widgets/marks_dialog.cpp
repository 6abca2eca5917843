// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/marks_dialog.h"

#include "study/error.h"
#include "widgets/look.h"
#include "widgets/menu_text.h"
#include "widgets/run_title.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

std::vector<std::string> commonTags(const std::vector<RunRow>& runs) {
    std::vector<std::string> common = runs.front().marks.tags;
    std::erase_if(common, [&runs](const std::string& tag) {
        return std::any_of(runs.begin(), runs.end(),
                           [&tag](const RunRow& run) { return !hasTag(run.marks.tags, tag); });
    });
    return common;
}

}  // namespace

MarksDialog::MarksDialog(std::vector<RunRow> runs, const QStringList& known_tags, QWidget* parent)
    : QDialog(parent),
      runs_(std::move(runs)),
      common_(commonTags(runs_)),
      tags_(new QLineEdit(this)),
      note_(new QPlainTextEdit(this)),
      problem_(new QLabel(this)) {
    setObjectName(QStringLiteral("marks_dialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    const bool several = runs_.size() > 1;
    setWindowTitle(
        several ? tr("Tags and note of %Ln run(s)", nullptr, static_cast<int>(runs_.size()))
                : tr("Tags and note of %1").arg(titleOf(runs_.front(), runs_.front().label)));
    QStringList tags;
    for (const std::string& tag : common_) tags << QString::fromStdString(tag);
    tags_->setObjectName(QStringLiteral("marks_tags"));
    tags_->setAccessibleName(tr("Tags"));
    tags_->setPlaceholderText(tr("Words, with commas between"));
    tags_->setText(tags.join(QStringLiteral(", ")));
    note_->setObjectName(QStringLiteral("marks_note"));
    note_->setAccessibleName(tr("Note"));
    note_->setTabChangesFocus(true);
    const bool one_note = std::all_of(runs_.begin(), runs_.end(), [this](const RunRow& run) {
        return run.marks.note == runs_.front().marks.note;
    });
    if (one_note) note_->setPlainText(QString::fromStdString(runs_.front().marks.note));
    if (!one_note)
        note_->setPlaceholderText(tr("They have several notes, which stay unless you write one."));
    note_at_first_ = note_->toPlainText();
    problem_->setObjectName(QStringLiteral("marks_problem"));
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    problem_->hide();
    auto* line = new QHBoxLayout;
    line->addWidget(tags_, 1);
    if (!known_tags.isEmpty()) line->addWidget(knownTags(known_tags));
    auto* form = new QFormLayout;
    form->addRow(several ? tr("Tags of all") : tr("Tags"), line);
    form->addRow(tr("Note"), note_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("marks_ok"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("marks_cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &MarksDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* all = new QVBoxLayout(this);
    all->addLayout(form, 1);
    all->addWidget(problem_);
    all->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 70, fontMetrics().height() * 16);
}

QToolButton* MarksDialog::knownTags(const QStringList& known_tags) {
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("marks_known_tags"));
    button->setText(tr("Add"));
    button->setAccessibleName(tr("Add a tag that other runs have"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    for (const QString& tag : known_tags)
        connect(menu->addAction(menuText(tag)), &QAction::triggered, this, [this, tag] {
            const QString before = tags_->text().trimmed();
            tags_->setText(before.isEmpty() ? tag : before + QStringLiteral(", ") + tag);
        });
    button->setMenu(menu);
    return button;
}

std::vector<MarkChange> MarksDialog::changes() const {
    const auto wanted = tagsFrom(tags_->text().toStdString());
    const QString note = note_->toPlainText();
    std::vector<MarkChange> changes;
    for (const RunRow& run : runs_) {
        MarkChange change;
        change.run_id = run.id;
        for (const std::string& tag : wanted)
            if (!hasTag(run.marks.tags, tag)) change.add_tags.push_back(tag);
        for (const std::string& tag : common_)
            if (!hasTag(wanted, tag)) change.remove_tags.push_back(tag);
        if (note != note_at_first_ && note.toStdString() != run.marks.note)
            change.note = note.toStdString();
        if (!change.empty()) changes.push_back(std::move(change));
    }
    return changes;
}

void MarksDialog::accept() {
    try {
        auto wanted = changes();
        if (!wanted.empty()) emit changesWanted(std::move(wanted));
    } catch (const Error& error) {
        problem_->setText(QString::fromStdString(error.what()));
        problem_->show();
        return;
    }
    QDialog::accept();
}

}  // namespace alphascope
