// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data_dialog.h"

#include "widgets/part.h"
#include "widgets/small_server.h"
#include "widgets/task_list.h"
#include "widgets/wait.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;

class DataDialogs : public ::testing::Test {
protected:
    DataDialogs() { server.files["/glue/data/AX.tsv"] = "index\tsentence1\tsentence2\n0\ta\tb\n"; }
    [[nodiscard]] bool said(const QString& text) {
        return part<QPlainTextEdit>(dialog, "data_messages")->toPlainText().contains(text);
    }
    void click(const char* name) {
        QTest::mouseClick(part<QPushButton>(dialog, QLatin1String(name)), Qt::LeftButton);
    }
    QTemporaryDir scratch;
    test::SmallServer server;
    DataDialog dialog{scratch.filePath("glue"), server.address()};
};

TEST_F(DataDialogs, DownloadsWhatIsChecked) {
    const QSignalSpy arrived(&dialog, &DataDialog::dataArrived);
    click("download");
    EXPECT_TRUE(said("Check the tasks"));
    part<QCheckBox>(dialog, "diagnostic")->setChecked(true);
    click("download");
    EXPECT_FALSE(part<QPushButton>(dialog, "download")->isEnabled());
    EXPECT_TRUE(part<QPushButton>(dialog, "cancel_data")->isEnabled());
    ASSERT_TRUE(waitFor([&] { return said("Nothing more"); }));
    EXPECT_TRUE(said("diagnostic/diagnostic.tsv: 1 rows, but the official file has 1,104"));
    EXPECT_EQ(arrived.size(), 1);
    EXPECT_TRUE(QFile::exists(dialog.folder() + "/diagnostic/diagnostic.tsv"));
    EXPECT_TRUE(part<QPushButton>(dialog, "download")->isEnabled());
}

TEST_F(DataDialogs, ImportsAFolderAndSaysWhatWasWrongWithAnother) {
    QDir(scratch.path()).mkpath("in/RTE");
    QFile file(scratch.filePath("in/RTE/dev.tsv"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("index\tsentence1\tsentence2\tlabel\n0\ta\tb\tentailment\n");
    file.close();
    dialog.importFrom(scratch.filePath("in"));
    ASSERT_TRUE(waitFor([&] { return said("RTE/dev.tsv: 1 rows"); }));
    dialog.importFrom(scratch.filePath("in"));
    ASSERT_TRUE(waitFor([&] { return said("stays as it is"); }));
    dialog.importFrom(scratch.filePath("nothing"));
    ASSERT_TRUE(waitFor([&] { return said("no such file"); }));
}

TEST_F(DataDialogs, EveryControlHasANameForScreenReaders) {
    for (const QWidget* widget : dialog.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith("qt_"))
            continue;
        EXPECT_FALSE(widget->accessibleName().isEmpty())
            << widget->metaObject()->className() << " " << widget->objectName().toStdString();
    }
}

}  // namespace
}  // namespace alphascope
