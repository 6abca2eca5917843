// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/min_max_pyramid.h"
#include "widgets/plot_style.h"
#include "widgets/series_view.h"
#include "widgets/snapshot.h"

#include <QColor>
#include <QPalette>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
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
    /// What draw() would show, where the runs are those drawn last with more added to them, in the
    /// time that the new points take. False where they are not: then draw() must follow. Means are
    /// always drawn anew.
    bool update(const Runs& runs, const SeriesView& view, const QPalette& palette);
    /// Whether some smoothed lines wait for the next update() to have the memory for their length:
    /// one frame has no time for all.
    [[nodiscard]] bool behind() const { return behind_; }
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
    /// Gives the plot what its present x range and width need: short lines whole, of long ones what
    /// can be told apart. To be called before the plot is painted.
    void refill();
    /// Least and greatest finite value of all curves; NaN where there is none.
    [[nodiscard]] std::pair<double, double> values() const;
    /// Writes each line's value at x behind its name in the legend; NaN takes them off.
    void showValues(double x);

private:
    struct Look {
        QColor colour;
        Qt::PenStyle dash;
        double width;
        bool markers = false;
        bool operator==(const Look&) const = default;
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
    /// A series of a run as it grows, and what it is drawn as.
    struct Source {
        std::size_t run;  ///< its place among the runs
        std::string uuid;
        CurveFeed feed;
        Look look;
        QString entry;
        bool seen = false;          ///< it has values, and so it has lines
        std::size_t line = 0;       ///< of lines_
        std::size_t raw_line = 0;   ///< where raw_lines_
        std::vector<double> raw{};  ///< where the line is smooth, its values
        Smoother smoother{0.0, 0};

        [[nodiscard]] bool sameAs(const Source& other) const;
    };
    /// What the plot was filled for; `data` counts what was added.
    struct Filling {
        double low, high;
        int columns;
        std::uint64_t data;
        bool operator==(const Filling&) const = default;
    };
    /// Least and greatest of what an axis can show.
    struct Span {
        double low, high;
    };
    void drawRuns(const Runs& runs, const SeriesView& view, const QPalette& palette);
    [[nodiscard]] static std::vector<Source> sourcesOf(const Runs& runs, const SeriesView& view,
                                                       const QPalette& palette);
    void extend(Source& source, const Curve& more);
    void smoothAnew();
    [[nodiscard]] bool drawsRaw(std::size_t points) const;
    [[nodiscard]] std::size_t points() const;  ///< of all lines
    /// Whether a frame has no time to give them smooth edges.
    [[nodiscard]] static bool isMany(std::size_t points);
    void reachOver(const Line& line);
    void drawGroups(const Runs& runs, const SeriesView& view, const QPalette& palette);
    void drawBand(const Mean& mean, const QColor& ground, bool translucent);
    [[nodiscard]] Span spanOf(double from, double to) const;
    [[nodiscard]] int columns() const;  ///< of pixels
    void add(const Curve& curve, const Look& look);
    /// One without points yet; its place in lines_.
    std::size_t addLine(const Look& look);
    void append(std::size_t line, std::span<const double> x, std::span<const double> y);
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
    std::vector<Source> sources_;  ///< of runs; none where groups are drawn
    SeriesView view_;              ///< that has been drawn, of so many runs
    std::size_t runs_ = 0;
    bool raw_lines_ = false;  ///< below smooth ones
    bool light_ = false;      ///< see lighten()
    bool behind_ = false;
    std::size_t next_smoothed_ = 0;  ///< of sources_, which take their turns
    std::optional<Filling> filled_;
    std::uint64_t data_ = 0;
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
