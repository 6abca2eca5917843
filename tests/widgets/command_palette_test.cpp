// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command_palette.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

namespace alphascope {
namespace {

using ::testing::ElementsAre;

class Palette : public ::testing::Test {
protected:
    Palette() {
        QMenu* file = window.menuBar()->addMenu("&File");
        open = file->addAction("&Open database…");
        open->setShortcut(QKeySequence("Ctrl+O"));
        file->addSeparator();
        gone = file->addAction("&Gallery");
        gone->setEnabled(false);
        QMenu* theme = window.menuBar()->addMenu("&View")->addMenu("&Theme");
        theme->addAction("&Light");
        dark = theme->addAction("&Dark");
        window.show();
    }
    QStringList listed() {
        QStringList texts;
        for (int row = 0; row < list()->count(); ++row) texts << list()->item(row)->text();
        return texts;
    }
    QListWidget* list() { return palette->findChild<QListWidget*>("palette_list"); }
    QLineEdit* words() { return palette->findChild<QLineEdit*>("palette_words"); }
    void openPalette() {
        palette = new CommandPalette(commandsOf(*window.menuBar()), &window);
        palette->show();
    }

    QMainWindow window;
    QAction *open, *gone, *dark;
    QPointer<CommandPalette> palette;
};

TEST_F(Palette, OffersWhatTheMenusCanDoNow) {
    openPalette();
    EXPECT_EQ(listed(), (QStringList{"File › Open database    Ctrl+O", "View › Theme › Light",
                                     "View › Theme › Dark"}));
}

TEST_F(Palette, KeepsTheAmpersandOfAName) {
    window.menuBar()->addMenu("&Layouts")->addAction("R&&D");
    openPalette();
    EXPECT_EQ(listed().last(), "Layouts › R&D");
}

TEST_F(Palette, DoesTheCommandThatAFewLettersFind) {
    openPalette();
    int done = 0;
    QObject::connect(dark, &QAction::triggered, [&done] { ++done; });
    QTest::keyClicks(words(), "dark th");
    EXPECT_EQ(listed(), QStringList{"View › Theme › Dark"});
    QTest::keyClick(words(), Qt::Key_Return);
    EXPECT_EQ(done, 1);
    QTest::qWait(10);
    EXPECT_TRUE(palette.isNull());
}

TEST_F(Palette, ArrowsChooseFromTheField) {
    openPalette();
    QTest::keyClick(words(), Qt::Key_Down);
    EXPECT_EQ(list()->currentRow(), 1);
    QTest::keyClick(words(), Qt::Key_Up);
    QTest::keyClick(words(), Qt::Key_Up);
    EXPECT_EQ(list()->currentRow(), 2);  // from the first to the last
}

TEST_F(Palette, NothingFoundDoesNothing) {
    openPalette();
    QTest::keyClicks(words(), "xyzzy");
    EXPECT_EQ(list()->count(), 0);
    QTest::keyClick(words(), Qt::Key_Return);
    EXPECT_TRUE(palette->isVisible());
}

TEST_F(Palette, TheSheetListsWhatHasKeys) {
    const ShortcutSheet sheet(commandsOf(*window.menuBar()), nullptr);
    auto* table = sheet.findChild<QTableWidget*>("shortcuts");
    ASSERT_EQ(table->rowCount(), 1);
    EXPECT_EQ(table->item(0, 0)->text(), "Ctrl+O");
    EXPECT_EQ(table->item(0, 1)->text(), "File › Open database");
}

TEST_F(Palette, PanelsOfferTheirKeysButtonsAndMenus) {
    QWidget panel;
    QTableWidget table(&panel);
    QAction note("&Note…");
    note.setShortcut(Qt::Key_F2);
    table.addAction(&note);
    QPushButton cancel("&Cancel", &panel);
    QPushButton hidden("Hidden", &panel);
    hidden.hide();
    QToolButton view(&panel);
    view.setText("View");
    auto* menu = new QMenu(&view);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu] {
        menu->clear();
        for (QObject* old : menu->findChildren<QMenu*>()) delete old;
        menu->addMenu("&Group by")->addAction("&Task");
    });
    view.setMenu(menu);
    QLineEdit line(&panel);
    line.addAction(QIcon(), QLineEdit::TrailingPosition);  // has no name: nothing to find
    QStringList paths;
    commandsOf(panel, "Runs");
    const auto commands = commandsOf(panel, "Runs");  // the menu's own submenu is another now
    for (const Command& command : commands) paths << command.path;
    EXPECT_THAT(paths, testing::UnorderedElementsAre("Runs › Note", "Runs › Cancel",
                                                     "Runs › View › Group by › Task"));
    int clicked = 0;
    QObject::connect(&cancel, &QPushButton::clicked, [&clicked] { ++clicked; });
    for (const Command& command : commands) command.run();
    EXPECT_EQ(clicked, 1);
    const ShortcutSheet sheet(commands, nullptr);
    auto* keys = sheet.findChild<QTableWidget*>("shortcuts");
    ASSERT_EQ(keys->rowCount(), 1);
    EXPECT_EQ(keys->item(0, 0)->text(), "F2");
    EXPECT_FALSE(keys->tabKeyNavigation());
}

TEST(Fit, WordsAtTheStartOfWordsAreBetter) {
    EXPECT_GT(fitOf("da", "Theme › Dark"), fitOf("ar", "Theme › Dark"));
    EXPECT_LT(fitOf("q", "Theme › Dark"), 0);
    EXPECT_GT(fitOf("theme", "Theme"), fitOf("theme", "Theme of the whole window"));
}

}  // namespace
}  // namespace alphascope
