// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/run_tally.h"
#include "widgets/snapshot.h"

#include <QObject>

#include <set>
#include <string>

namespace alphascope {

/// Notices that a study has ended while it was looked at: runs of it were active, and now none is.
class StudyNotice : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void look(const Snapshot& snapshot);
    /// Of the snapshot looked at last.
    [[nodiscard]] const RunTally& tally() const { return tally_; }

signals:
    /// One sentence: the study's name and how its runs ended.
    void ended(const QString& text, bool all_finished);

private:
    std::filesystem::path database_;
    RunTally tally_;
    std::set<std::string> active_;  ///< study_uuid
};

}  // namespace alphascope
