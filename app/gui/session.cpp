// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session.h"

#include <QJsonDocument>
#include <QSettings>

namespace alphascope {
namespace {

const QString kDatabase = QStringLiteral("session/database"),
              kRuns = QStringLiteral("session/runs"), kPlace = QStringLiteral("session/place");

}  // namespace

Session Session::read(const QSettings& settings) {
    return {.database = settings.value(kDatabase).toString(),
            .runs = settings.value(kRuns).toStringList(),
            .place = readJson(settings, kPlace)};
}

QVariantMap Session::values() const {
    return {{kDatabase, database}, {kRuns, runs}, {kPlace, jsonText(place)}};
}

QJsonObject readJson(const QSettings& settings, const QString& key) {
    return QJsonDocument::fromJson(settings.value(key).toByteArray()).object();
}

void writeJson(QSettings& settings, const QString& key, const QJsonObject& json) {
    settings.setValue(key, jsonText(json));
}

QByteArray jsonText(const QJsonObject& json) {
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

}  // namespace alphascope
