// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session.h"

#include <QJsonDocument>
#include <QSettings>

namespace alphascope {
namespace {

constexpr auto kDatabase = "session/database", kRuns = "session/runs";

}  // namespace

Session Session::read(const QSettings& settings) {
    return {.database = settings.value(QLatin1String(kDatabase)).toString(),
            .runs = settings.value(QLatin1String(kRuns)).toStringList()};
}

void Session::write(QSettings& settings) const {
    settings.setValue(QLatin1String(kDatabase), database);
    settings.setValue(QLatin1String(kRuns), runs);
}

QJsonObject readJson(const QSettings& settings, const QString& key) {
    return QJsonDocument::fromJson(settings.value(key).toByteArray()).object();
}

void writeJson(QSettings& settings, const QString& key, const QJsonObject& json) {
    settings.setValue(key, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

}  // namespace alphascope
