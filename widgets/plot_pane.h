// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot_export.h"

#include <QSize>
#include <QString>
#include <QWidget>

class QCustomPlot;
class QLabel;
class QStackedLayout;

namespace alphascope {

/// A plot, or a sentence in its place that says why there is none. Its context menu saves it.
class PlotPane : public QWidget {
    Q_OBJECT

public:
    /// `name` becomes the plot's object name, `title` its accessible name.
    PlotPane(const QString& name, const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] QCustomPlot& plot() { return *plot_; }
    void showPlot();
    void showMessage(const QString& message);
    /// The sentence shown; empty while the plot is.
    [[nodiscard]] QString message() const;
    /// Writes the plot as PNG with `scale` pixels a unit; false when there is none or it fails.
    bool savePng(const QString& file, int width, int height, double scale);

signals:
    /// The palette has changed, and the axes with it: what is drawn in its colours is out of date.
    void themed();
    /// The area within the axes has another size: what was fitted to it is out of date.
    void areaResized();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void openMenu(const QPoint& place);
    void askAndSave(PrintWidth width);
    void noteArea();

    QStackedLayout* stack_;
    QCustomPlot* plot_;
    QLabel* message_;
    QSize area_;       ///< within the axes, when it was seen last
    QSize fitted_to_;  ///< the whole plot then
    int fits_ = 0;     ///< to areas of that size
};

}  // namespace alphascope
