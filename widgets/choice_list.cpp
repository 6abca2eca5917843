// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/choice_list.h"

#include <QKeyEvent>
#include <QSignalBlocker>

namespace alphascope {

namespace {

QListWidgetItem* makeItem(const QString& name, Qt::CheckState state) {
    auto* item = new QListWidgetItem(name);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                   Qt::ItemIsDragEnabled);
    item->setCheckState(state);
    return item;
}

}  // namespace

ChoiceList::ChoiceList(QWidget* parent) : QListWidget(parent) {
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setToolTip(tr("Tick what is shown; drag, or press Alt+Up and Alt+Down, to change the order."));
    connect(this, &QListWidget::itemChanged, this, &ChoiceList::changed);
    connect(model(), &QAbstractItemModel::rowsMoved, this, &ChoiceList::changed);
}

void ChoiceList::setChoices(const QStringList& names) {
    const QSignalBlocker quiet(this);
    for (int i = count() - 1; i >= 0; --i)
        if (!names.contains(item(i)->text())) delete takeItem(i);
    for (const QString& name : names)
        if (findItems(name, Qt::MatchExactly | Qt::MatchCaseSensitive).isEmpty())
            addItem(makeItem(name, Qt::Checked));
}

QStringList ChoiceList::names() const {
    QStringList all;
    for (int i = 0; i < count(); ++i) all << item(i)->text();
    return all;
}

QStringList ChoiceList::chosen() const {
    QStringList names;
    for (int i = 0; i < count(); ++i)
        if (item(i)->checkState() == Qt::Checked) names << item(i)->text();
    return names;
}

void ChoiceList::choose(const QStringList& names) {
    {
        const QSignalBlocker quiet(this);
        for (int i = 0; i < count(); ++i)
            item(i)->setCheckState(names.contains(item(i)->text()) ? Qt::Checked : Qt::Unchecked);
    }
    emit changed();
}

void ChoiceList::arrange(const QStringList& names) {
    {
        const QSignalBlocker quiet(this);
        int place = 0;
        for (const QString& name : names)
            for (int i = place; i < count(); ++i)
                if (item(i)->text() == name) {
                    insertItem(place++, takeItem(i));
                    break;
                }
    }
    choose(names);
}

void ChoiceList::moveCurrent(int by) {
    const int from = currentRow(), to = from + by;
    if (from < 0 || to < 0 || to >= count()) return;
    {
        const QSignalBlocker quiet(this);
        QListWidgetItem* moved = takeItem(from);
        insertItem(to, moved);
        setCurrentItem(moved);
    }
    emit changed();
}

void ChoiceList::keyPressEvent(QKeyEvent* event) {
    const bool up = event->key() == Qt::Key_Up, down = event->key() == Qt::Key_Down;
    if (event->modifiers().testFlag(Qt::AltModifier) && (up || down))
        moveCurrent(up ? -1 : 1);
    else
        QListWidget::keyPressEvent(event);
}

QSize ChoiceList::sizeHint() const {
    return {220, 5 * (fontMetrics().height() + 6)};
}

}  // namespace alphascope
