// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_view.h"

#include <QJsonArray>

#include <algorithm>

namespace alphascope {

namespace {
constexpr int kWidest = 4000;  // pixels
}

QJsonObject toJson(const RunView& view) {
    QJsonArray columns;
    for (const RunView::Column& column : view.columns)
        columns << QJsonObject{{QStringLiteral("key"), column.key},
                               {QStringLiteral("width"), column.width}};
    return {{QStringLiteral("filter"), view.filter},
            {QStringLiteral("columns"), columns},
            {QStringLiteral("sort"), view.sort},
            {QStringLiteral("descending"), view.descending},
            {QStringLiteral("grouping"), view.grouping},
            {QStringLiteral("closed"), QJsonArray::fromStringList(view.closed)},
            {QStringLiteral("archived"), view.archived}};
}

RunView runViewFromJson(const QJsonObject& json) {
    RunView view;
    view.filter = json[QStringLiteral("filter")].toString();
    for (const QJsonValue& entry : json[QStringLiteral("columns")].toArray()) {
        const QString key = entry[QStringLiteral("key")].toString();
        const int width = entry[QStringLiteral("width")].toInt();
        if (!key.isEmpty()) view.columns.push_back({key, std::clamp(width, 0, kWidest)});
    }
    view.sort = json[QStringLiteral("sort")].toString(view.sort);
    view.descending = json[QStringLiteral("descending")].toBool();
    view.grouping = json[QStringLiteral("grouping")].toString();
    for (const QJsonValue& title : json[QStringLiteral("closed")].toArray())
        view.closed << title.toString();
    view.archived = json[QStringLiteral("archived")].toBool();
    return view;
}

}  // namespace alphascope
