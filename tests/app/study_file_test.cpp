// SPDX-License-Identifier: GPL-3.0-or-later
// `alphascope FILE` with a study file, as a file manager starts it.
#include "app/gui/main_window.h"
#include "app/gui/places.h"

#include "study/study.h"
#include "widgets/study_form.h"
#include "widgets/wait.h"

#include <gtest/gtest.h>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace alphascope {
namespace {

using test::waitFor;

class StudyFile : public testing::Test {
protected:
    StudyFile() {
        QSettings().clear();
        options_.database = folder_.filePath("study.db");
        options_.study = folder_.filePath("mine.study.toml");
    }

    QTemporaryDir folder_;
    Options options_;
    const Theme theme_;
};

TEST_F(StudyFile, IsOpenedInTheForm) {
    Study study = defaultStudy();
    study.name = "from a file";
    study.seeds = {7, 8};
    QFile file(options_.study);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(study.toToml()));
    file.close();
    MainWindow window(options_, theme_);
    window.show();
    ASSERT_TRUE(waitFor([&] { return window.findChild<StudyForm*>() != nullptr; }));
    const auto* form = window.findChild<StudyForm*>();
    EXPECT_TRUE(form->isVisible());
    EXPECT_FALSE(form->edited());
    EXPECT_EQ(form->study().name, "from a file");
    EXPECT_EQ(form->study().seeds, (std::vector<std::uint64_t>{7, 8}));
}

TEST_F(StudyFile, IsNamedWhereItCannotBeRead) {
    MainWindow window(options_, theme_);
    const QSignalSpy troubled(&window, &MainWindow::troubled);
    window.show();
    ASSERT_TRUE(waitFor([&] { return troubled.count() > 0; }));
    EXPECT_TRUE(troubled.front().front().toString().contains("mine.study.toml"));
    EXPECT_EQ(window.findChild<StudyForm*>(), nullptr);
}

TEST(StudyTemplates, AreTheShippedStudiesByTheNamesInThem) {
    const std::vector<StudyTemplate> templates = studyTemplates();
    ASSERT_FALSE(templates.empty());
    for (const StudyTemplate& one : templates) {
        EXPECT_EQ(one.name.toStdString(), readStudy(one.file.toStdString()).name);
        EXPECT_TRUE(one.about.endsWith('.')) << one.about.toStdString();
    }
}

}  // namespace
}  // namespace alphascope
