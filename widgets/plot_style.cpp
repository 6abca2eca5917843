// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_style.h"

#include "widgets/look.h"

#include <qcustomplot.h>
#include <QPalette>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace alphascope {

void applyTheme(QCPAxis& axis, const QPalette& palette) {
    const QColor text = palette.color(QPalette::Text);
    const QColor ground = palette.color(QPalette::Base);
    const QPen line(blend(text, ground, 0.45), 1);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLengthIn(0);
    axis.setTickLengthOut(4);
    axis.setTickLabelColor(blend(text, ground, 0.8));
    axis.setLabelColor(blend(text, ground, 0.9));
    axis.setSelectedBasePen(line);
    axis.setLabelPadding(3);
    axis.grid()->setPen(QPen(blend(text, ground, 0.1), 1));
    axis.grid()->setZeroLinePen(QPen(blend(text, ground, 0.2), 1));
}

void applyTheme(QCustomPlot& plot, const QPalette& palette) {
    plot.setBackground(palette.brush(QPalette::Base));
    for (QCPAxisRect* rect : plot.axisRects()) {
        for (QCPAxis* axis : rect->axes()) applyTheme(*axis, palette);
    }
    if (plot.legend != nullptr) {
        plot.legend->setBrush(palette.brush(QPalette::Base));
        plot.legend->setBorderPen(Qt::NoPen);
        plot.legend->setTextColor(palette.color(QPalette::Text));
        QFont font = plot.font();
        font.setPointSizeF(font.pointSizeF() * 0.9);
        plot.legend->setFont(font);
        plot.legend->setRowSpacing(0);
        plot.legend->setMargins(QMargins(4, 2, 4, 2));
        plot.axisRect()->insetLayout()->setMargins(QMargins(8, 4, 8, 4));
    }
}

void alignScale(QCustomPlot& plot, QCPColorScale& scale) {
    auto* margins = new QCPMarginGroup(&plot);
    plot.axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    scale.setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    scale.setRangeDrag(false);  // its colours mean what they meant
    scale.setRangeZoom(false);
}

void setLogarithmic(QCPAxis& axis, bool on) {
    axis.setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis.setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                      : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
}

void placeLegend(QCustomPlot& plot) {
    const QRectF area = plot.axisRect()->rect();
    const QSizeF size = plot.legend->minimumOuterSizeHint();
    // Shares of the area; before the plot has its size, what legends mostly are.
    const bool laid_out = area.width() > 1.0 && area.height() > 1.0;
    const double width = laid_out ? size.width() / area.width() : 0.3;
    const double height = laid_out ? size.height() / area.height() : 0.4;
    const QCPRange x = plot.xAxis->range(), y = plot.yAxis->range();
    const std::array<Qt::Alignment, 4> corners{
        Qt::AlignBottom | Qt::AlignRight, Qt::AlignTop | Qt::AlignRight,
        Qt::AlignBottom | Qt::AlignLeft, Qt::AlignTop | Qt::AlignLeft};
    std::array<qsizetype, 4> hidden{};
    for (int i = 0; i < plot.graphCount(); ++i)
        for (const QCPGraphData& point : *plot.graph(i)->data()) {
            const double across = (point.key - x.lower) / x.size();
            const double up = (point.value - y.lower) / y.size();
            if (!(across >= 0.0 && across <= 1.0 && up >= 0.0 && up <= 1.0)) continue;
            const bool right = across >= 1.0 - width, left = across <= width;
            const bool top = up >= 1.0 - height, bottom = up <= height;
            hidden[0] += bottom && right;
            hidden[1] += top && right;
            hidden[2] += bottom && left;
            hidden[3] += top && left;
        }
    const auto least = std::min_element(hidden.begin(), hidden.end()) - hidden.begin();
    plot.axisRect()->insetLayout()->setInsetAlignment(0, corners[static_cast<std::size_t>(least)]);
}

namespace {

constexpr std::size_t kExactly = 1024;  // values; a curve that short is smoothed in no time
constexpr int kDigits = 4;              // binary ones that a longer curve's length is rounded to

std::size_t roundLength(std::size_t size) {
    if (size < kExactly) return size;
    const int dropped = static_cast<int>(std::bit_width(size)) - kDigits;
    return size >> dropped << dropped;
}

double spanOf(double share, std::size_t size) {
    return std::max(1.0, share * static_cast<double>(roundLength(size)));
}

}  // namespace

Smoother::Smoother(double memory_share, std::size_t curve_size)
    : share_(memory_share), span_(spanOf(share_, curve_size)), keep_(std::exp(-1.0 / span_)) {}

double Smoother::next(double value) {
    if (std::isfinite(value)) {
        sum_ = keep_ * sum_ + (1.0 - keep_) * value;
        weight_ = keep_ * weight_ + (1.0 - keep_);
    }
    return weight_ > 0.0 ? sum_ / weight_ : value;
}

bool Smoother::suits(std::size_t curve_size) const {
    return spanOf(share_, curve_size) == span_;
}

QVector<double> smooth(const QVector<double>& values, double memory_share) {
    Smoother smoother(memory_share, static_cast<std::size_t>(values.size()));
    QVector<double> out;
    out.reserve(values.size());
    for (const double value : values) out.push_back(smoother.next(value));
    return out;
}

}  // namespace alphascope
