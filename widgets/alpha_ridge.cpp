// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_ridge.h"

#include "report/alpha_shares.h"
#include "widgets/look.h"

#include <qcustomplot.h>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace alphascope {

namespace {

constexpr double kTallest = 3.5;  // bases that the tallest spike reaches over
constexpr std::size_t kMostLabels = 6;

}  // namespace

AlphaRidge::AlphaRidge(QWidget* parent)
    : PlotPane(QStringLiteral("alpha_ridge_plot"), tr("α over time, one outline behind another"),
               parent) {
    QCustomPlot& p = plot();
    p.yAxis->setLabel(tr("step"));
    p.xAxis->setRange(0.0, 1.0);
    p.xAxis->ticker()->setTickCount(11);
    p.yAxis->grid()->setVisible(false);
    connect(&p, &QCustomPlot::mouseRelease, this, &AlphaRidge::pick);
    p.setToolTip(
        tr("Newest in front. Heights are by the square root of the share of the samples.\n"
           "Click an outline to see its histogram."));
}

void AlphaRidge::showHistograms(const std::vector<HistogramTaken>& histograms,
                                const QColor& colour) {
    slices_ = someOf(histograms, kMostSlices);
    colour_ = colour;
    draw();
    if (!slices_.empty()) showPlot();
}

std::vector<std::int64_t> AlphaRidge::steps() const {
    std::vector<std::int64_t> steps;
    for (const HistogramTaken& slice : slices_) steps.push_back(slice.step);
    return steps;
}

double AlphaRidge::heightAt(std::size_t slice, double alpha) const {
    double tallest = 0.0;
    for (const HistogramTaken& other : slices_)
        for (const double share : sharesOf(other).bins) tallest = std::max(tallest, share);
    if (tallest <= 0.0) return 0.0;
    const auto bin = static_cast<std::size_t>(alphaBin(static_cast<float>(alpha)));
    return kTallest * std::sqrt(sharesOf(slices_[slice]).bins[bin] / tallest);
}

void AlphaRidge::showEvent(QShowEvent* event) {
    PlotPane::showEvent(event);
    draw();
}

void AlphaRidge::draw() {
    if (isHidden()) return;  // it is drawn once somebody wants to see it
    QCustomPlot& p = plot();
    for (QCPCurve* curve : curves_) p.removePlottable(curve);
    curves_.clear();
    const QColor ground = palette().color(QPalette::Base), text = palette().color(QPalette::Text);
    const auto last = static_cast<double>(slices_.size()) - 1.0;
    double tallest = 0.0;
    for (const HistogramTaken& slice : slices_)
        for (const double share : sharesOf(slice).bins) tallest = std::max(tallest, share);
    for (std::size_t i = 0; i < slices_.size(); ++i) {
        const double base = last - static_cast<double>(i);
        const AlphaShares shares = sharesOf(slices_[i]);
        QVector<double> x{0.0}, y{base};
        for (std::size_t bin = 0; bin < shares.bins.size(); ++bin) {
            const double height = kTallest * std::sqrt(shares.bins[bin] / std::max(tallest, 1e-9));
            for (const std::size_t edge : {bin, bin + 1}) {
                x.push_back(static_cast<double>(edge) / kAlphaBins);
                y.push_back(base + height);
            }
        }
        x.push_back(1.0);
        y.push_back(base);
        auto* curve = new QCPCurve(p.xAxis, p.yAxis);
        curve->setData(x, y);
        const double age = last > 0.0 ? static_cast<double>(i) / last : 1.0;
        const bool marked = slices_[i].step == marked_;
        curve->setBrush(blend(colour_, ground, 0.12 + 0.38 * age));
        curve->setPen(marked ? QPen(text, 2) : QPen(blend(colour_, ground, 0.55 + 0.45 * age), 1));
        curves_.push_back(curve);
    }
    label();
    p.yAxis->setRange(-0.3, last + kTallest + 0.3);
    p.replot(QCustomPlot::rpQueuedReplot);
}

/// The steps of some slices, at their bases.
void AlphaRidge::label() {
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    const std::size_t count = slices_.size();
    const std::size_t every = (count + kMostLabels - 1) / kMostLabels;
    for (std::size_t behind = 0; behind < count; behind += std::max<std::size_t>(1, every))
        ticker->addTick(static_cast<double>(behind),
                        QString::number(slices_[count - 1 - behind].step));
    plot().yAxis->setTicker(ticker);
}

/// The histogram at a step is the slice of the first histogram at or after it.
void AlphaRidge::markStep(std::int64_t step) {
    const auto found = std::find_if(slices_.begin(), slices_.end(),
                                    [step](const auto& slice) { return slice.step >= step; });
    const std::int64_t before = marked_;
    marked_ = found == slices_.end() || step < 0 ? -1 : found->step;
    if (marked_ != before) draw();
}

void AlphaRidge::pick(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || slices_.empty()) return;
    // The slice in front whose outline holds the point, else the one whose base is nearest.
    const double x = plot().xAxis->pixelToCoord(event->position().x());
    const double y = plot().yAxis->pixelToCoord(event->position().y());
    const auto last = static_cast<int>(slices_.size()) - 1;
    for (int i = last; i >= 0; --i) {
        const double base = last - i;
        if (y < base || y > base + heightAt(static_cast<std::size_t>(i), std::clamp(x, 0.0, 1.0)))
            continue;
        emit stepPicked(static_cast<double>(slices_[static_cast<std::size_t>(i)].step));
        return;
    }
    const int nearest = std::clamp(last - static_cast<int>(std::lround(y)), 0, last);
    emit stepPicked(static_cast<double>(slices_[static_cast<std::size_t>(nearest)].step));
}

}  // namespace alphascope
