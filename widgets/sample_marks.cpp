// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_marks.h"

#include <QSettings>
#include <QStringList>

namespace alphascope {

namespace {

QString keyOf(const std::string& hash) {
    return QStringLiteral("marks/") + QString::fromStdString(hash);
}

}  // namespace

void SampleMarks::open(const std::string& set_hash) {
    if (set_hash == hash_) return;
    hash_ = set_hash;
    ids_.clear();
    if (!possible()) return;
    const QString kept = QSettings().value(keyOf(hash_)).toString();
    for (const QString& text : kept.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        bool number = false;
        const std::uint32_t id = text.toUInt(&number);
        if (number) ids_.insert(id);
    }
}

void SampleMarks::set(std::uint32_t id, bool on) {
    if (!possible() || contains(id) == on) return;
    if (on)
        ids_.insert(id);
    else
        ids_.erase(id);
    QStringList all;
    for (const std::uint32_t marked : ids_) all << QString::number(marked);
    QSettings settings;
    if (all.isEmpty())
        settings.remove(keyOf(hash_));
    else
        settings.setValue(keyOf(hash_), all.join(QLatin1Char(' ')));
}

}  // namespace alphascope
