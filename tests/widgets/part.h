// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <QString>
#include <QWidget>

namespace alphascope::test {

/// The part of a panel with that object name; the test fails where there is none.
template <typename Widget>
Widget* part(QWidget& parent, const QString& name) {
    auto* found = parent.findChild<Widget*>(name);
    EXPECT_NE(found, nullptr) << name.toStdString();
    return found;
}

}  // namespace alphascope::test
