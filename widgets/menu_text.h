// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace alphascope {

/// A name that somebody chose, as the text of a menu entry or a button: there a single "&"
/// underlines the letter after it and is not seen itself.
inline QString menuText(QString name) {
    return name.replace(QLatin1Char('&'), QLatin1String("&&"));
}

}  // namespace alphascope
