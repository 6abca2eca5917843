// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace alphascope {

/// Takes everything out of a menu that is filled anew each time it opens: its submenus and action
/// groups too, which QMenu::clear() leaves.
void emptyMenu(QMenu& menu);

}  // namespace alphascope
