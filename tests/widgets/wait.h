// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/made_database.h"

#include <gtest/gtest.h>
#include <QTemporaryDir>
#include <QTest>

namespace alphascope::test {

/// Runs the event loop until `condition` holds; false after ten seconds.
template <typename Condition>
bool waitFor(Condition condition) {
    return QTest::qWaitFor(condition, 10000);
}

/// One made database for the tests of a suite: making it costs a quarter of a second.
class WithDatabase : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = std::make_unique<QTemporaryDir>();
        made = std::make_unique<MadeDatabase>(folder->filePath("made.db").toStdString());
    }
    static void TearDownTestSuite() {
        made.reset();
        folder.reset();
    }
    static inline std::unique_ptr<QTemporaryDir> folder;
    static inline std::unique_ptr<MadeDatabase> made;
};

}  // namespace alphascope::test
