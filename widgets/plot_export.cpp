// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_export.h"

#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QCoreApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QPageSize>
#include <QPalette>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>
#include <vector>

namespace alphascope {

namespace {

constexpr int kDotsPerInch = 300;
constexpr double kScreenDots = 96.0;
constexpr double kInch = 25.4;  // millimetres
constexpr double kPointsPerInch = 72.0;
constexpr int kPdfDots = 1200;  // an inch
constexpr int kLetterPixels = 11;
constexpr double kLetterPoints = 8.0;
constexpr double kColumnShape = 0.68;  // height to width
constexpr double kPageShape = 0.42;

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

/// What is drawn, in pixels, and how wide that is on paper.
struct Sheet {
    QSize size;
    double millimetres;
    int letters = 0;  ///< height of letters in pixels; 0: as on the screen

    [[nodiscard]] double dotsPerInch() const { return size.width() / millimetres * kInch; }
};

Sheet sheetFor(const QCustomPlot& plot, PrintWidth width) {
    if (width == PrintWidth::kScreen)
        return {.size = plot.size(), .millimetres = plot.width() / kScreenDots * kInch};
    const double millimetres = width == PrintWidth::kColumn ? kColumnMillimetres : kPageMillimetres;
    const double points = millimetres / kInch * kPointsPerInch;
    const int pixels = static_cast<int>(std::lround(points * kLetterPixels / kLetterPoints));
    const double shape = width == PrintWidth::kColumn ? kColumnShape : kPageShape;
    return {.size = QSize(pixels, static_cast<int>(std::lround(pixels * shape))),
            .millimetres = millimetres,
            .letters = kLetterPixels};
}

/// All letters of a plot at one height while it lives.
class Letters {
public:
    Letters(QCustomPlot& plot, int pixels) : plot_(plot) {
        if (pixels <= 0) return;
        QFont font = plot.font();
        font.setPixelSize(pixels);
        for (QCPAxis* axis : axesOf(plot_)) {
            before_.push_back(axis->tickLabelFont());
            before_.push_back(axis->labelFont());
            axis->setTickLabelFont(font);
            axis->setLabelFont(font);
        }
        before_.push_back(plot.legend->font());
        plot.legend->setFont(font);
        for (QCPItemText* text : textsOf(plot_)) {
            before_.push_back(text->font());
            text->setFont(font);
        }
    }
    ~Letters() {
        if (before_.empty()) return;
        std::size_t next = 0;
        for (QCPAxis* axis : axesOf(plot_)) {
            axis->setTickLabelFont(before_[next++]);
            axis->setLabelFont(before_[next++]);
        }
        plot_.legend->setFont(before_[next++]);
        for (QCPItemText* text : textsOf(plot_)) text->setFont(before_[next++]);
    }
    Letters(const Letters&) = delete;
    Letters& operator=(const Letters&) = delete;

private:
    static QList<QCPAxis*> axesOf(QCustomPlot& plot) {
        QList<QCPAxis*> axes;
        for (QCPAxisRect* rect : plot.axisRects()) axes += rect->axes();
        for (QCPLayoutElement* part : plot.plotLayout()->elements(/*recursive=*/false))
            if (auto* scale = qobject_cast<QCPColorScale*>(part)) axes += scale->axis();
        return axes;
    }
    static QList<QCPItemText*> textsOf(QCustomPlot& plot) {
        QList<QCPItemText*> texts;
        for (int i = 0; i < plot.itemCount(); ++i)
            if (auto* text = qobject_cast<QCPItemText*>(plot.item(i))) texts += text;
        return texts;
    }

    QCustomPlot& plot_;
    std::vector<QFont> before_;
};

/// The plot laid out as large as the sheet while it lives: its panel fits the legend to that.
class LaidOut {
public:
    LaidOut(QCustomPlot& plot, QSize size) : plot_(plot), before_(plot.viewport()) {
        if (size == before_.size()) return;
        plot_.setViewport(QRect(QPoint(), size));
        plot_.replot(QCustomPlot::rpImmediateRefresh);
    }
    ~LaidOut() {
        plot_.setViewport(before_);
        plot_.replot(QCustomPlot::rpQueuedReplot);
    }
    LaidOut(const LaidOut&) = delete;
    LaidOut& operator=(const LaidOut&) = delete;

private:
    QCustomPlot& plot_;
    QRect before_;
};

void draw(QCustomPlot& plot, QCPPainter& painter, const Sheet& sheet) {
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    plot.toPainter(&painter, sheet.size.width(), sheet.size.height());
}

bool saveSvg(QCustomPlot& plot, const QString& file, const Sheet& sheet) {
    QSvgGenerator generator;
    generator.setFileName(file);
    generator.setSize(sheet.size);
    generator.setViewBox(QRect(QPoint(), sheet.size));
    generator.setResolution(static_cast<int>(std::lround(sheet.dotsPerInch())));
    generator.setTitle(plot.accessibleName());
    QCPPainter painter;
    if (!painter.begin(&generator)) return false;
    draw(plot, painter, sheet);
    return painter.end() && QFileInfo(file).size() > 0;
}

bool savePdf(QCustomPlot& plot, const QString& file, const Sheet& sheet) {
    QPdfWriter writer(file);
    const double height = sheet.millimetres * sheet.size.height() / sheet.size.width();
    writer.setPageSize(QPageSize(QSizeF(sheet.millimetres, height), QPageSize::Millimeter, {},
                                 QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setResolution(kPdfDots);
    writer.setTitle(plot.accessibleName());
    QCPPainter painter;
    if (!painter.begin(&writer)) return false;
    painter.scale(static_cast<double>(writer.width()) / sheet.size.width(),
                  static_cast<double>(writer.height()) / sheet.size.height());
    draw(plot, painter, sheet);
    return painter.end() && QFileInfo(file).size() > 0;
}

}  // namespace

QString savePlot(QCustomPlot& plot, const QString& file, PrintWidth width) {
    const QString kind = QFileInfo(file).suffix().toLower();
    const Sheet sheet = sheetFor(plot, width);
    const Printed printed(plot);
    const Letters letters(plot, sheet.letters);
    const LaidOut laid_out(plot, sheet.size);
    bool done = false;
    if (kind == QLatin1String("svg"))
        done = saveSvg(plot, file, sheet);
    else if (kind == QLatin1String("pdf"))
        done = savePdf(plot, file, sheet);
    else if (kind == QLatin1String("png"))
        done = plot.savePng(file, sheet.size.width(), sheet.size.height(),
                            kDotsPerInch / sheet.dotsPerInch(), -1, kDotsPerInch);
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
