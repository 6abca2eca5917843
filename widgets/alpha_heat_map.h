// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot_pane.h"
#include "widgets/snapshot.h"

#include <QColor>

class QCPColorMap;
class QCPItemStraightLine;

namespace alphascope {

/// Every histogram of a run side by side: x is the step, y is α, colour the share of the samples.
/// Columns reach back to the previous histogram's step.
class AlphaHeatMap : public PlotPane {
    Q_OBJECT

public:
    explicit AlphaHeatMap(QWidget* parent = nullptr);

    void showHistograms(const std::vector<HistogramTaken>& histograms, const QColor& colour);
    /// A line at the step whose histogram is shown elsewhere; NaN takes it away.
    void markStep(double step);
    /// The share drawn at a step and an α, for tests.
    [[nodiscard]] double shareAt(double step, double alpha) const;

private:
    QCPColorMap* map_;
    QCPItemStraightLine* mark_;
};

}  // namespace alphascope
