// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/command_palette.h"

#include <QObject>
#include <QPoint>
#include <QString>

#include <vector>

class QCPAxis;
class QCPRange;
class QCustomPlot;
class QFocusEvent;
class QKeyEvent;
class QWidget;

namespace alphascope {

/// A plot by keys: arrows move it, + and - zoom about its centre, 0 and Home show everything again.
/// What is read or chosen in a plot (a point, a bar, a sample) is up to who draws it: this tells
/// which way to go. The plot has a frame while it has the focus by keys.
class PlotKeys : public QObject {
    Q_OBJECT

public:
    /// Those of a plot, which has them from the first call on.
    static PlotKeys& of(QCustomPlot& plot);

    /// What Left and Right do without Ctrl: move the plot, or go to the next thing that can be
    /// chosen (then they move it with Shift, where it can be moved).
    enum class Arrows { kMove, kStep };
    void setArrows(Arrows arrows) { arrows_ = arrows; }
    /// Which ways the plot can be moved at all, and which way it zooms without Ctrl; with Ctrl it
    /// zooms its height.
    void setMoves(Qt::Orientations moves, Qt::Orientations zooms = Qt::Horizontal);
    /// Others look after the ranges (PlotLink). Else what somebody sees stays in place while the
    /// plot is drawn with new data, until 0 or Home.
    void setLinked(bool linked) { linked_ = linked; }

    /// Moves the plot just so far that a place is seen.
    void reveal(double x);
    void reveal(double x, double y);
    /// Tells a screen reader what has been reached. Empty: nothing is.
    void say(const QString& text);
    /// The same, with a tool tip at a place of the plot for those who see it.
    void say(const QString& text, const QPoint& place);

signals:
    /// The plot is just about to be moved or zoomed that way.
    void moving(Qt::Orientation way);
    void wholeWanted();
    /// One thing further: 1 is to the right, or up. `extend`: what is chosen grows.
    void stepped(int across, int up, bool extend);
    /// Enter: what has been reached is meant.
    void chosen();
    /// Escape.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit PlotKeys(QCustomPlot& plot);
    bool press(const QKeyEvent& event);
    bool arrow(const QPoint& by, bool control, bool shift);
    bool move(Qt::Orientation way, int by);
    bool zoom(double factor, bool height);
    bool showWhole();
    void reveal(Qt::Orientation way, double value);
    template <typename Change>
    void change(Qt::Orientation way, Change change);
    void hold(Qt::Orientation way, const QCPRange& wanted, const QCPRange& before);
    void noteFocus(const QFocusEvent& event);
    [[nodiscard]] QCPAxis& axisOf(Qt::Orientation way) const;

    struct Span {
        double low = 0.0, high = 0.0;
    };
    [[nodiscard]] Span& homeOf(Qt::Orientation way) {
        return way == Qt::Horizontal ? home_x_ : home_y_;
    }

    QCustomPlot& plot_;
    QWidget* frame_;
    Arrows arrows_ = Arrows::kMove;
    Qt::Orientations moves_ = Qt::Horizontal | Qt::Vertical, zooms_ = Qt::Horizontal;
    bool linked_ = false;
    bool held_ = false;     ///< somebody has moved the plot, which nobody else looks after
    bool busy_ = false;     ///< this sets a range
    bool by_keys_ = false;  ///< how the focus came
    Span home_x_, home_y_;  ///< where 0 goes, while held
};

/// The keys of plots, for the list of all keys.
std::vector<Command> commandsOfPlots();

}  // namespace alphascope
