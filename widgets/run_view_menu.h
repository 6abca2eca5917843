// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/run_view.h"

#include <QToolButton>

#include <functional>

class QMenu;

namespace alphascope {

class KeptStates;
class RunTable;

/// The columns of the run list as checkable entries: the fixed ones, every setting, every score.
void fillColumnsMenu(QMenu& menu, RunTable& table);

/// The button above the run list with what it can look like: archived runs, groups, columns, and
/// views that are kept under a name.
class RunViewMenu : public QToolButton {
    Q_OBJECT

public:
    /// `view` tells how the list is looked at now.
    RunViewMenu(RunTable& table, std::function<RunView()> view, QWidget* parent = nullptr);

    /// The views that are kept under names.
    [[nodiscard]] KeptStates& kept() { return *kept_; }

signals:
    void viewChosen(const RunView& view);

private:
    void build(QMenu& menu);
    void addGroups(QMenu& menu);

    RunTable& table_;
    KeptStates* kept_;
};

}  // namespace alphascope
