// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_columns.h"

#include "study/task.h"

#include <algorithm>

namespace alphascope {

bool RunKey::operator<(const RunKey& other) const {
    if (number && other.number) return *number < *other.number;
    if (number || other.number) return number.has_value();
    if (text.empty() || other.text.empty()) return !text.empty() && other.text.empty();
    return text < other.text;
}

bool isSettingOrScore(const QString& key) {
    return key.startsWith(kSettingPrefix) || key.startsWith(kScorePrefix);
}

QString extraTitle(const QString& key) {
    if (key.startsWith(kScorePrefix)) return key.mid(kScorePrefix.size());
    return key.mid(std::max(kSettingPrefix.size() - 1, key.lastIndexOf(QLatin1Char('.'))) + 1);
}

QString taskName(const std::string& id) {
    const TaskDescriptor* task = knownTask(id);
    return QString::fromStdString(task != nullptr ? task->name : id);
}

QString plainNumber(double value) {
    return QString::number(value, 'g', 6);
}

QString tagsText(const RunRow& row) {
    QString text;
    for (const std::string& tag : row.marks.tags)
        text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + QString::fromStdString(tag);
    return text;
}

}  // namespace alphascope
