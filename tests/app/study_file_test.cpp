// SPDX-License-Identifier: GPL-3.0-or-later
// `alphascope FILE` with a study file, as a file manager starts it.
#include "app/gui/places.h"
#include "app/window_fixture.h"

#include "study/study.h"
#include "widgets/study_form.h"

#include <gtest/gtest.h>
#include <QFile>
#include <QSignalSpy>

namespace alphascope {
namespace {

using test::waitFor;

class StudyFile : public test::WindowOfItsOwn {
protected:
    StudyFile() { options_.study = folder_.filePath("mine.study.toml"); }

    Options options_ = test::optionsFor(file_);
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
