// SPDX-License-Identifier: GPL-3.0-or-later
// The window closes, or hides, over runs that go on.
#include "app/gui/background.h"
#include "app/window_fixture.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

namespace alphascope {
namespace {

using test::optionsFor;
using test::part;
using test::waitFor;
using test::Window;

TEST_F(Window, AsksBeforeItClosesOverActiveRuns) {
    const auto window = opened();
    window->close();  // the made database's running run belongs to this process
    EXPECT_TRUE(window->isVisible());
    auto* question = part<QMessageBox>(*window, "close_question");
    ASSERT_NE(question, nullptr);
    QTest::mouseClick(part<QPushButton>(*question, "close_keep"), Qt::LeftButton);
    QTest::qWait(50);
    EXPECT_TRUE(window->isVisible());
    window->close();
    QTest::mouseClick(window->findChildren<QPushButton*>("close_stop_runs").last(), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return !window->isVisible(); }));
}

TEST_F(Window, WhileItStopsItsRunsNothingIsAskedAgain) {
    const auto window = opened();
    const auto questions = [&window] {
        const auto all = window->findChildren<QMessageBox*>("close_question");
        return std::count_if(all.begin(), all.end(), [](auto* box) { return box->isVisible(); });
    };
    window->close();
    window->close();
    EXPECT_EQ(questions(), 1);
    QTest::mouseClick(part<QPushButton>(*window, "close_stop_runs"), Qt::LeftButton);
    window->close();  // impatient; the launcher's answer has not come yet
    EXPECT_TRUE(window->isVisible());
    EXPECT_EQ(questions(), 0);
    EXPECT_TRUE(waitFor([&] { return !window->isVisible(); }));
}

TEST_F(Window, RunsGoOnBehindAHiddenWindowThatLeavesAfterThem) {
    const QString file = folder->filePath("hidden.db");
    test::MadeDatabase own(file.toStdString());
    const auto window = opened(optionsFor(own.file()));
    auto* background = window->findChild<Background*>();
    ASSERT_NE(background, nullptr);
    background->assumeTray(true);
    background->setPatience(std::chrono::milliseconds(0));
    const QSignalSpy ended(background, &Background::ended), told(background, &Background::told);
    window->close();
    QTest::mouseClick(part<QPushButton>(*window, "close_hide"), Qt::LeftButton);
    QTest::qWait(1500);
    EXPECT_FALSE(window->isVisible());
    EXPECT_EQ(ended.count(), 0);
    own.writer().setState(own.running, RunState::kFinished, "");
    EXPECT_TRUE(waitFor([&] { return ended.count() == 1 && told.count() == 2; }));
    QStringList texts;
    for (const auto& one : told) texts << one[0].toString();
    EXPECT_EQ(texts.filter("has ended. Runs that finished").size(), 1) << "of the study";
    EXPECT_EQ(texts.filter("All runs have ended").size(), 1);
}

TEST_F(Window, ClosesAtOnceWhereNothingIsLost) {
    MainWindow window(optionsFor(folder->filePath("closed.db").toStdString()), theme_);
    window.show();
    EXPECT_TRUE(window.close());
    EXPECT_FALSE(window.isVisible());
}

}  // namespace
}  // namespace alphascope
