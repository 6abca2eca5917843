// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCustomPlot;

namespace alphascope {

/// Writes a plot for print: in the colours of the light theme whatever the theme, and as vectors
/// where the format has them. The format is that of the name's end: .svg, .pdf or .png (at 300 dots
/// an inch). Empty where it is done, else why not.
QString savePlot(QCustomPlot& plot, const QString& file);

}  // namespace alphascope
