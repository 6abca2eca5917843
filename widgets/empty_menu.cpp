// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/empty_menu.h"

#include <QActionGroup>
#include <QMenu>

namespace alphascope {

void emptyMenu(QMenu& menu) {
    menu.clear();
    for (QObject* old : menu.findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly))
        delete old;
    for (QObject* old : menu.findChildren<QActionGroup*>(QString(), Qt::FindDirectChildrenOnly))
        delete old;
}

}  // namespace alphascope
