// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of panels, the palette, themes and the way into the background, in the whole window.
#include "app/window_fixture.h"

#include "app/gui/background.h"
#include "app/gui/workspace.h"
#include "widgets/command_palette.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>

#include <set>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;

class KeysWindow : public test::Window {
protected:
    KeysWindow() { QApplication::setActiveWindow(window.get()); }
    ~KeysWindow() override { theme_.apply("system"); }
    QDockWidget& dock(const QString& name) { return *part<QDockWidget>(*window, name); }
    void toggle(const QString& name) { part<QAction>(*window, "toggle_" + name)->trigger(); }
    static bool inFront(const QDockWidget& one) { return !one.visibleRegion().isEmpty(); }

    const std::unique_ptr<MainWindow> window = opened();
};

TEST_F(KeysWindow, APanelBehindAnotherComesToTheFrontAndOnlyThenCloses) {
    QDockWidget& map = dock("map_dock");
    ASSERT_FALSE(map.isHidden());
    ASSERT_FALSE(inFront(map)) << "Results lies over it";
    toggle("map_dock");
    EXPECT_TRUE(waitFor([&] { return inFront(map); }));
    EXPECT_TRUE(map.isAncestorOf(QApplication::focusWidget()));
    toggle("map_dock");
    EXPECT_TRUE(map.isHidden());
    EXPECT_FALSE(part<QAction>(*window, "toggle_map_dock")->isChecked());
    toggle("map_dock");
    EXPECT_TRUE(waitFor([&] { return inFront(map); }));
    EXPECT_TRUE(part<QAction>(*window, "toggle_map_dock")->isChecked());
}

TEST_F(KeysWindow, APanelInSightGetsTheFocusFirst) {
    toggle("settings_dock");
    ASSERT_TRUE(waitFor([&] { return inFront(dock("settings_dock")); }));
    toggle("run_list_dock");
    EXPECT_FALSE(dock("run_list_dock").isHidden());
    EXPECT_TRUE(part<QTableView>(*window, "runs")->hasFocus());
}

TEST_F(KeysWindow, EveryPanelHasAKeyOfItsOwn) {
    std::set<QString> keys;
    for (const QDockWidget* one : window->workspace().docks()) {
        const auto* action = part<QAction>(*window, "toggle_" + one->objectName());
        EXPECT_FALSE(action->shortcut().isEmpty()) << one->objectName().toStdString();
        keys.insert(action->shortcut().toString());
    }
    EXPECT_EQ(keys.size(), window->workspace().docks().size());
    std::multiset<QString> all;
    for (const QAction* action : window->findChildren<QAction*>())
        if (keys.contains(action->shortcut().toString())) all.insert(action->shortcut().toString());
    EXPECT_EQ(all.size(), keys.size()) << "no other action has one of them";
}

TEST_F(KeysWindow, TheSheetListsTheKeysOfPanels) {
    part<QAction>(*window, "shortcuts")->trigger();
    auto* table = part<QTableWidget>(*window, "shortcuts");
    QStringList keys;
    for (int row = 0; row < table->rowCount(); ++row) keys << table->item(row, 0)->text();
    for (const char* key : {"F2", "Del", "M", "Alt+Up", "Alt+Down", "Space"})
        EXPECT_TRUE(keys.contains(QLatin1String(key))) << key;
    QStringList commands;
    for (int row = 0; row < table->rowCount(); ++row) commands << table->item(row, 1)->text();
    EXPECT_TRUE(commands.contains("Plots › Move the plot"));
    EXPECT_TRUE(commands.contains("Plots › Map: go to the nearest sample that way"));
}

TEST_F(KeysWindow, TabReachesThePlots) {
    for (const char* name : {"losses_plot", "alpha_now_plot", "alpha_time_plot", "map_plot"})
        EXPECT_EQ(part<QWidget>(*window, name)->focusPolicy(), Qt::StrongFocus) << name;
}

TEST_F(KeysWindow, ThePaletteReachesTheButtonsOfTheRunList) {
    part<QAction>(*window, "find_command")->trigger();
    auto* palette = window->findChild<CommandPalette*>();
    ASSERT_NE(palette, nullptr);
    QTest::keyClicks(part<QLineEdit>(*palette, "palette_words"), "group by seed");
    QTest::keyClick(part<QLineEdit>(*palette, "palette_words"), Qt::Key_Return);
    auto* runs = part<QTableView>(*window, "runs");
    EXPECT_TRUE(waitFor([&] { return runs->model()->rowCount() != 5; }));
}

TEST_F(KeysWindow, TabLeavesEveryTable) {
    for (const auto* table : window->findChildren<QTableView*>())
        EXPECT_FALSE(table->tabKeyNavigation()) << table->objectName().toStdString();
}

TEST_F(KeysWindow, AThemeReachesTheIcons) {
    auto* again = part<QPushButton>(*window, "again_with");
    const auto picture = [again] { return again->icon().pixmap(16, 16).toImage(); };
    part<QAction>(*window, "theme_light")->trigger();
    ASSERT_TRUE(
        waitFor([&] { return again->palette().color(QPalette::Window).lightness() > 200; }));
    const QImage light = picture();
    part<QAction>(*window, "theme_dark")->trigger();
    EXPECT_TRUE(waitFor([&] { return picture() != light; }));
    EXPECT_TRUE(
        waitFor([&] { return window->palette().color(QPalette::Window).lightness() < 80; }));
    part<QAction>(*window, "theme_system")->trigger();
    EXPECT_EQ(QApplication::palette().resolveMask(), 0U) << "so that it follows the system";
    EXPECT_TRUE(
        waitFor([&] { return window->palette().color(QPalette::Window).lightness() > 150; }));
}

TEST_F(KeysWindow, WithoutATrayTheWindowIsMinimisedAndNotLost) {
    window->close();
    QTest::mouseClick(part<QPushButton>(*window, "close_hide"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return window->isMinimized(); }));
    EXPECT_FALSE(window->isHidden());
    EXPECT_TRUE(part<QLabel>(*window, "banner_text")->text().contains("no tray"));
}

}  // namespace
}  // namespace alphascope
