// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_overlay.h"

#include "report/alpha_shares.h"
#include "widgets/look.h"
#include "widgets/plot_style.h"

#include <qcustomplot.h>

#include <algorithm>

namespace alphascope {

namespace {

constexpr double kWhole = 100.0;     // heights are hundredths
constexpr double kLeastShown = 0.1;  // of them, on a logarithmic axis
constexpr int kScaleWidth = 10;      // pixels

/// Pale for the first, dark for the last; `age` in [0, 1].
QColor shadeOf(double age, const QColor& colour, const QPalette& palette) {
    constexpr double kTurn = 0.6;  // here it is the run's own colour
    const QColor pale = blend(colour, palette.color(QPalette::Base), 0.2);
    const QColor end = blend(palette.color(QPalette::Text), colour, 0.6);
    return age < kTurn ? blend(colour, pale, age / kTurn)
                       : blend(end, colour, (age - kTurn) / (1.0 - kTurn));
}

QCPColorGradient gradientFor(const QColor& colour, const QPalette& palette) {
    QCPColorGradient gradient;
    gradient.clearColorStops();
    constexpr int kStops = 10;
    for (int i = 0; i <= kStops; ++i) {
        const double age = static_cast<double>(i) / kStops;
        gradient.setColorStopAt(age, shadeOf(age, colour, palette));
    }
    return gradient;
}

}  // namespace

AlphaOverlay::AlphaOverlay(QWidget* parent)
    : PlotPane(QStringLiteral("alpha_overlay_plot"), tr("α over time, outlines over each other"),
               parent) {
    QCustomPlot& p = plot();
    p.yAxis->setLabel(tr("% of samples"));
    p.xAxis->setRange(0.0, 1.0);
    p.xAxis->ticker()->setTickCount(11);
    scale_ = new QCPColorScale(&p);
    scale_->setBarWidth(kScaleWidth);
    scale_->setLabel(tr("step"));
    p.plotLayout()->addElement(0, 1, scale_);
    alignScale(p, *scale_);
    p.setToolTip(
        tr("Early histograms are pale, late ones dark. The one shown above is drawn in "
           "the colour of the text."));
}

void AlphaOverlay::showHistograms(const std::vector<HistogramTaken>& histograms,
                                  const QColor& colour) {
    outlines_ = someOf(histograms, kMostOutlines);
    colour_ = colour;
    draw();
    if (!outlines_.empty()) showPlot();
}

std::vector<std::int64_t> AlphaOverlay::steps() const {
    std::vector<std::int64_t> steps;
    for (const HistogramTaken& outline : outlines_) steps.push_back(outline.step);
    return steps;
}

void AlphaOverlay::showEvent(QShowEvent* event) {
    PlotPane::showEvent(event);
    draw();
}

void AlphaOverlay::draw() {
    if (isHidden() || outlines_.empty()) return;  // it is drawn once somebody wants to see it
    QCustomPlot& p = plot();
    p.clearGraphs();
    tallest_ = 0.0;
    const auto first = static_cast<double>(outlines_.front().step);
    const auto last = static_cast<double>(outlines_.back().step);
    for (const HistogramTaken& outline : outlines_) {
        const double age =
            last > first ? (static_cast<double>(outline.step) - first) / (last - first) : 1.0;
        addOutline(outline, shadeOf(age, colour_, palette()), 1.0);
    }
    if (marked_) addOutline(*marked_, palette().color(QPalette::Text), 2.0);
    scale_->setGradient(gradientFor(colour_, palette()));
    scale_->setDataRange(QCPRange(first, last > first ? last : first + 1.0));
    applyTheme(*scale_->axis(), palette());
    fitHeight();
    p.replot(QCustomPlot::rpQueuedReplot);
}

void AlphaOverlay::addOutline(const HistogramTaken& histogram, const QColor& colour, double width) {
    QVector<double> edges, heights;
    const AlphaShares shares = sharesOf(histogram);
    for (std::size_t edge = 0; edge <= shares.bins.size(); ++edge) {
        const std::size_t bin = std::min(edge, shares.bins.size() - 1);  // the last one is closed
        edges.push_back(static_cast<double>(edge) / kAlphaBins);
        heights.push_back(kWhole * shares.bins[bin]);
        tallest_ = std::max(tallest_, heights.back());
    }
    QCPGraph* graph = plot().addGraph();
    graph->setLineStyle(QCPGraph::lsStepLeft);
    graph->setPen(QPen(colour, width));
    graph->setData(edges, heights, true);
}

void AlphaOverlay::fitHeight() {
    const bool log = plot().yAxis->scaleType() == QCPAxis::stLogarithmic;
    const double top = std::max(1.0, tallest_);
    plot().yAxis->setRange(log ? kLeastShown : 0.0, log ? top * 1.5 : top * 1.05);
}

void AlphaOverlay::mark(const std::optional<HistogramTaken>& histogram) {
    const bool same = marked_ && histogram ? marked_->step == histogram->step
                                           : marked_.has_value() == histogram.has_value();
    marked_ = histogram;
    if (!same) draw();
}

void AlphaOverlay::setLogarithmic(bool on) {
    alphascope::setLogarithmic(*plot().yAxis, on);
    fitHeight();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace alphascope
