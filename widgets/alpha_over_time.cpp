// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_over_time.h"

#include "widgets/alpha_quantiles.h"
#include "widgets/look.h"
#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace alphascope {

namespace {

constexpr int kMostColumns = 1000;
constexpr double kWhole = 100.0;     // colours stand for hundredths
constexpr double kLeastRange = 5.0;  // of them, that the colours reach over
constexpr int kScaleWidth = 10;      // pixels
constexpr std::array kQuantiles{0.05, 0.95, 0.25, 0.75, 0.5};  // ribbons by pairs, then the line

/// From the ground through the run's colour to the text colour. Shares are drawn by their square
/// root, so that a few samples are still seen beside a crowded bin.
QCPColorGradient gradientFor(const QColor& colour, const QPalette& palette) {
    const QColor ground = palette.color(QPalette::Base);
    const QColor end = blend(palette.color(QPalette::Text), colour, 0.7);
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    constexpr int kStops = 16;
    for (int i = 0; i <= kStops; ++i) {
        const double position = static_cast<double>(i) / kStops;
        const double shade = std::sqrt(position);
        gradient.setColorStopAt(position, shade < 0.7 ? blend(colour, ground, shade / 0.7)
                                                      : blend(end, colour, (shade - 0.7) / 0.3));
    }
    return gradient;
}

/// From one colour through the ground to the other, by the square root on both sides.
QCPColorGradient divergingGradient(const QPalette& palette) {
    const bool dark = isDark(palette);
    const QColor ground = palette.color(QPalette::Base);
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    constexpr int kStops = 32;  // even, so that the middle is the ground
    for (int i = 0; i <= kStops; ++i) {
        const double position = static_cast<double>(i) / kStops, side = 2.0 * position - 1.0;
        gradient.setColorStopAt(
            position, blend(differenceColour(side > 0.0, dark), ground, std::sqrt(std::abs(side))));
    }
    return gradient;
}

}  // namespace

AlphaOverTime::AlphaOverTime(QWidget* parent)
    : PlotPane(QStringLiteral("alpha_time_plot"), tr("α over time"), parent) {
    QCustomPlot& p = plot();
    p.xAxis->setLabel(tr("step"));
    p.yAxis->setRange(0.0, 1.0);
    map_ = new QCPColorMap(p.xAxis, p.yAxis);
    map_->setInterpolate(false);
    map_->setTightBoundary(false);
    scale_ = new QCPColorScale(&p);
    scale_->setBarWidth(kScaleWidth);
    p.plotLayout()->addElement(0, 1, scale_);
    map_->setColorScale(scale_);
    alignScale(p, *scale_);
    for (std::size_t i = 0; i < kQuantiles.size(); ++i) quantiles_.push_back(p.addGraph());
    quantiles_[1]->setChannelFillGraph(quantiles_[0]);
    quantiles_[3]->setChannelFillGraph(quantiles_[2]);
    mark_ = new QCPItemStraightLine(&p);
    mark_->setObjectName(QStringLiteral("step_mark"));
    mark_->setVisible(false);
    connect(&p, &QCustomPlot::mouseMove, this, [this, &p](const QMouseEvent* event) {
        const QPointF at = event->position();
        QToolTip::showText(
            event->globalPosition().toPoint(),
            p.axisRect()->rect().contains(at.toPoint())
                ? cellText(p.xAxis->pixelToCoord(at.x()), p.yAxis->pixelToCoord(at.y()))
                : QString(),
            &p);
    });
}

void AlphaOverTime::setMode(Mode mode) {
    mode_ = mode;
    if (!histograms_.empty()) draw();
}

void AlphaOverTime::showHistograms(const std::vector<HistogramTaken>& histograms,
                                   const QColor& colour) {
    if (histograms.empty()) return;
    histograms_ = histograms;
    colour_ = colour;
    draw();
    showPlot();
}

