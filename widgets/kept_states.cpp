// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kept_states.h"

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

void KeptStates::addChoices(QMenu& menu) {
    for (const QString& name : all_.keys()) {
        QAction* action =
            menu.addAction(name, this, [this, name] { emit chosen(all_[name].toObject()); });
        action->setObjectName(words_.kind + QLatin1Char('_') + name);
    }
}

void KeptStates::addTools(QMenu& menu) {
    QAction* keep = menu.addAction(words_.keep, this, &KeptStates::askForName);
    keep->setObjectName(QStringLiteral("keep_") + words_.kind);
    if (all_.isEmpty()) return;
    QMenu* gone = menu.addMenu(words_.gone);
    for (const QString& name : all_.keys()) {
        QAction* action = gone->addAction(name, this, [this, name] {
            all_.remove(name);
            emit changed();
        });
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
        if (name.trimmed().isEmpty()) return;
        all_[name.trimmed()] = now_();
        emit changed();
    });
    dialog->open();
}

}  // namespace alphascope
