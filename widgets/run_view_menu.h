// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/run_view.h"

#include <QToolButton>

#include <functional>

class QMenu;

namespace alphascope {

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

    /// The kept views, by name.
    [[nodiscard]] QJsonObject saved() const { return saved_; }
    void setSaved(const QJsonObject& views) { saved_ = views; }

signals:
    void viewChosen(const RunView& view);
    /// A view was kept or deleted.
    void savedChanged();

private:
    void build(QMenu& menu);
    void addGroups(QMenu& menu);
    void addSaved(QMenu& menu);
    void askForName();
    void keep(const QString& name);

    RunTable& table_;
    std::function<RunView()> view_;
    QJsonObject saved_;
};

}  // namespace alphascope
