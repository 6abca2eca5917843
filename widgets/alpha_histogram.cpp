// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_histogram.h"

#include "report/alpha_shares.h"
#include "widgets/look.h"
#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QMouseEvent>

#include <algorithm>
#include <numeric>

namespace alphascope {

namespace {

constexpr double kBinWidth = 1.0 / kAlphaBins;
constexpr double kLegendShare = 0.36;  // of the plot's width
constexpr std::array<float, 3> kAtomValues{0.0F, 0.5F, 1.0F};
constexpr std::array<const char*, 3> kAtomNames{"0", "½", "1"};

}  // namespace

AlphaHistogram::AlphaHistogram(QWidget* parent)
    : PlotPane(QStringLiteral("alpha_now_plot"), tr("Histogram of α"), parent) {
    QCustomPlot& p = plot();
    p.yAxis->setLabel(tr("samples"));
    p.xAxis->setRange(0.0, 1.0);
    p.xAxis->ticker()->setTickCount(11);
    bars_ = new QCPBars(p.xAxis, p.yAxis);
    bars_->setWidth(kBinWidth * 0.9);
    atoms_ = new QCPBars(p.xAxis, p.yAxis);
    atoms_->setWidth(kBinWidth * 0.9);
    atoms_->moveAbove(bars_);
    for (std::size_t i = 0; i < kMostOthers; ++i) {
        outlines_.push_back(p.addGraph());
        outlines_.back()->setLineStyle(QCPGraph::lsStepLeft);
    }
    // Between the bars of ½ and 1, which are the high ones.
    p.axisRect()->insetLayout()->setInsetPlacement(0, QCPLayoutInset::ipFree);
    p.axisRect()->insetLayout()->setInsetRect(0, QRectF(0.56, 0.03, kLegendShare, 0.1));
    mark_ = new QCPItemRect(&p);
    mark_->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    mark_->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    mark_->setVisible(false);
    connect(&p, &QCustomPlot::mousePress, this, &AlphaHistogram::press);
    connect(&p, &QCustomPlot::mouseMove, this, &AlphaHistogram::drag);
    connect(&p, &QCustomPlot::mouseRelease, this, &AlphaHistogram::release);
    connect(this, &PlotPane::areaResized, this, [this] {
        nameOthers();
        plot().replot(QCustomPlot::rpQueuedReplot);
    });
    p.setCursor(Qt::CrossCursor);
    p.setToolTip(tr("Click a bar, or drag over several, to see the samples behind them"));
}

void AlphaHistogram::showHistogram(const HistogramTaken& histogram, const QColor& colour) {
    shown_ = histogram;
    const auto apart = atomsByBin(histogram);
    QVector<double> centres;
    QVector<double> between;
    QVector<double> exact;
    for (int bin = 0; bin < kAlphaBins; ++bin) {
        const auto at = static_cast<std::size_t>(bin);
        centres.push_back((bin + 0.5) * kBinWidth);
        between.push_back(static_cast<double>(histogram.counts[at] - apart[at]));
        exact.push_back(static_cast<double>(apart[at]));
    }
    bars_->setData(centres, between, true);
    atoms_->setData(centres, exact, true);
    const QColor ground = palette().color(QPalette::Base);
    bars_->setPen(Qt::NoPen);
    bars_->setBrush(blend(colour, ground, 0.55));
    atoms_->setPen(Qt::NoPen);
    atoms_->setBrush(colour);
    const QColor mark = palette().color(QPalette::Highlight);
    mark_->setPen(QPen(mark, 1));
    mark_->setBrush(QColor(mark.red(), mark.green(), mark.blue(), 46));
    fitAxis();
    labelAtoms();
    showPlot();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void AlphaHistogram::showOthers(const std::vector<Other>& others) {
    const auto sumOf = [](const HistogramTaken& histogram) {
        return std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
    };
    others_ = others;
    for (std::size_t i = 0; i < outlines_.size(); ++i) {
        outlines_[i]->data()->clear();
        if (i >= others.size()) continue;
        const HistogramTaken& histogram = others[i].histogram;
        const double scale = sumOf(shown_) / std::max(1.0, sumOf(histogram));
        for (int edge = 0; edge <= kAlphaBins; ++edge) {
            const int bin = std::min(edge, kAlphaBins - 1);  // the last edge closes the last step
            outlines_[i]->addData(edge * kBinWidth,
                                  scale * histogram.counts[static_cast<std::size_t>(bin)]);
        }
        outlines_[i]->setPen(QPen(others[i].colour, 1.5));
    }
    nameOthers();
    fitAxis();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void AlphaHistogram::nameOthers() {
    QCPLegend& legend = *plot().legend;
    const QFontMetrics letters(legend.font());
    const int room =
        std::max(60, static_cast<int>(kLegendShare * plot().axisRect()->width()) - kLegendKeyWidth);
    legend.clearItems();
    for (std::size_t i = 0; i < std::min(outlines_.size(), others_.size()); ++i) {
        outlines_[i]->setName(letters.elidedText(others_[i].name, Qt::ElideMiddle, room));
        outlines_[i]->addToLegend();
    }
    legend.setVisible(!others_.empty());
}

void AlphaHistogram::fitAxis() {
    double highest = *std::max_element(shown_.counts.begin(), shown_.counts.end());
    for (const QCPGraph* outline : outlines_)
        for (auto point = outline->data()->constBegin(); point != outline->data()->constEnd();
             ++point)
            highest = std::max(highest, point->value);
    const bool log = plot().yAxis->scaleType() == QCPAxis::stLogarithmic;
    const double top = std::max(1.0, highest);
    plot().yAxis->setRange(log ? 0.6 : 0.0, log ? top * 3.0 : top * 1.25);
}

void AlphaHistogram::labelAtoms() {
    QCustomPlot& p = plot();
    for (int i = p.itemCount() - 1; i >= 0; --i) {
        if (qobject_cast<QCPItemText*>(p.item(i)) != nullptr) p.removeItem(i);
    }
    constexpr std::array<Qt::AlignmentFlag, 3> sides{Qt::AlignLeft, Qt::AlignHCenter,
                                                     Qt::AlignRight};
    for (std::size_t i = 0; i < kAtomValues.size(); ++i) {
        if (shown_.atoms[i] == 0) continue;
        const auto bin = static_cast<std::size_t>(alphaBin(kAtomValues[i]));
        auto* text = new QCPItemText(&p);
        text->setObjectName(QStringLiteral("atom_%1").arg(i));
        text->setText(tr("at %1: %L2").arg(QString::fromUtf8(kAtomNames[i])).arg(shown_.atoms[i]));
        text->setColor(palette().color(QPalette::Text));
        text->setPositionAlignment(sides[i] | Qt::AlignBottom);
        text->position->setCoords(static_cast<double>(kAtomValues[i]),
                                  static_cast<double>(shown_.counts[bin]));
        text->setPadding(QMargins(2, 0, 2, 1));
        text->setClipToAxisRect(false);
    }
}

void AlphaHistogram::setLogarithmic(bool on) {
    alphascope::setLogarithmic(*plot().yAxis, on);
    bars_->setBaseValue(on ? 0.6 : 0.0);
    fitAxis();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void AlphaHistogram::markRange(double low, double high) {
    mark_->topLeft->setCoords(low, 0.0);
    mark_->bottomRight->setCoords(high, 1.0);
    mark_->setVisible(true);
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void AlphaHistogram::clearRange() {
    mark_->setVisible(false);
    plot().replot(QCustomPlot::rpQueuedReplot);
}

const std::array<std::uint32_t, kAlphaBins>& AlphaHistogram::shownCounts() const {
    return shown_.counts;
}

std::array<double, kAlphaBins> AlphaHistogram::barHeights() const {
    std::array<double, kAlphaBins> heights{};
    for (std::size_t bin = 0; bin < heights.size(); ++bin) {
        const auto at = static_cast<int>(bin);
        heights[bin] = bars_->data()->at(at)->value + atoms_->data()->at(at)->value;
    }
    return heights;
}

std::array<double, kAlphaBins> AlphaHistogram::between() const {
    std::array<double, kAlphaBins> heights{};
    for (std::size_t bin = 0; bin < heights.size(); ++bin)
        heights[bin] = bars_->data()->at(static_cast<int>(bin))->value;
    return heights;
}

int AlphaHistogram::binAt(const QPoint& point) const {
    const double alpha = bars_->keyAxis()->pixelToCoord(point.x());
    return std::clamp(static_cast<int>(alpha * kAlphaBins), 0, kAlphaBins - 1);
}

void AlphaHistogram::press(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    drag_from_ = binAt(event->pos());
    drag_to_ = *drag_from_;
    drag(event);
}

void AlphaHistogram::drag(QMouseEvent* event) {
    if (!drag_from_) return;
    drag_to_ = binAt(event->pos());
    markRange(std::min(*drag_from_, drag_to_) * kBinWidth,
              (std::max(*drag_from_, drag_to_) + 1) * kBinWidth);
}

void AlphaHistogram::release() {
    if (!drag_from_) return;
    const int first = std::min(*drag_from_, drag_to_);
    const int last = std::max(*drag_from_, drag_to_);
    drag_from_.reset();
    emit rangeSelected(first * kBinWidth, last == kAlphaBins - 1 ? 1.0 : (last + 1) * kBinWidth);
}

}  // namespace alphascope
