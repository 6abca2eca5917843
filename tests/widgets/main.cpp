// SPDX-License-Identifier: GPL-3.0-or-later
// For the tests of the window too, whose runs are those of the fake training module.
#include "widgets/language.h"
#include "widgets/look.h"

#include <gtest/gtest.h>
#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
#ifdef ALPHASCOPE_FAKE_MODULE_DIR
    if (qEnvironmentVariableIsEmpty("ALPHASCOPE_MODULE_DIR"))
        qputenv("ALPHASCOPE_MODULE_DIR", ALPHASCOPE_FAKE_MODULE_DIR);
#endif
    QStandardPaths::setTestModeEnabled(true);
    // Tests run side by side, each in a process of its own, and clear their settings.
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("alphascope-tests"));
    QApplication::setOrganizationName(QStringLiteral("alphascope-tests"));
    alphascope::initResources();
    alphascope::speak(QStringLiteral("en"));  // whatever the language of who runs the tests
    return RUN_ALL_TESTS();
}
