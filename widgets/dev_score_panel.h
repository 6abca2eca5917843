// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/series_panel.h"

#include <QPointer>

#include <memory>
#include <set>
#include <string>
#include <vector>

class QCPAbstractItem;

namespace alphascope {

/// The plot of scores: those of the selected runs on every evaluated set but train, each in its own
/// task's first metric, with each task's majority-class score as a thin line.
class DevScorePanel : public SeriesPanel {
    Q_OBJECT

public:
    explicit DevScorePanel(PlotLink& link, QWidget* parent = nullptr);

    /// Sets that come up for the first time are added to the view.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

    /// Its view, and which sets have been in it: one that was taken off stays off.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);

protected:
    [[nodiscard]] QString emptyText() const override;
    void decorate() override;

private:
    [[nodiscard]] bool isLow(double score);
    void addMajority(const QString& name, double score);

    std::set<std::string> known_;  ///< series that have been in the view
    std::vector<QPointer<QCPAbstractItem>> majority_;
};

}  // namespace alphascope
