// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;

namespace alphascope {

class AlphaHeatMap;
class AlphaHistogram;

/// α of the current run: the histogram of now above the heat map over time.
class AlphaPanel : public QWidget {
    Q_OBJECT

public:
    explicit AlphaPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void markRange(double low, double high);
    bool saveNowPng(const QString& file, int width, int height, double scale);
    bool saveTimePng(const QString& file, int width, int height, double scale);

signals:
    void rangeSelected(double low, double high);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void showEmpty();

    QLabel* title_;
    QCheckBox* logarithmic_;
    AlphaHistogram* now_;
    AlphaHeatMap* over_time_;
    std::shared_ptr<const RunDetail> shown_;  ///< part of a snapshot, see there
};

}  // namespace alphascope
