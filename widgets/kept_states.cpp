// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kept_states.h"

#include "widgets/menu_text.h"

#include <QInputDialog>
#include <QMenu>

#include <utility>

namespace alphascope {

KeptStates::KeptStates(Words words, std::function<QJsonObject()> now, QWidget* parent)
    : QObject(parent), words_(std::move(words)), now_(std::move(now)), parent_(parent) {}

void KeptStates::setAll(const QJsonObject& states) {
    all_ = states;
    emit changed();
}

void KeptStates::put(const QString& name, const QJsonObject& state) {
    all_[name] = state;
    emit changed();
}

void KeptStates::addChoices(QMenu& menu) {
    for (const QString& name : all_.keys()) {
        QAction* action = menu.addAction(menuText(name), this,
                                         [this, name] { emit chosen(all_[name].toObject()); });
        action->setObjectName(words_.kind + QLatin1Char('_') + name);
    }
}

void KeptStates::addTools(QMenu& menu) {
    QAction* keep = menu.addAction(words_.keep, this, &KeptStates::askForName);
    keep->setObjectName(QStringLiteral("keep_") + words_.kind);
    if (all_.isEmpty()) return;
    QMenu* gone = menu.addMenu(words_.gone);
    for (const QString& name : all_.keys()) {
        QAction* action = gone->addAction(menuText(name), this, [this, name] { drop(name); });
        action->setObjectName(QStringLiteral("delete_%1_%2").arg(words_.kind, name));
    }
}

void KeptStates::askForName() {
    auto* dialog = new QInputDialog(parent_);
    dialog->setObjectName(words_.kind + QStringLiteral("_name"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(words_.keep_title);
    dialog->setLabelText(tr("Its name; an old one of the same name is replaced"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!name.trimmed().isEmpty()) keepNow(name.trimmed());
    });
    dialog->open();
}

void KeptStates::keepNow(const QString& name) {
    const QJsonValue before = all_.value(name);
    put(name, now_());
    if (!before.isUndefined() && before != all_.value(name))
        emit lost(tr("\"%1\" has been replaced.").arg(name), name, before.toObject());
}

void KeptStates::drop(const QString& name) {
    const QJsonObject before = all_.take(name).toObject();
    emit changed();
    emit lost(tr("\"%1\" has been deleted.").arg(name), name, before);
}

}  // namespace alphascope
