// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/camera.h"
#include "app/gui/main_window.h"
#include "app/gui/options.h"
#include "app/gui/theme.h"
#include "widgets/language.h"
#include "widgets/look.h"
#include "widgets/plain_texts.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <exception>
#include <optional>
#include <string_view>

namespace {

/// What is asked can be said without a display.
bool asksForText(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc, [](const char* argument) {
        const std::string_view text(argument);
        return text == "--help" || text == "-h" || text == "--help-all" || text == "--version" ||
               text == "-v";
    });
}

int sayText(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("alphascope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ALPHASCOPE_VERSION));
    alphascope::parseOptions(QCoreApplication::arguments());  // says it, and ends the program
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1 && asksForText(argc, argv)) return sayText(argc, argv);
    QApplication application(argc, argv);
    // QApplication takes the user's locale over; numbers that are stored keep their point.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("alphascope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Alphascope"));
    QApplication::setOrganizationName(QStringLiteral("alphascope"));
    QApplication::setApplicationVersion(QStringLiteral(ALPHASCOPE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.alphascope.Alphascope"));
    alphascope::initResources();
    const alphascope::PlainTexts plain;
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/alphascope.svg")));
    try {
        const alphascope::Options options = alphascope::parseOptions(QApplication::arguments());
        alphascope::requireDatabase(options);
        const alphascope::Theme theme;
        const auto setting = [&options](const QString& asked, const char* key) {
            const bool kept = asked.isEmpty() && !options.unattended();
            return kept ? QSettings().value(QLatin1String(key)).toString() : asked;
        };
        alphascope::speak(setting(options.language, "window/language"));
        theme.apply(setting(options.theme, "window/theme"));
        alphascope::MainWindow window(options, theme);
        std::optional<alphascope::Camera> camera;
        if (options.unattended()) camera.emplace(window, options);
        window.show();
        const int code = QApplication::exec();
        camera.reset();  // before the window that would delete it as its child
        return code;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "alphascope: %s\n", error.what());
        return 2;
    }
}
