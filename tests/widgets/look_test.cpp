// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look.h"

#include "store/writer.h"
#include "widgets/plain_texts.h"
#include "widgets/plot_style.h"
#include "widgets/real_edit.h"
#include "widgets/seed_text.h"

#include <gmock/gmock.h>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPixmap>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace alphascope {
namespace {

using testing::ElementsAre;

double luminance(const QColor& colour) {
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    return (high + 0.05) / (std::min(luminance(a), luminance(b)) + 0.05);
}

TEST(PlainTexts, ShowMarkupOfAStrangerAsItIs) {
    const PlainTexts plain;
    QLabel label(QStringLiteral("<b>name</b>"));
    label.show();
    EXPECT_EQ(label.textFormat(), Qt::PlainText);
    QWidget window;
    window.resize(200, 100);
    window.show();
    QToolTip::showText(window.mapToGlobal(QPoint(10, 10)), QStringLiteral("<b>name</b>"), &window);
    const auto tips = QApplication::topLevelWidgets();
    const auto tip = std::find_if(tips.begin(), tips.end(),
                                  [](QWidget* widget) { return widget->inherits("QTipLabel"); });
    ASSERT_NE(tip, tips.end());
    EXPECT_EQ(qobject_cast<QLabel*>(*tip)->textFormat(), Qt::PlainText);
    QMessageBox box(QMessageBox::Warning, QString(), QStringLiteral("<i>broken</i>.db"));
    box.show();
    for (const QLabel* part : box.findChildren<QLabel*>())
        EXPECT_TRUE(part->text().isEmpty() || part->textFormat() == Qt::PlainText);
}

TEST(RunColour, StaysTheSameForARunAndStandsOutOnBothGrounds) {
    EXPECT_EQ(runColour("a-run", false), runColour("a-run", false));
    std::set<QRgb> seen;
    for (int i = 0; i < 200; ++i) {
        const std::string uuid = newUuid();
        EXPECT_GE(contrast(runColour(uuid, false), Qt::white), 1.9) << uuid;
        EXPECT_GE(contrast(runColour(uuid, true), QColor(0x191B1E)), 3.0) << uuid;
        seen.insert(runColour(uuid, false).rgb());
    }
    EXPECT_GE(seen.size(), 15U);
}

TEST(StateIcon, HasItsOwnShapeForEveryState) {
    std::set<QByteArray> shapes;
    for (const RunState state :
         {RunState::kQueued, RunState::kRunning, RunState::kPaused, RunState::kFinished,
          RunState::kFailed, RunState::kCancelled, RunState::kInterrupted, RunState::kBlocked}) {
        // White on transparent: only the shape is left.
        const QImage image = stateIcon(state).pixmap(QSize(32, 32), QIcon::Selected).toImage();
        ASSERT_FALSE(image.isNull()) << runStateName(state);
        QByteArray shape;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                shape.append(qAlpha(image.pixel(x, y)) > 100 ? '1' : '0');
        }
        EXPECT_TRUE(shape.contains('1')) << runStateName(state);
        shapes.insert(shape);
    }
    EXPECT_EQ(shapes.size(), 8U);
}

TEST(Texts, AreShortAndSayWhenThereIsNothing) {
    EXPECT_EQ(clockText(70.2), "1:10");
    EXPECT_EQ(clockText(2 * 3600 + 3 * 60 + 10), "2:03:10");
    EXPECT_EQ(clockText(-1.0), "");
    EXPECT_EQ(clockText(std::nan("")), "");
    EXPECT_EQ(percentText(0.6234), "62.3");
    EXPECT_EQ(percentText(std::nan("")), "–");
    EXPECT_EQ(numberText(0.987, 2), "0.99");
}

TEST(Smooth, KeepsAConstantAndSkipsWhatIsNoNumber) {
    const QVector<double> flat(50, 0.7);
    for (const double value : smooth(flat)) EXPECT_NEAR(value, 0.7, 1e-12);
    const auto gap = smooth({1.0, std::nan(""), 1.0});
    EXPECT_NEAR(gap[1], 1.0, 1e-12);
    EXPECT_NEAR(gap[2], 1.0, 1e-12);
}

