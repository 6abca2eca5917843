// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QJsonObject>
#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QTableWidget;

namespace alphascope {

/// The settings of the selected runs side by side; those that differ stand out, and may be all that
/// is shown.
class SettingsPanel : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPanel(QWidget* parent = nullptr);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// How it is looked at, to be found again.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);

private:
    void rebuild();

    QCheckBox* only_differences_;
    QLabel* notice_;
    QTableWidget* table_;
    std::vector<RunRow> runs_;
};

}  // namespace alphascope
