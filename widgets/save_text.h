// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace alphascope {

/// Writes a whole file or none; the answer is empty, or why it cannot be written, for the user.
QString writeText(const QString& file, const QString& text);

/// Asks where to, then writes as above; empty too where the user thinks better of it.
QString saveText(QWidget* parent, const QString& title, const QString& suggested,
                 const QString& suffix, const QString& text);

}  // namespace alphascope