TEST(Smooth, EqualsTheCorrectedExponentialMean) {
    // Span 1 sample: keep = exp(-1); by hand for the values 0, 1.
    const double keep = std::exp(-1.0);
    const auto out = smooth({0.0, 1.0}, 0.5);
    EXPECT_NEAR(out[0], 0.0, 1e-12);
    EXPECT_NEAR(out[1], (1.0 - keep) / (1.0 - keep * keep), 1e-12);
}

TEST(Seeds, AreReadFromListsAndRanges) {
    EXPECT_THAT(*parseSeeds("1,2, 5"), ElementsAre(1, 2, 5));
    EXPECT_THAT(*parseSeeds("1-3, 9"), ElementsAre(1, 2, 3, 9));
    EXPECT_THAT(*parseSeeds("7"), ElementsAre(7));
}

TEST(Seeds, RefuseWhatIsNoListOfDistinctSeeds) {
    for (const char* text : {"", "a", "1,", "3-1", "1-2-3", "-1", "1,1", "2,1-3", "1-100000"}) {
        EXPECT_FALSE(parseSeeds(text)) << text;
    }
}

TEST(Seeds, SurviveTheWayToTextAndBack) {
    for (const auto& seeds :
         std::vector<std::vector<std::uint64_t>>{{1}, {1, 2}, {1, 2, 3}, {5, 1, 2, 3, 9}}) {
        EXPECT_EQ(parseSeeds(seedText(seeds)), seeds);
    }
    EXPECT_EQ(seedText({1, 2, 3, 4, 5, 9}), "1-5, 9");
}

TEST(RealEdit, ShowsAndKeepsTheNumberExactly) {
    RealEdit edit(1e-8, 1.0);
    for (const double value : {5e-4, 0.1, 2e-5, 1.0, 0.30000000000000004}) {
        edit.setValues({value});
        RealEdit other(1e-8, 1.0);
        QTest::keyClicks(&other, edit.text());
        EXPECT_EQ(other.values().front(), value) << edit.text().toStdString();
    }
    edit.setValues({5e-4});
    EXPECT_EQ(edit.text(), "0.0005");
}

TEST(RealEdit, KeepsTheLastValidNumber) {
    RealEdit edit(0.0, 1.0);
    edit.setValues({0.5});
    EXPECT_TRUE(edit.valid());
    const QSignalSpy spy(&edit, &NumberEdit::changed);
    for (const char* bad : {"1.5", "nonsense", ""}) {
        edit.setText(bad);
        EXPECT_FALSE(edit.valid()) << bad;
        EXPECT_EQ(edit.values().front(), 0.5);
    }
    EXPECT_EQ(spy.count(), 3);  // the form has to look at what is none, too
    edit.setText("0.25");
    EXPECT_TRUE(edit.valid());
    EXPECT_EQ(edit.values().front(), 0.25);
}

TEST(RealEdit, TakesSeveralNumbersWhereItMay) {
    RealEdit edit(0.0, 1.0, RealEdit::Count::kSeveral);
    for (const char* text : {"0.1, 0.25, 1", "0.1 0.25 1", "0.1,0.25,1", " 0.1;0.25; 1,"}) {
        edit.setText(text);
        EXPECT_TRUE(edit.valid()) << text;
        EXPECT_EQ(edit.values(), (std::vector<double>{0.1, 0.25, 1.0})) << text;
    }
    for (const char* bad : {"0.1, 1.5", "0.1, x", "0.1,,0.2", ",", " "}) {
        edit.setText(bad);
        EXPECT_FALSE(edit.valid()) << bad;
    }
    edit.setValues({5e-4, 0.5});
    EXPECT_EQ(edit.text(), "0.0005, 0.5");
    RealEdit one(0.0, 1.0);
    one.setText("0.1, 0.2");
    EXPECT_FALSE(one.valid());
}

}  // namespace
}  // namespace alphascope
