// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCustomPlot;

namespace alphascope {

/// How large a plot is on paper: as on the screen (96 dots an inch, with the screen's fonts), or as
/// wide as one column or the text of a two-column page, with letters of 8 points.
enum class PrintWidth { kScreen, kColumn, kPage };

inline constexpr double kColumnMillimetres = 84.0;
inline constexpr double kPageMillimetres = 174.0;

/// Writes a plot for print: in the colours of the light theme whatever the theme, and as vectors
/// where the format has them. The format is that of the name's end: .svg, .pdf or .png (at 300 dots
/// an inch). Empty where it is done, else why not.
QString savePlot(QCustomPlot& plot, const QString& file, PrintWidth width = PrintWidth::kScreen);

}  // namespace alphascope
