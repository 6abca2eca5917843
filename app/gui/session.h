// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>

class QSettings;

namespace alphascope {

/// What the user was looking at when the window was closed, beside the layout: found again at the
/// next start that names no database and no runs of its own.
struct Session {
    QString database;  ///< absolute; empty: the user's own
    QStringList runs;  ///< uuids of the selected runs, in order; empty: the running one is followed
    QJsonObject place;  ///< see Workspace::place()

    static Session read(const QSettings& settings);
    /// By the keys of the settings.
    [[nodiscard]] QVariantMap values() const;
};

/// An object that is kept as text; empty where there is none or it cannot be read.
QJsonObject readJson(const QSettings& settings, const QString& key);
void writeJson(QSettings& settings, const QString& key, const QJsonObject& json);
/// As it is kept.
QByteArray jsonText(const QJsonObject& json);

}  // namespace alphascope
