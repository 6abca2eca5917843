// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/min_max_pyramid.h"
#include "widgets/series_view.h"
#include "widgets/snapshot.h"

#include <QColor>
#include <QPalette>

#include <limits>
#include <memory>
#include <utility>
#include <vector>

class QCPGraph;
class QCustomPlot;

namespace alphascope {

/// The dash that a series' lines have, by its place in the view.
Qt::PenStyle dashOf(const std::string& series, std::size_t place);

/// The curves of a view in a plot. Colour is the run, or in a grouped view the group; the dash is
/// the series. Where lines are smoothed, the raw values are faint below them, while there are not
/// too many points. Means and bands are of the raw values, never of smoothed ones. A lone run has
/// each series in the legend; several runs have one entry each there. Scores have markers, since
/// there are few of them.
class SeriesDrawing {
public:
    using Runs = std::vector<std::shared_ptr<const RunDetail>>;

    explicit SeriesDrawing(QCustomPlot& plot);

    void draw(const Runs& runs, const SeriesView& view, const QPalette& palette);
    [[nodiscard]] bool empty() const { return lines_.empty(); }
    /// The x range of all curves; on a logarithmic axis that of their positive x, with low > high
    /// where there is none.
    [[nodiscard]] double low() const { return low_; }
    [[nodiscard]] double high() const { return high_; }
    /// Sets the vertical range to all finite values of the plot's present x range, with room for
    /// the legend; where it has none, the range stays. False where no curve has any, or on a
    /// logarithmic axis none above 0. Where the whole of each loss is seen, 0 is part of the range.
    bool fitHeight();
    /// The vertical range shows these values too, until the next draw().
    void reach(std::vector<double> values) { reached_ = std::move(values); }
    /// Of long curves, gives the plot what its present x range and width need.
    void refill();
    /// Writes each line's value at x behind its name in the legend; NaN takes them off.
    void showValues(double x);

private:
    struct Look {
        QColor colour;
        Qt::PenStyle dash;
        double width;
        bool markers = false;
    };
    /// What a group is drawn from.
    struct Mean {
        Band band;
        Look look;
        QString name;
        bool of_several;
    };
    /// A line of the legend, and what it speaks for.
    struct Entry {
        QString name;
        std::vector<std::size_t> lines;  ///< of lines_; the last one's pen is shown
    };
    struct Line {
        QCPGraph* graph;
        MinMaxPyramid points;
    };
    /// Least and greatest of what an axis can show.
    struct Span {
        double low, high;
    };
    void drawRuns(const Runs& runs, const SeriesView& view, const QPalette& palette);
    void drawGroups(const Runs& runs, const SeriesView& view, const QPalette& palette);
    void drawBand(const Mean& mean, const QColor& ground, bool translucent);
    [[nodiscard]] Span spanOf(double from, double to) const;
    [[nodiscard]] int columns() const;  ///< of pixels
    void add(const Curve& curve, const Look& look);
    /// Makes the line added last part of the entry of that name.
    void enter(const QString& name);
    [[nodiscard]] QString valuesOf(const Entry& entry) const;
    void fillLegend(std::size_t most);
    void lighten();
    void wrapLegend();
    void nameEntries(int room);
    [[nodiscard]] bool legendFits() const;
    [[nodiscard]] double legendLine() const;
    [[nodiscard]] double legendShare() const;

    QCustomPlot& plot_;
    std::vector<Line> lines_;
    std::vector<Entry> entries_;
    double low_ = 0.0, high_ = 0.0;
    std::vector<double> reached_;
    bool logarithmic_ = false;    ///< the vertical axis
    bool logarithmic_x_ = false;  ///< and the horizontal one
    bool from_zero_ = true;
    int legend_columns_ = 1;
    std::size_t listed_ = 0;  ///< entries that the legend has room for
    double cursor_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace alphascope
