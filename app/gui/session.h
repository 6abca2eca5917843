// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QSettings;

namespace alphascope {

/// What the user was looking at when the window was closed, beside the layout: found again at the
/// next start that names no database and no runs of its own.
struct Session {
    QString database;  ///< absolute; empty: the user's own
    QStringList runs;  ///< uuids of the selected runs, in order

    static Session read(const QSettings& settings);
    void write(QSettings& settings) const;
};

}  // namespace alphascope
