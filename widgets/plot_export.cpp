// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_export.h"

#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPalette>
#include <QSvgGenerator>

namespace alphascope {

namespace {

constexpr int kDotsPerInch = 300;
constexpr double kScreenDots = 96.0;

/// Axes, text and ground in light colours while it lives.
class Printed {
public:
    explicit Printed(QCustomPlot& plot) : plot_(plot) {
        QPalette light(Qt::lightGray, Qt::white);
        for (const auto role : {QPalette::Text, QPalette::WindowText})
            light.setColor(role, Qt::black);
        light.setColor(QPalette::Base, Qt::white);
        applyTheme(plot_, light);
    }
    ~Printed() { applyTheme(plot_, plot_.palette()); }
    Printed(const Printed&) = delete;
    Printed& operator=(const Printed&) = delete;

private:
    QCustomPlot& plot_;
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
