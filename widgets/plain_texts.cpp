// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plain_texts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>

namespace alphascope {

PlainTexts::PlainTexts(QObject* parent) : QObject(parent) {
    QCoreApplication::instance()->installEventFilter(this);
}

/// Before a label is shown for the first time. Tool tips and message boxes have one, too.
bool PlainTexts::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Polish || event->type() == QEvent::Show)
        if (auto* label = qobject_cast<QLabel*>(watched);
            label && label->textFormat() == Qt::AutoText)
            label->setTextFormat(Qt::PlainText);
    return QObject::eventFilter(watched, event);
}

}  // namespace alphascope
