// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study_notice.h"

#include <utility>

namespace alphascope {

void StudyNotice::look(const Snapshot& snapshot) {
    tally_.look(snapshot);
    const bool same = snapshot.database == std::exchange(database_, snapshot.database);
    const auto before = std::exchange(active_, {});
    for (const auto& [uuid, study] : tally_.studies()) {
        if (study.active > 0) active_.insert(uuid);
        if (study.active > 0 || !same || !before.contains(uuid)) continue;
        const QString name = QString::fromStdString(study.name);
        QString text =
            tr("Study \"%1\" has ended. Runs that finished: %2.").arg(name).arg(study.finished);
        if (study.others > 0) text += tr(" Runs that did not: %1.").arg(study.others);
        emit ended(text, study.others == 0);
    }
}

}  // namespace alphascope
