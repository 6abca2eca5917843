// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_histogram.h"

#include "report/alpha_shares.h"
#include "widgets/look.h"
#include "widgets/plot_keys.h"
#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QLocale>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
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
    connectKeys();
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
    marked_ = {low, high};
    drawRange(low, high);
}

void AlphaHistogram::drawRange(double low, double high) {
    const double room = high > low ? 0.0 : kBinWidth / 8.0;  // around a single value
    mark_->topLeft->setCoords(low - room, 0.0);
    mark_->bottomRight->setCoords(high + room, 1.0);
    mark_->setVisible(true);
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void AlphaHistogram::clearRange() {
    marked_.reset();
    reached_.reset();
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
    from_ = stopOf(*drag_from_);  // keys go on from here
    reached_ = stopOf(drag_to_);
    drag_from_.reset();
    emit rangeSelected(first * kBinWidth, stopOf(last).high);
}

AlphaHistogram::Stop AlphaHistogram::stopOf(int bin) {
    return {bin * kBinWidth, bin == kAlphaBins - 1 ? 1.0 : (bin + 1) * kBinWidth};
}

AlphaHistogram::Stop AlphaHistogram::barOf(const Stop& stop) {
    return stop.low == stop.high ? stopOf(alphaBin(static_cast<float>(stop.low))) : stop;
}

/// From left to right. An atom that no sample is at is passed over.
std::vector<AlphaHistogram::Stop> AlphaHistogram::stops() const {
    std::vector<Stop> all;
    const auto addAtom = [&](std::size_t atom) {
        const auto value = static_cast<double>(kAtomValues[atom]);
        if (shown_.atoms[atom] > 0) all.push_back({value, value});
    };
    addAtom(0);
    for (int bin = 0; bin < kAlphaBins; ++bin) {
        if (bin == alphaBin(kAtomValues[1])) addAtom(1);
        all.push_back(stopOf(bin));
    }
    addAtom(2);
    return all;
}

QString AlphaHistogram::textOf(const Stop& range) const {
    const QLocale locale;
    if (range.low == range.high) {
        const auto atom = static_cast<std::size_t>(std::lround(2.0 * range.low));
        return tr("α exactly %1: %Ln sample(s)", nullptr, static_cast<int>(shown_.atoms[atom]))
            .arg(QString::fromUtf8(kAtomNames[atom]));
    }
    const auto binOf = [](double edge) { return std::lround(edge * kAlphaBins); };
    const auto count = std::accumulate(shown_.counts.begin() + binOf(range.low),
                                       shown_.counts.begin() + binOf(range.high), 0U);
    return tr("α from %1 to %2: %Ln sample(s)", nullptr, static_cast<int>(count))
        .arg(locale.toString(range.low), locale.toString(range.high));
}

void AlphaHistogram::connectKeys() {
    PlotKeys& keys = PlotKeys::of(plot());
    keys.setArrows(PlotKeys::Arrows::kStep);
    keys.setMoves({});  // the whole of [0, 1] is seen
    connect(&keys, &PlotKeys::stepped, this, [this](int across, int /*up*/, bool extend) {
        if (across != 0) step(across, extend);
    });
    connect(&keys, &PlotKeys::left, this, &AlphaHistogram::letGo);
    connect(&keys, &PlotKeys::chosen, this, [this] {
        if (!reached_) return;
        const Stop range{std::min(from_->low, reached_->low),
                         std::max(from_->high, reached_->high)};
        markRange(range.low, range.high);
        emit rangeSelected(range.low, range.high);
    });
}

void AlphaHistogram::step(int by, bool extend) {
    if (!message().isEmpty()) return;  // nothing is shown
    std::vector<Stop> all = stops();
    extend = extend && reached_;
    if (extend) {  // over whole bars, with what is exactly 0, ½ or 1 in them
        std::erase_if(all, [](const Stop& stop) { return stop.low == stop.high; });
        from_ = barOf(*from_);
        reached_ = barOf(*reached_);
    }
    const auto last = static_cast<std::ptrdiff_t>(all.size()) - 1;
    std::ptrdiff_t place = by > 0 ? 0 : last;
    if (reached_) {
        // An atom may have lost its samples since: then it is its bar.
        auto found = std::find(all.begin(), all.end(), *reached_);
        if (found == all.end()) found = std::find(all.begin(), all.end(), barOf(*reached_));
        place = std::clamp<std::ptrdiff_t>(found - all.begin() + by, 0, last);
    }
    reached_ = all[static_cast<std::size_t>(place)];
    if (!extend) from_ = reached_;
    const Stop range{std::min(from_->low, reached_->low), std::max(from_->high, reached_->high)};
    drawRange(range.low, range.high);
    const QRect area = plot().axisRect()->rect();
    const double middle = plot().xAxis->coordToPixel((reached_->low + reached_->high) / 2.0);
    PlotKeys::of(plot()).say(textOf(range), QPoint(static_cast<int>(middle), area.center().y()));
}

/// What has been chosen before is marked again.
void AlphaHistogram::letGo() {
    const auto chosen = marked_;
    clearRange();
    if (chosen) markRange(chosen->low, chosen->high);
}

}  // namespace alphascope
