// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/as_left.h"

#include "app/gui/main_window.h"
#include "app/gui/workspace.h"
#include "app/hand.h"
#include "store/reader.h"
#include "widgets/run_list_panel.h"

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

namespace alphascope::test {

void expectAsLeft(const QString& database, const Theme& theme, const QDir& pictures) {
    Options options;
    options.size = QSize(1600, 1000);
    MainWindow window(options, theme);
    window.show();
    const QString path = QFileInfo(database).absoluteFilePath();
    auto& status = Hand::part<QLabel>(window, "status_text");
    Hand::wait("word of the database that was left", [&] { return status.text().contains(path); });
    const auto chosen = [&window] { return window.workspace().runs().selected(); };
    Hand::wait("single run that is selected", [&] { return chosen().size() == 1; });
    const auto run = StoreReader(database.toStdString()).findRun(std::to_string(chosen().front()));
    if (!run || run->scheme != "rw-kd" || run->state != RunState::kFinished)
        throw Error("Another run is selected than the one that was left.");
    if (Hand::part<QLineEdit>(window, "run_filter").text() != QLatin1String(kLeftFilter))
        throw Error("The filter of the run list is not the one that was left.");
    auto& title = Hand::part<QLabel>(window, "alpha_title");
    Hand::wait("histogram of that run",
               [&] { return title.text().startsWith(QString::fromStdString(run->label)); });
    QTest::qWait(150);
    window.grab().save(pictures.filePath(QStringLiteral("7-as-left.png")));
    window.close();
}

}  // namespace alphascope::test
