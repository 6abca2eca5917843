// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

class QCustomPlot;
class QCPAxisRect;
class QPalette;

namespace alphascope {

/// Ground, axes, grid and legend in the palette's colours, for every axis rectangle of the plot.
void applyTheme(QCustomPlot& plot, const QPalette& palette);

/// Puts the legend into the corner that hides the fewest points of the plot's graphs, the lower
/// right one where several are equal. To be called once ranges are set.
void placeLegend(QCustomPlot& plot);

/// An exponential mean whose memory is a fixed share of the curve, corrected for its start; NaN
/// entries are skipped. Same length as the input.
QVector<double> smooth(const QVector<double>& values, double memory_share = 0.04);

}  // namespace alphascope
