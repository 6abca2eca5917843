// SPDX-License-Identifier: GPL-3.0-or-later
// Screens with two pixels a unit: what is drawn has all of them, and is no picture of half the size
// that was made larger.
#include "widgets/live_icon.h"
#include "widgets/look.h"
#include "widgets/losses.h"
#include "widgets/plot_pane.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QIcon>
#include <QImage>
#include <QPalette>
#include <QProcess>
#include <QTest>

#include <cmath>

namespace alphascope {
namespace {

constexpr const char* kExpected = "ALPHASCOPE_EXPECTED_SCALE";

/// The share of the blocks of 2 × 2 pixels that have more than one colour: none of an enlarged one.
double fineShare(const QImage& image) {
    int fine = 0, all = 0;
    for (int y = 0; y + 1 < image.height(); y += 2)
        for (int x = 0; x + 1 < image.width(); x += 2) {
            const QRgb one = image.pixel(x, y);
            ++all;
            if (image.pixel(x + 1, y) != one || image.pixel(x, y + 1) != one ||
                image.pixel(x + 1, y + 1) != one)
                ++fine;
        }
    return all > 0 ? static_cast<double>(fine) / all : 0.0;
}

void showWave(SeriesPanel& panel) {
    auto run = std::make_shared<RunDetail>();
    run->row.uuid = "run";
    for (int step = 1; step <= 50; ++step) {
        run->series["label_loss"].steps.push_back(step);
        run->series["label_loss"].values.push_back(1.0 + std::sin(0.3 * step));
    }
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->selected = {run};
    panel.resize(360, 240);
    panel.showSnapshot(snapshot);
    panel.show();
    QTest::qWait(60);
}

TEST(HighDpi, AnEnlargedPictureIsToldFromASharpOne) {
    QImage small(8, 8, QImage::Format_RGB32);
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 8; ++x) small.setPixelColor(x, y, x > y ? Qt::black : Qt::white);
    EXPECT_GT(fineShare(small), 0.0);
    EXPECT_EQ(fineShare(small.scaled(16, 16)), 0.0);
}

TEST(HighDpi, IconsHaveTwiceThePixels) {
    for (const QIcon& icon : {liveIcon(QStringLiteral("new-study")), stateIcon(RunState::kFailed)})
        for (const int size : {16, 20, 24, 32, 48}) {
            const QPixmap pixmap = icon.pixmap(QSize(size, size), 2.0);
            EXPECT_EQ(pixmap.size(), QSize(2 * size, 2 * size));
            EXPECT_EQ(pixmap.devicePixelRatio(), 2.0) << size;
            EXPECT_GT(fineShare(pixmap.toImage()), 0.0) << size;
        }
}

/// The colour of what covers its pixel most.
QRgb inkOf(const QImage& image) {
    QColor ink(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() > ink.alpha()) ink = image.pixelColor(x, y);
    return ink.rgb();
}

TEST(LiveIcons, AreOfTheThemeAndTheScreenThatThereAre) {
    const QPalette before = QGuiApplication::palette();
    for (const char* name :
         {"again", "cancel", "choose", "close", "demo", "folder", "gallery", "information",
          "new-study", "open-database", "pause", "resume", "warning"}) {
        const QIcon icon = liveIcon(name);  // made once, before the themes it is drawn in
        for (const QColor colour : {QColor(Qt::red), QColor(Qt::blue)}) {
            QPalette palette = before;
            palette.setColor(QPalette::ButtonText, colour);
            palette.setColor(QPalette::Disabled, QPalette::ButtonText, Qt::green);
            QGuiApplication::setPalette(palette);
            const QImage drawn = icon.pixmap(QSize(16, 16), 2.0).toImage();
            EXPECT_EQ(drawn.size(), QSize(32, 32)) << name;
            EXPECT_EQ(inkOf(drawn), colour.rgb()) << name;
            EXPECT_GT(fineShare(drawn), 0.0) << name;
            const QPixmap disabled = icon.pixmap(QSize(16, 16), 2.0, QIcon::Disabled);
            EXPECT_EQ(inkOf(disabled.toImage()), QColor(Qt::green).rgb()) << name;
        }
    }
    QGuiApplication::setPalette(before);
}

TEST(HighDpi, APlotForAFileHasLinesOfTwiceTheResolution) {
    test::Losses losses;
    showWave(losses.panel);
    QCustomPlot& plot = losses.panel.pane().plot();
    const QImage one = plot.toPixmap(300, 200, 1.0).toImage();
    const QImage two = plot.toPixmap(300, 200, 2.0).toImage();
    EXPECT_EQ(two.size(), 2 * one.size());
    EXPECT_EQ(fineShare(one.scaled(two.size())), 0.0);
    EXPECT_GT(fineShare(two), 0.005);
}

/// True at every scale; with kExpected set, the scale is that.
TEST(AtTheScaleOfTheScreen, APlotHasAllItsPixels) {
    test::Losses losses;
    showWave(losses.panel);
    QCustomPlot& plot = losses.panel.pane().plot();
    const QImage seen = plot.grab().toImage();
    const double scale = seen.devicePixelRatio();
    if (qEnvironmentVariableIsSet(kExpected)) {
        EXPECT_EQ(scale, qEnvironmentVariable(kExpected).toDouble());
    }
    EXPECT_EQ(seen.size(), (QSizeF(plot.size()) * scale).toSize());
    EXPECT_GT(fineShare(seen), 0.005);
}

TEST(HighDpi, AWindowAtTwiceTheScaleIsSharp) {
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_SCALE_FACTOR", "2");
    environment.insert(kExpected, "2");
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::MergedChannels);
    child.start(QCoreApplication::applicationFilePath(),
                {"--gtest_filter=AtTheScaleOfTheScreen.*"});
    ASSERT_TRUE(child.waitForFinished(60000));
    const QByteArray said = child.readAll();
    EXPECT_EQ(child.exitCode(), 0) << said.toStdString();
    EXPECT_TRUE(said.contains("[  PASSED  ] 1 test")) << said.toStdString();
}

}  // namespace
}  // namespace alphascope
