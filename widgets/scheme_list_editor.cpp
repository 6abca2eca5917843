// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scheme_list_editor.h"

#include "widgets/core_words.h"
#include "widgets/field_form.h"
#include "widgets/live_icon.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace alphascope {

SchemeEditor::SchemeEditor(const SchemeChoice& choice, QWidget* parent)
    : QWidget(parent),
      scheme_(new QComboBox(this)),
      remove_(new QToolButton(this)),
      about_(new QLabel(this)) {
    for (const SchemeDescriptor& scheme : schemeTable()) {
        scheme_->addItem(QString::fromStdString(scheme.name), QString::fromStdString(scheme.id));
    }
    scheme_->setObjectName(QStringLiteral("scheme_id"));
    scheme_->setAccessibleName(tr("Scheme"));
    scheme_->setCurrentIndex(std::max(0, scheme_->findData(QString::fromStdString(choice.id))));
    remove_->setObjectName(QStringLiteral("scheme_remove"));
    remove_->setAccessibleName(tr("Remove this scheme"));
    remove_->setAutoRaise(true);
    remove_->setIcon(liveIcon(QStringLiteral("close")));
    about_->setTextFormat(Qt::PlainText);
    about_->setWordWrap(true);
    about_->setForegroundRole(QPalette::PlaceholderText);
    auto* head = new QHBoxLayout;
    head->addWidget(scheme_, 1);
    head->addWidget(remove_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 8);
    all->setSpacing(3);
    all->addLayout(head);
    all->addWidget(about_);
    connect(remove_, &QToolButton::clicked, this, &SchemeEditor::removed);
    connect(scheme_, &QComboBox::currentIndexChanged, this, [this] {
        showScheme({.id = {}, .parameters = {}});
        emit changed();
    });
    showScheme(choice);
}

void SchemeEditor::showScheme(const SchemeChoice& choice) {
    const SchemeDescriptor& scheme = findScheme(scheme_->currentData().toString().toStdString());
    about_->setText(tr("%1   ·   needs %2   ·   costs %3")
                        .arg(inWords(scheme.formula), inWords(scheme.needs),
                             QString::fromStdString(scheme.cost)));
    about_->setToolTip(QString::fromStdString(scheme.source));
    delete form_;
    form_ = new FieldForm(QStringLiteral("%1_").arg(scheme_->currentData().toString()), this);
    for (const ParameterDescriptor& parameter : scheme.parameters) {
        form_->addParameter(parameter);
        const auto given = choice.parameters.find(parameter.name);
        if (given != choice.parameters.end()) form_->setValue(parameter.name, given->second);
    }
    for (const auto& [name, values] : choice.grid) form_->setValues(name, values);
    form_->setVisible(!scheme.parameters.empty());
    connect(form_, &FieldForm::changed, this, &SchemeEditor::changed);
    layout()->addWidget(form_);
}

SchemeChoice SchemeEditor::choice() const {
    SchemeChoice choice;
    choice.id = scheme_->currentData().toString().toStdString();
    for (const ParameterDescriptor& parameter : findScheme(choice.id).parameters) {
        std::vector<ParameterValue> values = form_->values(parameter.name);
        if (values.size() > 1)
            choice.grid[parameter.name] = std::move(values);
        else
            choice.parameters[parameter.name] = values.front();
    }
    return choice;
}

QStringList SchemeEditor::problems() const {
    return form_->problems();
}

SchemeListEditor::SchemeListEditor(QWidget* parent)
    : QWidget(parent), rows_(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("scheme_list"));
    rows_->setContentsMargins(0, 0, 0, 0);
    auto* add_button = new QToolButton(this);
    add_button->setObjectName(QStringLiteral("add_scheme"));
    add_button->setText(tr("Add scheme"));
    add_button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(add_button);
    for (const SchemeDescriptor& scheme : schemeTable()) {
        QAction* action = menu->addAction(QString::fromStdString(scheme.name));
        action->setObjectName(QStringLiteral("add_%1").arg(QString::fromStdString(scheme.id)));
        action->setToolTip(QString::fromStdString(scheme.formula));
        connect(action, &QAction::triggered, this, [this, id = scheme.id] {
            add({.id = id, .parameters = {}});
            emit changed();
        });
    }
    add_button->setMenu(menu);
    rows_->addWidget(add_button, 0, Qt::AlignLeft);
}

void SchemeListEditor::setSchemes(const std::vector<SchemeChoice>& schemes) {
    for (SchemeEditor* editor : editors_) delete editor;
    editors_.clear();
    for (const SchemeChoice& scheme : schemes) add(scheme);
    emit changed();
}

std::vector<SchemeChoice> SchemeListEditor::schemes() const {
    std::vector<SchemeChoice> schemes;
    schemes.reserve(editors_.size());
    for (const SchemeEditor* editor : editors_) schemes.push_back(editor->choice());
    return schemes;
}

QStringList SchemeListEditor::problems() const {
    QStringList found;
    for (const SchemeEditor* editor : editors_) found << editor->problems();
    return found;
}

void SchemeListEditor::add(const SchemeChoice& choice) {
    auto* editor = new SchemeEditor(choice, this);
    rows_->insertWidget(rows_->count() - 1, editor);  // above the button
    editors_.push_back(editor);
    connect(editor, &SchemeEditor::changed, this, &SchemeListEditor::changed);
    connect(editor, &SchemeEditor::removed, this, [this, editor] {
        std::erase(editors_, editor);
        editor->deleteLater();
        editor->hide();
        renumber();
        emit changed();
    });
    renumber();
}

void SchemeListEditor::renumber() {
    for (std::size_t i = 0; i < editors_.size(); ++i) {
        editors_[i]->setObjectName(QStringLiteral("scheme_%1").arg(i));
    }
}

}  // namespace alphascope
