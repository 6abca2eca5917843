// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window over a database that a writer fills meanwhile.
#pragma once

#include "app/gui/main_window.h"
#include "app/gui/theme.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QSettings>
#include <QTableView>
#include <QTest>

namespace alphascope {

class Window : public test::WithDatabase {
protected:
    Window() { QSettings().clear(); }

    static Options optionsFor(const std::filesystem::path& database) {
        Options options;
        options.database = QString::fromStdString(database.string());
        return options;
    }
    template <typename Widget>
    static Widget* part(QWidget& parent, const QString& name) {
        auto* found = parent.findChild<Widget*>(name);
        EXPECT_NE(found, nullptr) << name.toStdString();
        return found;
    }
    static void clickRow(QTableView* table, int row) {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                          table->visualRect(table->model()->index(row, 1)).center());
    }
    const Theme theme_;
};

}  // namespace alphascope
