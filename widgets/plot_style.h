// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

#include <cstddef>

class QCustomPlot;
class QCPAxis;
class QCPColorScale;
class QPalette;

namespace alphascope {

/// Ground, axes, grid and legend in the palette's colours, for every axis rectangle of the plot.
void applyTheme(QCustomPlot& plot, const QPalette& palette);
/// The same for one axis, as that of a colour scale.
void applyTheme(QCPAxis& axis, const QPalette& palette);

/// Pixels that a line of a legend takes beside its name.
inline constexpr int kLegendKeyWidth = 56;

/// Makes a colour scale beside a plot as high as the plot's axes.
void alignScale(QCustomPlot& plot, QCPColorScale& scale);

/// Gives an axis its scale, with the ticks for it.
void setLogarithmic(QCPAxis& axis, bool on);

/// Puts the legend into the corner that hides the fewest points of the plot's graphs, the lower
/// right one where several are equal. To be called once ranges are set.
void placeLegend(QCustomPlot& plot);

/// An exponential mean whose memory is a fixed share of the curve, corrected for its start; NaN
/// entries are skipped. Same length as the input. See Smoother on the share.
QVector<double> smooth(const QVector<double>& values, double memory_share = 0.04);

/// smooth(), value by value. Beyond a thousand values the memory is the share of a round length, so
/// that a curve that grows is smoothed anew only when it has grown by about a tenth.
class Smoother {
public:
    Smoother(double memory_share, std::size_t curve_size);
    double next(double value);
    /// Whether a curve of that size would have the same memory.
    [[nodiscard]] bool suits(std::size_t curve_size) const;

private:
    double share_, span_, keep_;
    double sum_ = 0.0, weight_ = 0.0;
};

}  // namespace alphascope
