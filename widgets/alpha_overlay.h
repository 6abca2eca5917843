// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot_pane.h"
#include "widgets/snapshot.h"

#include <QColor>

#include <cstdint>
#include <optional>
#include <vector>

class QCPColorScale;
class QCPGraph;

namespace alphascope {

/// The histograms of a run as outlines over each other: x is α, height is the share of the samples;
/// early ones are pale, late ones dark.
class AlphaOverlay : public PlotPane {
    Q_OBJECT

public:
    explicit AlphaOverlay(QWidget* parent = nullptr);

    void showHistograms(const std::vector<HistogramTaken>& histograms, const QColor& colour);
    /// Draws the outline of the histogram that is shown elsewhere in the text colour, over the
    /// others, whether it is one of them or not.
    void mark(const std::optional<HistogramTaken>& histogram);
    void setLogarithmic(bool on);
    /// The steps drawn, oldest first; at most kMostOutlines, evenly chosen, the newest always.
    [[nodiscard]] std::vector<std::int64_t> steps() const;
    static constexpr std::size_t kMostOutlines = 200;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void draw();
    void addOutline(const HistogramTaken& histogram, const QColor& colour, double width);
    void fitHeight();

    QCPColorScale* scale_;  ///< from colour to step
    std::vector<HistogramTaken> outlines_;
    QColor colour_;
    std::optional<HistogramTaken> marked_;
    double tallest_ = 0.0;  ///< share of the samples in the fullest bin, × 100
};

}  // namespace alphascope
