// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace alphascope {

/// An icon of resources/icons ("new-study") in the text colour of whatever theme there is when it
/// is drawn, and at the pixels of the screen.
QIcon liveIcon(const QString& name);

}  // namespace alphascope
