// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/choices_edit.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QWheelEvent>

#include <algorithm>

namespace alphascope {

ChoicesEdit::ChoicesEdit(const QStringList& choices, QWidget* parent)
    : QComboBox(parent), choices_(choices), values_(choices.mid(0, 1)) {
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    addItems(choices);
    setToolTip(range());
    connect(this, &QComboBox::editTextChanged, this, [this] {
        read();
        emit changed();
    });
}

QString ChoicesEdit::range() const {
    return tr("one of %1, or several of them").arg(choices_.join(QStringLiteral(", ")));
}

void ChoicesEdit::setValues(const QStringList& values) {
    setEditText(values.join(QStringLiteral(", ")));
}

void ChoicesEdit::read() {
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    const QStringList names = currentText().split(between, Qt::SkipEmptyParts);
    valid_ = !names.isEmpty() &&
             std::all_of(names.begin(), names.end(),
                         [this](const QString& name) { return choices_.contains(name); });
    if (valid_) values_ = names;
    QPalette colours;
    if (!valid_) colours.setColor(QPalette::Text, QColor(0xD5, 0x5E, 0x00));
    lineEdit()->setPalette(colours);
}

void ChoicesEdit::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

}  // namespace alphascope
