// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QPoint>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QCPGraph;

namespace alphascope {

class PlotPane;

/// Label, teacher and total loss over steps. Colour is the run, the dash pattern is the loss; raw
/// values lie faint below the smoothed ones.
class LossPanel : public QWidget {
    Q_OBJECT

public:
    explicit LossPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    bool savePng(const QString& file, int width, int height, double scale);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void addRun(const RunDetail& run, bool alone);
    void resetZoom();

    PlotPane* pane_;
    std::vector<QCheckBox*> terms_;  ///< one a loss, in the order of kTerms
    std::vector<std::shared_ptr<const RunDetail>> shown_;
    bool zoomed_ = false;  ///< the user has chosen an x range
    std::optional<QPoint> pressed_at_;
};

}  // namespace alphascope
