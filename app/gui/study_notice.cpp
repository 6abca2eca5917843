// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study_notice.h"

#include <map>
#include <utility>

namespace alphascope {
namespace {

struct Counts {
    std::string name;
    int finished = 0;
    int others = 0;  ///< ended otherwise
    bool active = false;
};

}  // namespace

void StudyNotice::look(const Snapshot& snapshot) {
    std::map<std::string, Counts> studies;
    for (const RunSummary& run : snapshot.runs) {
        Counts& counts = studies[run.row->study_uuid];
        counts.name = run.row->study;
        if (!isEnded(run.row->state))
            counts.active = true;
        else
            ++(run.row->state == RunState::kFinished ? counts.finished : counts.others);
    }
    const bool same = snapshot.database == std::exchange(database_, snapshot.database);
    const auto before = std::exchange(active_, {});
    for (const auto& [uuid, counts] : studies) {
        if (counts.active) active_.insert(uuid);
        if (counts.active || !same || !before.contains(uuid)) continue;
        const QString name = QString::fromStdString(counts.name);
        QString text =
            tr("Study \"%1\" has ended. Runs that finished: %2.").arg(name).arg(counts.finished);
        if (counts.others > 0) text += tr(" Runs that did not: %1.").arg(counts.others);
        emit ended(text, counts.others == 0);
    }
}

}  // namespace alphascope
