// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <optional>

class QCustomPlot;

namespace alphascope {

class PlotLink;

/// The next point to the right (`by` > 0) or left of `from` of the first curve in the plot's
/// legend, at least half a pixel away, so that each step of a dense curve is seen. NaN for `from`:
/// the first or the last point that is seen. None: no curve has one there.
std::optional<double> nextPoint(const QCustomPlot& plot, double from, int by);

/// What the legend says of the curves at `x`: "step 100; label: 0.31; teacher: 0.42".
QString readOut(const QCustomPlot& plot, double x);

/// Moves the line of linked plots from point to point by the keys of one of them, which reads its
/// values out.
class SeriesCursor : public QObject {
    Q_OBJECT

public:
    /// Of a plot that is joined; belongs to it.
    SeriesCursor(QCustomPlot& plot, PlotLink& link);

private:
    void step(int by);

    QCustomPlot& plot_;
    PlotLink& link_;
};

}  // namespace alphascope
