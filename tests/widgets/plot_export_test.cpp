// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_export.h"
#include "widgets/look.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QEvent>
#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

namespace alphascope {
namespace {

class PlotExport : public ::testing::Test {
protected:
    PlotExport() {
        plot.resize(400, 200);
        plot.xAxis->setLabel("step of training");
        plot.addGraph()->setData({0, 1, 2}, {1, 2, 3});
        plot.rescaleAxes();
        QPalette dark(QColor(40, 40, 40));
        plot.setPalette(dark);
    }
    QByteArray saved(const QString& name, PrintWidth width = PrintWidth::kScreen) {
        const QString file = folder.filePath(name);
        EXPECT_EQ(savePlot(plot, file, width), "");
        QFile content(file);
        EXPECT_TRUE(content.open(QIODevice::ReadOnly));
        return content.readAll();
    }

    QTemporaryDir folder;
    QCustomPlot plot;
};

TEST_F(PlotExport, SvgHasTheAxisTitleAsText) {
    const QByteArray svg = saved("a.svg");
    EXPECT_TRUE(svg.contains("<svg"));
    EXPECT_TRUE(svg.contains("step of training"));
    EXPECT_FALSE(svg.contains("<image")) << "vectors, not a picture";
}

TEST_F(PlotExport, PdfIsAPdf) {
    EXPECT_TRUE(saved("a.pdf").startsWith("%PDF"));
}

double numberAfter(const QByteArray& text, const QByteArray& name) {
    const qsizetype begin = text.indexOf(name);
    EXPECT_GE(begin, 0) << name.toStdString();
    return std::strtod(text.constData() + begin + name.size(), nullptr);
}

TEST_F(PlotExport, FitsAColumnAndAPageWithLettersOfEightPoints) {
    for (const auto& [width, millimetres] :
         {std::pair(PrintWidth::kColumn, 84.0), std::pair(PrintWidth::kPage, 174.0)}) {
        const QByteArray pdf = saved("a.pdf", width);
        EXPECT_NEAR(numberAfter(pdf, "/MediaBox [0 0 "), millimetres / 25.4 * 72.0, 1.0);
        const QByteArray svg = saved("a.svg", width);
        EXPECT_NEAR(numberAfter(svg, "<svg width=\""), millimetres, 1.0);
        EXPECT_TRUE(svg.contains("mm\""));
        const double pixels = numberAfter(svg, "viewBox=\"0 0 ");
        const QByteArray title = svg.left(svg.indexOf("step of training"));
        const double letters =
            numberAfter(title.mid(title.lastIndexOf("font-size=\"")), "font-size=\"");
        EXPECT_NEAR(letters / pixels * millimetres / 25.4 * 72.0, 8.0, 0.2);
        saved("a.png", width);
        EXPECT_NEAR(QImage(folder.filePath("a.png")).width(), millimetres / 25.4 * 300.0, 4.0);
    }
    EXPECT_EQ(plot.size(), QSize(400, 200)) << "the plot on the screen stays as it is";
    EXPECT_LT(plot.xAxis->labelFont().pixelSize(), 1) << "with its own letters";
}

TEST_F(PlotExport, PngIsLargeAndOnWhite) {
    saved("a.PNG");
    const QImage image(folder.filePath("a.PNG"));
    EXPECT_EQ(image.width(), 1250);  // 400 · 300 / 96
    EXPECT_EQ(image.pixelColor(2, 2), QColor(Qt::white));
}

/// Draws its curve by its own palette, as panels do.
class Panel : public QWidget {
public:
    Panel() : plot(new QCustomPlot(this)) {
        plot->resize(400, 200);
        plot->addGraph()->setData({0, 1, 2}, {1, 1, 1});
        rebuild();
    }
    void rebuild() {
        const QColor colour = runColour("some run", isDark(palette()));
        plot->graph(0)->setPen(QPen(colour, 8));
        plot->xAxis->setRange(0, 2);
        plot->yAxis->setRange(0, 2);
    }
    QCustomPlot* plot;

protected:
    void changeEvent(QEvent* event) override {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::PaletteChange) rebuild();
    }
};

TEST_F(PlotExport, CurvesOfADarkPanelAreThoseOfTheLightTheme) {
    const QColor light = runColour("some run", false), dark = runColour("some run", true);
    ASSERT_NE(light, dark);
    Panel panel;
    QPalette night(QColor(60, 60, 60), QColor(30, 30, 30));
    night.setColor(QPalette::WindowText, Qt::white);
    panel.setPalette(night);
    panel.plot->yAxis->setRange(0.5, 1.5);  // somebody has zoomed
    ASSERT_EQ(panel.plot->graph(0)->pen().color(), dark);
    const QString file = folder.filePath("night.png");
    ASSERT_EQ(savePlot(*panel.plot, file), "");
    const QImage image(file);
    const QPoint middle(image.width() / 2,
                        static_cast<int>(panel.plot->yAxis->coordToPixel(1.0) * 300 / 96));
    EXPECT_EQ(image.pixelColor(middle).rgb(), light.rgb());
    EXPECT_EQ(panel.plot->graph(0)->pen().color(), dark) << "on the screen it is as before";
    EXPECT_EQ(panel.plot->yAxis->range().lower, 0.5);
    EXPECT_EQ(panel.palette().color(QPalette::Window), night.color(QPalette::Window));
}

TEST_F(PlotExport, SaysWhyItCannot) {
    EXPECT_TRUE(savePlot(plot, folder.filePath("a.bmp")).contains("must end in"));
    EXPECT_TRUE(savePlot(plot, folder.filePath("no/such/folder/a.svg")).contains("cannot be"));
    EXPECT_TRUE(savePlot(plot, folder.filePath("no/such/folder/a.png")).contains("cannot be"));
}

}  // namespace
}  // namespace alphascope
