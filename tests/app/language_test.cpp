// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window in other languages.
#include "widgets/language.h"
#include "app/gui/main_window.h"
#include "widgets/part.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QSettings>
#include <QTableView>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;

class WindowIn : public test::WithDatabase {
protected:
    WindowIn() { QSettings().clear(); }
    ~WindowIn() override {
        speak(QStringLiteral("en"));
        QSettings().clear();
    }
    static Options options() {
        Options options;
        options.database = QString::fromStdString(made->file().string());
        return options;
    }
    static QString menuTitle(const MainWindow& window, int place) {
        return window.menuBar()->actions().at(place)->text();
    }
    const Theme theme_;
};

TEST_F(WindowIn, ArabicRunsFromRightToLeft) {
    speak("ar");
    MainWindow window(options(), theme_);
    window.show();
    auto* runs = part<QTableView>(window, "runs");
    ASSERT_TRUE(waitFor([&] { return runs->model()->rowCount() == 5; }));
    EXPECT_EQ(window.layoutDirection(), Qt::RightToLeft);
    EXPECT_EQ(menuTitle(window, 0), QString::fromUtf8("&ملف"));
    EXPECT_EQ(runs->model()->headerData(1, Qt::Horizontal).toString(), QString::fromUtf8("المهمّة"));
    // The list of runs comes first, which is on the right.
    auto* samples = part<QTableView>(window, "samples");
    ASSERT_TRUE(waitFor([&] { return samples->isVisible() && runs->isVisible(); }));
    EXPECT_GT(runs->mapTo(&window, QPoint()).x(), samples->mapTo(&window, QPoint()).x());
    for (const auto* plot : window.findChildren<QCustomPlot*>())
        EXPECT_EQ(plot->layoutDirection(), Qt::LeftToRight) << plot->objectName().toStdString();
    EXPECT_TRUE(
        part<QLabel>(window, "status_text")->text().contains(QString::fromUtf8("5 تشغيلات")));
}

TEST_F(WindowIn, ChineseRunsFromLeftToRight) {
    speak("zh_CN");
    MainWindow window(options(), theme_);
    window.show();
    auto* runs = part<QTableView>(window, "runs");
    ASSERT_TRUE(waitFor([&] { return runs->model()->rowCount() == 5; }));
    EXPECT_EQ(window.layoutDirection(), Qt::LeftToRight);
    EXPECT_EQ(menuTitle(window, 0), QString::fromUtf8("文件(&F)"));
    EXPECT_TRUE(waitFor([&] {
        return part<QLabel>(window, "status_text")->text().contains(QString::fromUtf8("5 个运行"));
    }));
}

TEST_F(WindowIn, TheLanguageOfTheMenuIsKeptForTheNextStart) {
    {
        MainWindow window(options(), theme_);
        EXPECT_TRUE(part<QAction>(window, "language_system")->isChecked());
        part<QAction>(window, "language_ar")->trigger();
        EXPECT_EQ(window.layoutDirection(), Qt::LeftToRight);
        EXPECT_TRUE(part<QLabel>(window, "banner_text")->text().contains("next start"));
    }
    EXPECT_EQ(QSettings().value("window/language").toString(), "ar");
    MainWindow window(options(), theme_);
    EXPECT_TRUE(part<QAction>(window, "language_ar")->isChecked());
}

}  // namespace
}  // namespace alphascope
