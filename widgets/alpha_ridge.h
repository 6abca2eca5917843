// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot_pane.h"
#include "widgets/snapshot.h"

#include <QColor>

#include <cstdint>
#include <vector>

class QCPCurve;
class QMouseEvent;

namespace alphascope {

/// The histograms of a run as outlines one behind another: x is α, the newest stands in front, at
/// the bottom. Heights are by the square root of the share, as the heat map's colours are, so that
/// a few samples are seen beside a crowded bin.
class AlphaRidge : public PlotPane {
    Q_OBJECT

public:
    explicit AlphaRidge(QWidget* parent = nullptr);

    void showHistograms(const std::vector<HistogramTaken>& histograms, const QColor& colour);
    /// Outlines the slice of the histogram that is shown elsewhere; a step before all: none.
    void markStep(std::int64_t step);
    /// The steps drawn, oldest first; at most kMostSlices, evenly chosen, the newest always.
    [[nodiscard]] std::vector<std::int64_t> steps() const;
    /// How high a slice stands above its base at an α, in units of the distance of two bases.
    [[nodiscard]] double heightAt(std::size_t slice, double alpha) const;
    static constexpr std::size_t kMostSlices = 24;

signals:
    /// A click on the slice of that step.
    void stepPicked(double step);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void draw();
    void label();
    void pick(QMouseEvent* event);

    std::vector<QCPCurve*> curves_;  ///< oldest first, so that the newest is drawn last
    std::vector<HistogramTaken> slices_;
    QColor colour_;
    std::int64_t marked_ = -1;
};

}  // namespace alphascope
