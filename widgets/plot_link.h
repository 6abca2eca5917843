// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

class QCustomPlot;
class QCPItemStraightLine;
class QMouseEvent;
class QCPRange;
class QWheelEvent;

namespace alphascope {

/// Makes several plots over training move together: those over steps have one horizontal range and
/// one line under the mouse, those over epochs or seconds another. While a single run is shown, its
/// line is in all of them, at the same moment. Until somebody zooms or drags,
/// the range follows the data of all; a double click goes back to that. Keys do the same, see
/// PlotKeys. Plots may be destroyed at any time.
class PlotLink : public QObject {
    Q_OBJECT

public:
    explicit PlotLink(QObject* parent = nullptr);

    enum class Height { kIsFixed, kCanBeZoomed };
    /// The plot's x axis is linked from now on; wheel, drag, double click and keys act on all. The
    /// wheel with Ctrl, or left of the plot, may zoom the height of this plot alone.
    void join(QCustomPlot& plot, Height height = Height::kIsFixed);
    /// The x range of what a joined plot shows, and in what; an empty one (high <= low) is no data.
    /// A plot with a logarithmic axis begins no earlier than its own.
    void setExtent(const QCustomPlot& plot, double low, double high, XAxis unit = XAxis::kStep);
    /// Whether the range follows the data.
    [[nodiscard]] bool automatic() const { return automatic_; }
    void setAutomatic();
    /// Where the line is; NaN while the mouse is in none of the plots.
    [[nodiscard]] double cursor() const { return cursor_; }
    /// What x is in there.
    [[nodiscard]] XAxis cursorUnit() const { return cursor_unit_; }
    /// Puts the line at x; NaN hides it.
    void setCursor(double x, XAxis unit = XAxis::kStep);
    /// The run whose step, epoch and second stand for each other; null: there are several, each
    /// with a clock of its own.
    void setRun(std::shared_ptr<const RunDetail> run);
    /// What x of one unit is in another, by the run's own records; NaN where that is not known.
    [[nodiscard]] double convert(double x, XAxis from, XAxis to) const;
    /// Where the line is in plots of a unit; NaN where it is in none of them.
    [[nodiscard]] double cursorIn(XAxis unit) const;
    /// What lies on the x axis of a joined plot.
    [[nodiscard]] XAxis unitOf(const QCustomPlot& plot) const;

signals:
    void cursorMoved(double x);
    /// Somebody clicked at x without dragging, or pressed Enter while the line is at x.
    void picked(double x);
    void heightZoomed(const QCustomPlot* plot);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Member {
        QPointer<QCustomPlot> plot;
        QCPItemStraightLine* line = nullptr;  ///< the plot's own
        double low = 0.0, high = 0.0;
        XAxis unit = XAxis::kStep;
    };
    void connectMouse(QCustomPlot& plot, Height height);
    void connectKeys(QCustomPlot& plot, Height height);
    void turn(QCustomPlot& plot, const QWheelEvent& wheel, Height height);
    void spread(const QCustomPlot& from, const QCPRange& range);
    void apply(const QCPRange& range, XAxis unit, const QCustomPlot* except);
    void follow();
    void placeLine(const Member& member);

    std::vector<Member> members_;
    std::shared_ptr<const RunDetail> run_;  ///< part of a snapshot, see there
    bool automatic_ = true;
    bool spreading_ = false;  ///< the link itself sets ranges
    bool dragged_ = false;    ///< the mouse has moved since it was pressed
    bool pressed_ = false;
    double cursor_;
    XAxis cursor_unit_ = XAxis::kStep;
};

}  // namespace alphascope
