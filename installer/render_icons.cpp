// SPDX-License-Identifier: GPL-3.0-or-later
// render_icons SVG FOLDER: writes FOLDER/SIZExSIZE/NAME.png for every size that desktops ask for,
// NAME being that of the SVG. Runs at build time, so that no picture is kept beside the drawing it
// shows.
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <array>
#include <cstdio>

namespace {

constexpr std::array kSizes{16, 22, 24, 32, 48, 64, 128, 256, 512};

bool render(QSvgRenderer& drawing, int size, const QString& file) {
    QImage picture(size, size, QImage::Format_ARGB32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawing.render(&painter);
    painter.end();
    return QDir().mkpath(QFileInfo(file).path()) && picture.save(file);
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 3) {
        std::fprintf(stderr, "render_icons: name an SVG and a folder.\n");
        return 2;
    }
    QSvgRenderer drawing(arguments[1]);
    if (!drawing.isValid()) {
        std::fprintf(stderr, "render_icons: %s is no SVG that can be drawn.\n", argv[1]);
        return 1;
    }
    const QString name = QFileInfo(arguments[1]).completeBaseName();
    for (const int size : kSizes) {
        const QString file =
            QStringLiteral("%1/%2x%2/%3.png").arg(arguments[2]).arg(size).arg(name);
        if (!render(drawing, size, file)) {
            std::fprintf(stderr, "render_icons: %s cannot be written.\n", qPrintable(file));
            return 1;
        }
    }
    return 0;
}
