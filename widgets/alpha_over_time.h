// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alpha_difference.h"
#include "widgets/plot_pane.h"
#include "widgets/snapshot.h"

#include <QColor>

#include <vector>

class QCPColorMap;
class QCPColorScale;
class QCPGraph;
class QCPItemStraightLine;

namespace alphascope {

/// Every histogram of a run side by side; x is the step, y is α. As a heat map, colour is the share
/// of the samples, and columns reach back to the previous histogram's step; where there are more
/// histograms than columns, a column is their mean. As quantiles, a line is
/// the median, and two ribbons hold the middle half and the middle nine tenths of the samples. Of
/// two runs or groups the heat map can show the difference.
class AlphaOverTime : public PlotPane {
    Q_OBJECT

public:
    enum class Mode { kHeatMap, kQuantiles };

    explicit AlphaOverTime(QWidget* parent = nullptr);

    void showHistograms(const std::vector<HistogramTaken>& histograms, const QColor& colour);
    void setMode(Mode mode);
    /// The heat map shows the pair's difference in place of the run; an empty pair: the run again.
    void showDifference(const AlphaPair& pair);
    /// A line at the step whose histogram is shown elsewhere; NaN takes it away.
    void markStep(double step);
    /// What the heat map's cell at a step and an α stands for, in words; empty beside it.
    [[nodiscard]] QString cellText(double step, double alpha) const;
    /// The share, or the difference of two, drawn at a step and an α, for tests.
    [[nodiscard]] double shareAt(double step, double alpha) const;

private:
    [[nodiscard]] AlphaShares columnOf(double left, double right) const;
    void showScale(bool on);
    void drawMap(const QColor& colour);
    void colourMap(const QColor& colour);
    void drawQuantiles(const QColor& colour);
    void draw();

    QCPColorMap* map_;
    QCPColorScale* scale_;
    QCPItemStraightLine* mark_;
    std::vector<QCPGraph*> quantiles_;  ///< by kQuantiles of the .cpp
    Mode mode_ = Mode::kHeatMap;
    std::vector<HistogramTaken> histograms_;
    AlphaPair pair_;
    QColor colour_;
};

}  // namespace alphascope
