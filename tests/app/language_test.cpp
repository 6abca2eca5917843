// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window in other languages.
#include "widgets/language.h"
#include "app/window_fixture.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QTableView>

namespace alphascope {
namespace {

using test::optionsFor;
using test::part;
using test::waitFor;

class WindowIn : public test::Window {
protected:
    ~WindowIn() override {
        speak(QStringLiteral("en"));
        QSettings().clear();
    }
    static QString menuTitle(const MainWindow& window, int place) {
        return window.menuBar()->actions().at(place)->text();
    }
};

TEST_F(WindowIn, ArabicRunsFromRightToLeft) {
    speak("ar");
    const auto window = opened();
    auto* runs = part<QTableView>(*window, "runs");
    EXPECT_EQ(window->layoutDirection(), Qt::RightToLeft);
    EXPECT_EQ(menuTitle(*window, 0), QString::fromUtf8("&ملف"));
    EXPECT_EQ(runs->model()->headerData(1, Qt::Horizontal).toString(), QString::fromUtf8("المهمّة"));
    // The list of runs comes first, which is on the right.
    auto* samples = part<QTableView>(*window, "samples");
    ASSERT_TRUE(waitFor([&] { return samples->isVisible() && runs->isVisible(); }));
    EXPECT_GT(runs->mapTo(window.get(), QPoint()).x(), samples->mapTo(window.get(), QPoint()).x());
    for (const auto* plot : window->findChildren<QCustomPlot*>())
        EXPECT_EQ(plot->layoutDirection(), Qt::LeftToRight) << plot->objectName().toStdString();
    EXPECT_TRUE(
        part<QLabel>(*window, "status_text")->text().contains(QString::fromUtf8("5 تشغيلات")));
}

TEST_F(WindowIn, ChineseRunsFromLeftToRight) {
    speak("zh_CN");
    const auto window = opened();
    EXPECT_EQ(window->layoutDirection(), Qt::LeftToRight);
    EXPECT_EQ(menuTitle(*window, 0), QString::fromUtf8("文件(&F)"));
    EXPECT_TRUE(waitFor([&] {
        return part<QLabel>(*window, "status_text")->text().contains(QString::fromUtf8("5 个运行"));
    }));
}

TEST_F(WindowIn, TheLanguageOfTheMenuIsKeptForTheNextStart) {
    {
        MainWindow window(optionsFor(made->file()), theme_);
        EXPECT_TRUE(part<QAction>(window, "language_system")->isChecked());
        part<QAction>(window, "language_ar")->trigger();
        EXPECT_EQ(window.layoutDirection(), Qt::LeftToRight);
        EXPECT_TRUE(part<QLabel>(window, "banner_text")->text().contains("next start"));
    }
    EXPECT_EQ(QSettings().value("window/language").toString(), "ar");
    MainWindow window(optionsFor(made->file()), theme_);
    EXPECT_TRUE(part<QAction>(window, "language_ar")->isChecked());
}

}  // namespace
}  // namespace alphascope
