// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_marks.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <map>
#include <vector>

class QAction;

namespace alphascope {

class Launcher;

/// What has been said of runs of the shown database, with the way back: Edit > Undo.
class MarkHistory : public QObject {
    Q_OBJECT

public:
    struct Step {
        std::vector<MarkChange> changes;
        std::vector<MarkChange> undo;
        QString what;  ///< a sentence
    };
    MarkHistory(Launcher& launcher, QObject* parent);

    [[nodiscard]] QAction* undoAction() { return action_; }
    void apply(const Step& step, const std::filesystem::path& database);
    /// Takes the last step back; one that is still being written, once it has been.
    void undo();
    /// Another database is shown.
    void clear();

signals:
    /// What undo() would do is something else now.
    void changed();

private:
    void refresh();

    Launcher& launcher_;
    QAction* action_;
    void answer(int request, bool done);

    std::vector<Step> steps_;      ///< that were written; oldest first
    std::map<int, Step> writing_;  ///< by the launcher's number of the request
    std::map<int, Step> undoing_;
    bool undo_wanted_ = false;  ///< while one was being written
    std::filesystem::path database_;
};

}  // namespace alphascope
