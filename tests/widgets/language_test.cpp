// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/language.h"

#include "widgets/core_words.h"
#include "widgets/look.h"
#include "widgets/part.h"
#include "widgets/real_edit.h"
#include "widgets/study_form.h"
#include "widgets/table_panel.h"

#include <gmock/gmock.h>
#include <QApplication>
#include <QCheckBox>
#include <QGroupBox>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>

namespace alphascope {
namespace {

using test::part;

/// Goes back to what main() set.
class Speaking : public testing::Test {
protected:
    void TearDown() override { speak(QStringLiteral("en")); }
};

TEST_F(Speaking, SetsTextsDirectionAndNumbers) {
    EXPECT_EQ(speak("ar"), "ar");
    EXPECT_EQ(QApplication::layoutDirection(), Qt::RightToLeft);
    EXPECT_EQ(inWords("learning rate"), QString::fromUtf8("معدّل التعلّم"));
    EXPECT_EQ(percentText(0.6234), "62.3");  // digits as in study files
    EXPECT_EQ(speak("zh_CN"), "zh_CN");
    EXPECT_EQ(QApplication::layoutDirection(), Qt::LeftToRight);
    EXPECT_EQ(inWords("learning rate"), QString::fromUtf8("学习率"));
    EXPECT_EQ(speak("en"), "en");
    EXPECT_EQ(inWords("learning rate"), "learning rate");
    EXPECT_EQ(inWords("a text that nobody has translated"), "a text that nobody has translated");
}

TEST_F(Speaking, OfAnUnknownLanguageIsThatOfTheSystem) {
    EXPECT_EQ(speak("klingon"), speak("system"));
    EXPECT_FALSE(isLanguage("klingon"));
    EXPECT_TRUE(isLanguage("system"));
    for (const Language& language : languages()) EXPECT_TRUE(isLanguage(language.code));
}

TEST_F(Speaking, InflectsNumbers) {
    const auto teachers = [](int n) { return StudyForm::tr("%Ln teacher(s)", nullptr, n); };
    EXPECT_EQ(teachers(1), "1 teacher");
    EXPECT_EQ(teachers(2), "2 teachers");
    speak("ar");
    EXPECT_EQ(teachers(1), QString::fromUtf8("1 معلّم"));
    EXPECT_EQ(teachers(2), QString::fromUtf8("2 معلّمان"));
    EXPECT_EQ(teachers(3), QString::fromUtf8("3 معلّمين"));
    EXPECT_EQ(teachers(11), QString::fromUtf8("11 معلّمًا"));
    EXPECT_EQ(teachers(100), QString::fromUtf8("100 معلّم"));
    speak("zh_CN");
    EXPECT_EQ(teachers(3), QString::fromUtf8("3 个教师"));
}

TEST_F(Speaking, TurnsTheFormButNotTheFileThatItShows) {
    const std::string in_english = StudyForm().study().toToml();
    speak("ar");
    StudyForm form;
    EXPECT_EQ(form.layoutDirection(), Qt::RightToLeft);
    EXPECT_EQ(form.windowTitle(), QString::fromUtf8("دراسة جديدة"));
    auto* file = part<QPlainTextEdit>(form, "study_toml");
    EXPECT_EQ(file->layoutDirection(), Qt::LeftToRight);
    EXPECT_TRUE(file->toPlainText().contains("learning_rate"));
    EXPECT_EQ(part<QCheckBox>(form, "data_noise_in_meta")->accessibleName(),
              QString::fromUtf8("ضوضاء في meta"));
    EXPECT_EQ(form.study().toToml(), in_english);
}

TEST_F(Speaking, KeepsTheOrderOfNumbersInAMean) {
    TableCell cell;
    cell.score = {.mean = 0.802, .std = 0.007, .n = 3};
    EXPECT_EQ(cellText(cell), "80.2 ± 0.7 (3)");
    speak("ar");
    EXPECT_EQ(cellText(cell), QString::fromUtf8("\u206680.2 ± 0.7 (3)\u2069"));
}

TEST_F(Speaking, ReadsADecimalCommaWhereItIsUsual) {
    RealEdit edit(0.0, 10.0);
    edit.setText("0,5");
    EXPECT_FALSE(edit.valid());
    edit.setText("0,500");  // not five hundred
    EXPECT_FALSE(edit.valid());
    QLocale::setDefault(QLocale(QLocale::German));
    edit.setText("0,25");
    EXPECT_TRUE(edit.valid());
    EXPECT_DOUBLE_EQ(edit.values().front(), 0.25);
    edit.setText("1.5");  // as in study files, always
    EXPECT_DOUBLE_EQ(edit.values().front(), 1.5);
    RealEdit several(0.0, 10.0, RealEdit::Count::kSeveral);
    several.setText("0,25; 1,5 2.5");
    EXPECT_EQ(several.values(), (std::vector<double>{0.25, 1.5, 2.5}));
    EXPECT_EQ(percentText(0.6234), "62,3");
    EXPECT_EQ(numberText(12345.678, 1), "12345,7");
}

}  // namespace
}  // namespace alphascope
