// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_export.h"

#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QCoreApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QPalette>
#include <QSvgGenerator>

namespace alphascope {

namespace {

constexpr int kDotsPerInch = 300;
constexpr double kScreenDots = 96.0;

QPalette lightPalette() {
    QPalette light(Qt::lightGray, Qt::white);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        light.setColor(role, Qt::black);
    light.setColor(QPalette::Base, Qt::white);
    light.setColor(QPalette::PlaceholderText, Qt::darkGray);
    return light;
}

/// The whole panel, which draws the plot's curves by its own palette.
QWidget& panelOf(QCustomPlot& plot) {
    QWidget* panel = &plot;
    while (panel->parentWidget() != nullptr && !panel->isWindow() &&
           qobject_cast<QDockWidget*>(panel->parentWidget()) == nullptr)
        panel = panel->parentWidget();
    return *panel;
}

/// The plot in light colours while it lives. A panel that sees its palette change draws its curves
/// anew, so that they are those of the light theme too.
class Printed {
public:
    explicit Printed(QCustomPlot& plot)
        : plot_(plot),
          panel_(panelOf(plot)),
          before_(panel_.testAttribute(Qt::WA_SetPalette) ? panel_.palette() : QPalette()),
          x_(plot.xAxis->range()),
          y_(plot.yAxis->range()) {
        set(lightPalette());
        applyTheme(plot_, lightPalette());
    }
    ~Printed() {
        set(before_);
        applyTheme(plot_, plot_.palette());
    }
    Printed(const Printed&) = delete;
    Printed& operator=(const Printed&) = delete;

private:
    /// What somebody has zoomed into stays, whatever the panel does while it draws.
    void set(const QPalette& palette) {
        panel_.setPalette(palette);
        plot_.xAxis->setRange(x_);
        plot_.yAxis->setRange(y_);
    }

    QCustomPlot& plot_;
    QWidget& panel_;
    QPalette before_;
    QCPRange x_, y_;
};

bool saveSvg(QCustomPlot& plot, const QString& file) {
    QSvgGenerator generator;
    generator.setFileName(file);
    generator.setSize(plot.size());
    generator.setViewBox(QRect(QPoint(), plot.size()));
    generator.setTitle(plot.accessibleName());
    QCPPainter painter;
    if (!painter.begin(&generator)) return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    plot.toPainter(&painter, plot.width(), plot.height());
    return painter.end() && QFileInfo(file).size() > 0;
}

}  // namespace

QString savePlot(QCustomPlot& plot, const QString& file) {
    const QString kind = QFileInfo(file).suffix().toLower();
    const Printed printed(plot);
    bool done = false;
    if (kind == QLatin1String("svg"))
        done = saveSvg(plot, file);
    else if (kind == QLatin1String("pdf"))
        done = plot.savePdf(file, plot.width(), plot.height());
    else if (kind == QLatin1String("png"))
        done = plot.savePng(file, plot.width(), plot.height(), kDotsPerInch / kScreenDots, -1,
                            kDotsPerInch);
    else
        return QCoreApplication::translate(
                   "PlotExport", "%1 cannot be written: its name must end in .svg, .pdf or .png.")
            .arg(file);
    if (done) return {};
    return QCoreApplication::translate(
               "PlotExport",
               "%1 cannot be written. Check the folder, its rights and the space left.")
        .arg(file);
}

}  // namespace alphascope