void AlphaOverTime::draw() {
    map_->setVisible(mode_ == Mode::kHeatMap);
    showScale(mode_ == Mode::kHeatMap);
    for (QCPGraph* graph : quantiles_) graph->setVisible(mode_ == Mode::kQuantiles);
    if (mode_ == Mode::kHeatMap)
        drawMap(colour_);
    else
        drawQuantiles(colour_);
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void AlphaOverTime::drawQuantiles(const QColor& colour) {
    const QColor ground = palette().color(QPalette::Base);
    QVector<double> steps;
    std::array<QVector<double>, kQuantiles.size()> values;
    for (const HistogramTaken& histogram : histograms_) {
        steps.push_back(static_cast<double>(histogram.step));
        for (std::size_t i = 0; i < kQuantiles.size(); ++i)
            values[i].push_back(alphaQuantile(histogram, kQuantiles[i]));
    }
    for (std::size_t i = 0; i < kQuantiles.size(); ++i) {
        const bool line = i + 1 == kQuantiles.size();
        const QColor shade = blend(colour, ground, i < 2 ? 0.15 : 0.35);
        quantiles_[i]->setData(steps, values[i], true);
        quantiles_[i]->setPen(QPen(line ? colour : shade, line ? 2 : 1));
        if (!line && i % 2 == 1) quantiles_[i]->setBrush(shade);
    }
}

/// The mean of the histograms that end within a column, else the one whose samples it shows.
AlphaShares AlphaOverTime::columnOf(double left, double right) const {
    const auto after = [&](double x) {
        return std::upper_bound(histograms_.begin(), histograms_.end(), x,
                                [](double wanted, const HistogramTaken& histogram) {
                                    return wanted < static_cast<double>(histogram.step);
                                });
    };
    const auto sharesAt = [&](std::int64_t step) {
        return pair_.empty() ? sharesOf(histogramAt(histograms_, step)) : pair_.at(step);
    };
    const auto first = after(left), last = after(right);
    if (last - first < 2) return sharesAt(static_cast<std::int64_t>(std::ceil((left + right) / 2)));
    std::vector<AlphaShares> all;
    std::transform(first, last, std::back_inserter(all),
                   [&](const HistogramTaken& histogram) { return sharesAt(histogram.step); });
    return meanOf(all);
}

void AlphaOverTime::drawMap(const QColor& colour) {
    const double last = static_cast<double>(histograms_.back().step);
    // Histograms are not always evenly apart (a run may end between two), so columns are thin.
    const int columns = std::clamp(static_cast<int>(histograms_.size()) * 4, 40, kMostColumns);
    const double width = last / columns;
    QCPColorMapData* cells = map_->data();
    cells->setSize(columns, kAlphaBins);
    cells->setRange(QCPRange(width / 2.0, last - width / 2.0),
                    QCPRange(0.5 / kAlphaBins, 1.0 - 0.5 / kAlphaBins));
    for (int column = 0; column < columns; ++column) {
        const AlphaShares shares = columnOf(column * width, (column + 1) * width);
        for (int bin = 0; bin < kAlphaBins; ++bin)
            cells->setCell(column, bin, kWhole * shares.bins[static_cast<std::size_t>(bin)]);
    }
    colourMap(colour);
}

void AlphaOverTime::colourMap(const QColor& colour) {
    map_->rescaleDataRange(true);
    const QCPRange range = map_->dataRange();
    applyTheme(*scale_->axis(), palette());
    scale_->setLabel(pair_.empty() ? tr("% of samples") : tr("difference (% of samples)"));
    if (pair_.empty()) {
        map_->setGradient(gradientFor(colour, palette()));
        map_->setDataRange(QCPRange(0.0, std::max(kLeastRange, range.upper)));
        return;
    }
    const double widest = std::max({kLeastRange, range.upper, -range.lower});
    map_->setGradient(divergingGradient(palette()));
    map_->setDataRange(QCPRange(-widest, widest));
}

void AlphaOverTime::showScale(bool on) {
    if (on == scale_->visible()) return;
    QCPLayoutGrid* layout = plot().plotLayout();
    scale_->setVisible(on);
    if (on) {
        layout->addElement(0, 1, scale_);
        return;
    }
    layout->take(scale_);  // the plot goes on owning it
    layout->simplify();
}

void AlphaOverTime::showDifference(const AlphaPair& pair) {
    if (pair.empty() && pair_.empty()) return;
    pair_ = pair;
    if (!histograms_.empty()) draw();
}

void AlphaOverTime::markStep(double step) {
    mark_->setVisible(!std::isnan(step));
    mark_->setPen(QPen(palette().color(QPalette::Text), 1));
    if (mark_->visible()) {
        mark_->point1->setCoords(step, 0.0);
        mark_->point2->setCoords(step, 1.0);
    }
    plot().replot(QCustomPlot::rpQueuedReplot);
}

QString AlphaOverTime::cellText(double step, double alpha) const {
    if (mode_ != Mode::kHeatMap || histograms_.empty()) return {};
    QCPColorMapData& cells = *map_->data();
    const double half = (cells.keyRange().size() / std::max(1, cells.keySize() - 1)) / 2.0;
    const bool inside = step >= cells.keyRange().lower - half &&
                        step <= cells.keyRange().upper + half && alpha >= 0.0 && alpha <= 1.0;
    if (!inside) return {};
    const int bin = alphaBin(static_cast<float>(alpha));
    const QLocale locale;
    const QString place = tr("step %1, α from %2 to %3")
                              .arg(locale.toString(std::lround(step)),
                                   locale.toString(static_cast<double>(bin) / kAlphaBins),
                                   locale.toString((bin + 1.0) / kAlphaBins));
    const QString share = locale.toString(cells.data(step, alpha), 'f', 1);
    return pair_.empty() ? tr("%1: %2 % of the samples").arg(place, share)
                         : tr("%1: a difference of %2 % of the samples").arg(place, share);
}

double AlphaOverTime::shareAt(double step, double alpha) const {
    return map_->data()->data(step, alpha) / kWhole;
}

}  // namespace alphascope
