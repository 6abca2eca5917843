// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_export.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QFile>
#include <QTemporaryDir>

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
    QByteArray saved(const QString& name) {
        const QString file = folder.filePath(name);
        EXPECT_EQ(savePlot(plot, file), "");
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

TEST_F(PlotExport, PngIsLargeAndOnWhite) {
    saved("a.PNG");
    const QImage image(folder.filePath("a.PNG"));
    EXPECT_EQ(image.width(), 1250);  // 400 · 300 / 96
    EXPECT_EQ(image.pixelColor(2, 2), QColor(Qt::white));
}

TEST_F(PlotExport, SaysWhyItCannot) {
    EXPECT_TRUE(savePlot(plot, folder.filePath("a.bmp")).contains("must end in"));
    EXPECT_TRUE(savePlot(plot, folder.filePath("no/such/folder/a.svg")).contains("cannot be"));
    EXPECT_TRUE(savePlot(plot, folder.filePath("no/such/folder/a.png")).contains("cannot be"));
}

}  // namespace
}  // namespace alphascope
