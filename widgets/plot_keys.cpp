// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_keys.h"

#include "widgets/look.h"

#include <qcustomplot.h>
#include <QCoreApplication>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QPainter>
#include <QToolTip>

#include <array>
#include <cmath>

namespace alphascope {

namespace {

constexpr double kShare = 0.1;    // of what is seen, that an arrow moves by
constexpr double kCloser = 0.85;  // as a notch of the wheel
constexpr int kFrameWidth = 2;    // pixels

/// Lies over the plot, so that to draw it costs no drawing of the curves, and no export has it.
class FocusFrame : public QWidget {
public:
    explicit FocusFrame(QWidget& around) : QWidget(&around) {
        setObjectName(QStringLiteral("focus_frame"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setPen(QPen(focusColour(palette()), kFrameWidth));
        constexpr int kHalf = kFrameWidth / 2;
        painter.drawRect(rect().adjusted(kHalf, kHalf, -kHalf, -kHalf));
    }
};

bool isLogarithmic(const QCPAxis& axis) {
    return axis.scaleType() == QCPAxis::stLogarithmic;
}

}  // namespace

PlotKeys& PlotKeys::of(QCustomPlot& plot) {
    auto* keys = plot.findChild<PlotKeys*>(QString(), Qt::FindDirectChildrenOnly);
    if (keys == nullptr) keys = new PlotKeys(plot);
    return *keys;
}

PlotKeys::PlotKeys(QCustomPlot& plot) : QObject(&plot), plot_(plot), frame_(new FocusFrame(plot)) {
    plot.setFocusPolicy(Qt::StrongFocus);
    plot.installEventFilter(this);
    frame_->setGeometry(plot.rect());
    for (const Qt::Orientation way : {Qt::Horizontal, Qt::Vertical}) {
        QCPAxis* axis = &axisOf(way);
        connect(axis, QOverload<const QCPRange&, const QCPRange&>::of(&QCPAxis::rangeChanged), this,
                [this, way](const QCPRange& wanted, const QCPRange& before) {
                    hold(way, wanted, before);
                });
        // Another scale is another plot: its owner fits it.
        connect(axis, &QCPAxis::scaleTypeChanged, this, [this] { held_ = false; });
    }
}

QCPAxis& PlotKeys::axisOf(Qt::Orientation way) const {
    return way == Qt::Horizontal ? *plot_.xAxis : *plot_.yAxis;
}

void PlotKeys::setMoves(Qt::Orientations moves, Qt::Orientations zooms) {
    moves_ = moves;
    zooms_ = zooms;
}

bool PlotKeys::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::FocusIn:
        case QEvent::FocusOut:
            noteFocus(*static_cast<QFocusEvent*>(event));
            break;
        case QEvent::Resize:
            frame_->setGeometry(plot_.rect());
            break;
        case QEvent::KeyPress:
            if (!press(*static_cast<QKeyEvent*>(event))) break;
            by_keys_ = true;
            frame_->setVisible(plot_.hasFocus());
            return true;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

/// Who clicks sees where he is; a window that comes back is as it was.
void PlotKeys::noteFocus(const QFocusEvent& event) {
    const Qt::FocusReason reason = event.reason();
    const bool stays = reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason;
    if (!stays)
        by_keys_ =
            event.gotFocus() && (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                                 reason == Qt::ShortcutFocusReason);
    frame_->setVisible(event.gotFocus() && by_keys_);
    frame_->raise();
}

bool PlotKeys::press(const QKeyEvent& event) {
    const Qt::KeyboardModifiers held = event.modifiers();
    if ((held & (Qt::AltModifier | Qt::MetaModifier)) != 0) return false;
    const bool control = held.testFlag(Qt::ControlModifier), shift = held & Qt::ShiftModifier;
    switch (event.key()) {
        case Qt::Key_Left:
            return arrow({-1, 0}, control, shift);
        case Qt::Key_Right:
            return arrow({1, 0}, control, shift);
        case Qt::Key_Up:
            return arrow({0, 1}, control, shift);
        case Qt::Key_Down:
            return arrow({0, -1}, control, shift);
        case Qt::Key_BracketLeft:
            return arrow({-1, 0}, /*control=*/true, /*shift=*/false);
        case Qt::Key_BracketRight:
            return arrow({1, 0}, /*control=*/true, /*shift=*/false);
        case Qt::Key_Plus:
        case Qt::Key_Equal:  // where + is, with Shift, on many keyboards
            return zoom(kCloser, control);
        case Qt::Key_Minus:
            return zoom(1.0 / kCloser, control);
        case Qt::Key_0:
        case Qt::Key_Home:
            return !control && showWhole();  // Ctrl+0 shows a panel
        case Qt::Key_Return:
        case Qt::Key_Enter:
            emit chosen();
            return true;
        case Qt::Key_Escape:
            say({});
            emit left();
            return isSignalConnected(QMetaMethod::fromSignal(&PlotKeys::left));
        default:
            return false;
    }
}

bool PlotKeys::arrow(const QPoint& by, bool control, bool shift) {
    const bool across = by.x() != 0;
    const bool moves_instead = shift && moves_.testFlag(Qt::Horizontal);
    const bool plain_step = arrows_ == Arrows::kStep && across && !moves_instead;
    if (!control && !plain_step)
        return move(across ? Qt::Horizontal : Qt::Vertical, across ? by.x() : by.y());
    emit stepped(by.x(), by.y(), shift);
    return true;
}

/// Changes a range as somebody who does it with the mouse.
template <typename Change>
void PlotKeys::change(Qt::Orientation way, Change change) {
    if (!linked_ && !held_) {
        for (const Qt::Orientation each : {Qt::Horizontal, Qt::Vertical})
            homeOf(each) = {axisOf(each).range().lower, axisOf(each).range().upper};
        held_ = true;
    }
    emit moving(way);
    busy_ = true;
    change(axisOf(way));
    busy_ = false;
    plot_.replot(QCustomPlot::rpQueuedReplot);
}

bool PlotKeys::move(Qt::Orientation way, int by) {
    if (!moves_.testFlag(way)) return false;
    change(way, [by](QCPAxis& axis) {
        const QCPRange seen = axis.range();
        // On a logarithmic axis it moves by a factor.
        axis.moveRange(isLogarithmic(axis) ? std::pow(seen.upper / seen.lower, kShare * by)
                                           : kShare * by * seen.size());
    });
    return true;
}

bool PlotKeys::zoom(double factor, bool height) {
    const Qt::Orientations ways = (height ? Qt::Orientations(Qt::Vertical) : zooms_) & moves_;
    for (const Qt::Orientation way : {Qt::Horizontal, Qt::Vertical}) {
        if (!ways.testFlag(way)) continue;
        change(way, [factor](QCPAxis& axis) {
            const QCPRange seen = axis.range();
            axis.scaleRange(
                factor, isLogarithmic(axis) ? std::sqrt(seen.lower * seen.upper) : seen.center());
        });
    }
    return ways != 0;
}

bool PlotKeys::showWhole() {
    if (moves_ == 0) return false;
    if (held_) {
        held_ = false;
        for (const Qt::Orientation way : {Qt::Horizontal, Qt::Vertical})
            axisOf(way).setRange(homeOf(way).low, homeOf(way).high);
        plot_.replot(QCustomPlot::rpQueuedReplot);
    }
    emit wholeWanted();
    return true;
}

/// What a plot's owner fits is where 0 goes; what somebody looks at stays.
void PlotKeys::hold(Qt::Orientation way, const QCPRange& wanted, const QCPRange& before) {
    if (!held_ || busy_) return;
    homeOf(way) = {wanted.lower, wanted.upper};
    busy_ = true;
    axisOf(way).setRange(before);
    busy_ = false;
}

void PlotKeys::reveal(double x) {
    reveal(Qt::Horizontal, x);
}

void PlotKeys::reveal(double x, double y) {
    reveal(Qt::Horizontal, x);
    reveal(Qt::Vertical, y);
}

void PlotKeys::reveal(Qt::Orientation way, double value) {
    const QCPAxis& axis = axisOf(way);
    const QCPRange seen = axis.range();
    const bool possible = moves_.testFlag(way) && !isLogarithmic(axis) && std::isfinite(value);
    if (!possible || seen.contains(value)) return;
    const double lower = value - (value < seen.lower ? kShare : 1.0 - kShare) * seen.size();
    change(way, [&](QCPAxis& moved) { moved.setRange(lower, lower + seen.size()); });
}

void PlotKeys::say(const QString& text) {
    if (text != plot_.accessibleDescription()) plot_.setAccessibleDescription(text);
}

void PlotKeys::say(const QString& text, const QPoint& place) {
    say(text);
    QToolTip::showText(plot_.mapToGlobal(place), text, &plot_);
}

std::vector<Command> commandsOfPlots() {
    const auto word = [](const char* text) {
        return QCoreApplication::translate("PlotKeys", text);
    };
    const std::array rows{
        std::pair{"← → ↑ ↓", QT_TRANSLATE_NOOP("PlotKeys", "Move the plot")},
        std::pair{"+ −", QT_TRANSLATE_NOOP("PlotKeys", "Zoom")},
        std::pair{"Ctrl++ Ctrl+−", QT_TRANSLATE_NOOP("PlotKeys", "Zoom the height")},
        std::pair{"0, Home", QT_TRANSLATE_NOOP("PlotKeys", "Show everything")},
        std::pair{"Ctrl+← Ctrl+→, [ ]",
                  QT_TRANSLATE_NOOP("PlotKeys", "Curves: read them point by point")},
        std::pair{"Esc", QT_TRANSLATE_NOOP("PlotKeys", "Let go of what was read or chosen")},
        std::pair{"← →", QT_TRANSLATE_NOOP("PlotKeys", "Histogram of α: choose a bar")},
        std::pair{"Shift+← Shift+→",
                  QT_TRANSLATE_NOOP("PlotKeys", "Histogram of α: choose several bars")},
        std::pair{"← →", QT_TRANSLATE_NOOP("PlotKeys", "α over time: choose the step")},
        std::pair{"← →", QT_TRANSLATE_NOOP("PlotKeys", "One sample: choose the epoch")},
        std::pair{"Ctrl+← → ↑ ↓",
                  QT_TRANSLATE_NOOP("PlotKeys", "Map: go to the nearest sample that way")},
        std::pair{"Enter", QT_TRANSLATE_NOOP("PlotKeys", "Take what was reached, as a click does")},
    };
    const QString way = word(QT_TRANSLATE_NOOP("PlotKeys", "Plots")) + QStringLiteral(" › ");
    std::vector<Command> commands;
    for (const auto& [keys, text] : rows)
        commands.push_back({.action = {},
                            .button = {},
                            .path = way + word(text),
                            .keys = leftToRight(QString::fromUtf8(keys))});
    return commands;
}

}  // namespace alphascope
