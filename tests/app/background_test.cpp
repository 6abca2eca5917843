// SPDX-License-Identifier: GPL-3.0-or-later
// What is told behind a hidden window, and when it ends.
#include "app/gui/background.h"

#include "widgets/wait.h"

#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QWidget>

namespace alphascope {
namespace {

using namespace std::chrono_literals;
using test::waitFor;

class BehindTheWindow : public testing::Test {
protected:
    BehindTheWindow() {
        background.assumeTray(true);
        window.show();
    }
    [[nodiscard]] QSystemTrayIcon* icon() const { return background.findChild<QSystemTrayIcon*>(); }

    bool busy = true;
    QWidget window;
    Background background{window, [this] { return busy; }};
    QSignalSpy ended{&background, &Background::ended}, told{&background, &Background::told};
};

TEST_F(BehindTheWindow, StaysUntilItsLastMessageCanHaveBeenRead) {
    background.setPatience(1500ms);
    ASSERT_TRUE(background.enter());
    busy = false;
    ASSERT_TRUE(waitFor([this] { return told.count() == 1; }));
    QTest::qWait(500);
    EXPECT_EQ(ended.count(), 0) << "the message goes with the icon";
    EXPECT_NE(icon(), nullptr);
    EXPECT_TRUE(waitFor([this] { return ended.count() == 1; }));
    EXPECT_EQ(told.count(), 1) << "it is told once";
}

TEST_F(BehindTheWindow, EndsAtOnceWhenThatMessageIsClicked) {
    background.setPatience(1h);
    ASSERT_TRUE(background.enter());
    busy = false;
    ASSERT_TRUE(waitFor([this] { return told.count() == 1; }));
    emit icon()->messageClicked();
    EXPECT_EQ(ended.count(), 1);
    EXPECT_FALSE(window.isVisible());
}

TEST_F(BehindTheWindow, GoesOnWhereRunsBeginMeanwhile) {
    background.setPatience(1500ms);
    ASSERT_TRUE(background.enter());
    busy = false;
    ASSERT_TRUE(waitFor([this] { return told.count() == 1; }));
    busy = true;
    QTest::qWait(2500);
    EXPECT_EQ(ended.count(), 0);
}

TEST_F(BehindTheWindow, TellsOnlyWhoDoesNotLook) {
    background.setPatience(200ms);
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    background.tell("A study has ended.");
    EXPECT_EQ(told.count(), 0) << "the window says it";
    window.hide();
    background.assumeTray(false);
    background.tell("A study has ended.");
    EXPECT_EQ(told.count(), 0) << "there is no tray";
    background.assumeTray(true);
    background.tell("A study has ended.");
    ASSERT_EQ(told.count(), 1);
    EXPECT_EQ(told[0][0].toString(), "A study has ended.");
    ASSERT_NE(icon(), nullptr);
    EXPECT_TRUE(waitFor([this] { return icon() == nullptr; })) << "it was there for the message";
    background.tell("Another has.");
    emit icon()->messageClicked();
    EXPECT_TRUE(window.isVisible());
}

}  // namespace
}  // namespace alphascope
