// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace alphascope {

/// How the run list is looked at; can be kept under a name.
struct RunView {
    struct Column {
        QString key;    ///< see run_columns.h
        int width = 0;  ///< pixels; 0: as it comes

        bool operator==(const Column&) const = default;
    };
    QString filter;
    std::vector<Column> columns;  ///< those that are seen, from left to right; empty: as they come
    QString sort = QStringLiteral("state");  ///< a column's key
    bool descending = false;
    QString grouping;    ///< see RunRows::setGrouping()
    QStringList closed;  ///< groups, by their titles
    bool archived = false;

    bool operator==(const RunView&) const = default;
};

QJsonObject toJson(const RunView& view);
/// What is missing or of the wrong kind is as it comes.
RunView runViewFromJson(const QJsonObject& json);

}  // namespace alphascope
