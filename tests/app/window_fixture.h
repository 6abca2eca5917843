// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window, over a made database that a writer fills meanwhile or over one of a test's own.
#pragma once

#include "app/gui/main_window.h"
#include "widgets/part.h"
#include "widgets/run_table.h"
#include "widgets/wait.h"

#include <QSettings>

namespace alphascope::test {

inline Options optionsFor(const std::filesystem::path& database) {
    Options options;
    options.database = QString::fromStdString(database.string());
    return options;
}

inline std::unique_ptr<MainWindow> openWindow(const Options& options, const Theme& theme) {
    auto window = std::make_unique<MainWindow>(options, theme);
    window->show();
    return window;
}

/// Windows over the made database, without what an earlier session has left.
class Window : public WithDatabase {
protected:
    Window() { QSettings().clear(); }

    /// A window that lists so many runs.
    [[nodiscard]] std::unique_ptr<MainWindow> opened(
        const Options& options = optionsFor(made->file()), int runs = 5) const {
        auto window = openWindow(options, theme_);
        const auto& list = part<RunTable>(*window, "runs")->runs();
        EXPECT_TRUE(waitFor([&] { return list.rowCount() == runs; }));
        return window;
    }
    const Theme theme_;
};

/// Windows over a database that the test fills, without what an earlier session has left.
class WindowOfItsOwn : public ::testing::Test {
protected:
    WindowOfItsOwn() { QSettings().clear(); }

    [[nodiscard]] std::unique_ptr<MainWindow> opened() const {
        return openWindow(optionsFor(file_), theme_);
    }
    QTemporaryDir folder_;
    const std::filesystem::path file_ = folder_.filePath("runs.db").toStdString();
    const Theme theme_;
};

}  // namespace alphascope::test
