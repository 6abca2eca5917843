// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>
#include <set>
#include <string>
#include <vector>

class QLineEdit;
class QListWidget;

namespace alphascope {

/// All series that the selected runs have, and their scores on every set, to be dragged onto a
/// plot.
class SeriesListPanel : public QWidget {
    Q_OBJECT

public:
    explicit SeriesListPanel(QWidget* parent = nullptr);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

signals:
    /// By double click or Return: for the plot that was used last.
    void activated(const QString& series);

private:
    void refill();
    void filter();

    QLineEdit* words_;
    QListWidget* list_;
    std::set<std::string> names_;
    std::vector<std::shared_ptr<const RunDetail>> shown_;  ///< whose names they are
};

}  // namespace alphascope
