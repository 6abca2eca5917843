// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_marks.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QMenu;

namespace alphascope {

class RunTable;

/// What can be said of the selected runs: tags, note, colour, the archive. By the table's context
/// menu and by keys. Asks for changes; does none itself.
class RunMarkActions : public QObject {
    Q_OBJECT

public:
    explicit RunMarkActions(RunTable& table);

    void setReadOnly(bool on);

signals:
    /// `undo` leads back; `what` has been done, as a sentence.
    void requested(std::vector<MarkChange> changes, std::vector<MarkChange> undo,
                   const QString& what);
    /// The menu of selected runs is about to open: others may add to it.
    void menuOpening(QMenu* menu);

private:
    [[nodiscard]] std::vector<RunRow> selected() const;
    void showMenu(const QPoint& at);
    void addColours(QMenu& menu);
    void edit();
    void archive();
    void paint(const std::string& colour);
    void changeEach(const std::function<void(MarkChange&)>& set, const QString& what);
    void request(const std::vector<MarkChange>& changes, const QString& what);
    /// Archiving: those that are not archived yet; where all are, the way back.
    [[nodiscard]] bool wouldArchive() const;

    RunTable& table_;
    QAction* edit_;
    QAction* archive_;
    bool read_only_ = false;
};

}  // namespace alphascope
