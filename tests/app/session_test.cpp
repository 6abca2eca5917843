// SPDX-License-Identifier: GPL-3.0-or-later
// What is found again at the next start.
#include "app/gui/main_window.h"

#include "app/gui/workspace.h"
#include "widgets/run_list_panel.h"
#include "widgets/wait.h"

#include <QSettings>
#include <QTableView>

namespace alphascope {
namespace {

using test::waitFor;

class Sessions : public test::WithDatabase {
protected:
    Sessions() { QSettings().clear(); }
    [[nodiscard]] static Options options() {
        Options made_options;
        made_options.database = QString::fromStdString(made->file().string());
        return made_options;
    }
    static std::vector<std::int64_t> selected(MainWindow& window) {
        return window.workspace().runs().selected();
    }
    const Theme theme_;
};

TEST_F(Sessions, TheSameDatabaseAndRunsAreShownAgain) {
    {
        MainWindow window(options(), theme_);
        window.show();
        auto* runs = window.findChild<QTableView*>("runs");
        ASSERT_TRUE(waitFor([&] { return runs->model()->rowCount() == 5; }));
        window.workspace().runs().select({made->rw_kd});
        ASSERT_TRUE(waitFor([&] { return selected(window).size() == 1; }));
        window.close();
    }
    MainWindow window(Options{}, theme_);
    window.show();
    auto* runs = window.findChild<QTableView*>("runs");
    ASSERT_TRUE(waitFor([&] { return runs->model()->rowCount() == 5; })) << "another database";
    EXPECT_TRUE(
        waitFor([&] { return selected(window) == std::vector<std::int64_t>{made->rw_kd}; }));
}

TEST_F(Sessions, WhatIsGoneIsNotAskedFor) {
    QSettings settings;
    settings.setValue("session/database", folder->filePath("gone.db"));
    settings.setValue("session/runs", QStringList{"no-such-run"});
    {
        MainWindow window(Options{}, theme_);
        window.show();
        EXPECT_FALSE(QFile::exists(folder->filePath("gone.db"))) << "an empty one was made";
    }
    settings.setValue("session/database", QString::fromStdString(made->file().string()));
    MainWindow window(Options{}, theme_);
    window.show();
    EXPECT_TRUE(waitFor([&] { return selected(window).size() == 1; })) << "the newest run is shown";
}

}  // namespace
}  // namespace alphascope
